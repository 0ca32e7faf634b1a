import { assert, assertEquals } from "@std/assert";
import { median, timeCalls } from "../../bench/time_calls.ts";

Deno.test("the median is the one in the middle, or between the two in the middle", () => {
  assertEquals([[3, 1, 2], [4, 1, 2, 3], [7]].map(median), [2, 2.5, 7]);
});

function busy(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

Deno.test("a call that takes longer than there is time is made once", async () => {
  let calls = 0;
  const ms = await timeCalls(() => {
    calls++;
    busy(20);
  }, 0.01);
  assertEquals(calls, 1);
  assert(ms >= 20, `${ms}`);
});

Deno.test("calls and promises take at least as long as they do", async () => {
  assert(await timeCalls(() => busy(1), 0.02) >= 1);
  const wait = () => new Promise((resolve) => setTimeout(resolve, 3));
  assert(await timeCalls(wait, 0.02) >= 2.5);
});
