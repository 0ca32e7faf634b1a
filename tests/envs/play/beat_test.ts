import fc from "fast-check";
import { assert, assertEquals } from "@std/assert";
import { Beat } from "../../../envs/play/beat.ts";

Deno.test("a beat makes up for a step that came late, but not for a long sleep", () => {
  const beat = new Beat(0);
  assertEquals(beat.next(0, 20), 20);
  assertEquals(beat.next(33, 20), 7);
  assertEquals(beat.next(65, 20), 0);
  assertEquals(beat.next(65, 20), 15);
  // A second later only a tenth of it is made up for.
  assertEquals(beat.next(1080, 20), 0);
  assertEquals(beat.next(1080, 20), 0);
  assertEquals([1, 2, 3, 4].map(() => beat.next(1080, 20)), [0, 0, 0, 0]);
  assertEquals(beat.next(1080, 20), 20);
});

Deno.test("a beat does not drift, whatever time each step takes", () => {
  const late = fc.array(fc.double({ min: 0, max: 30, noNaN: true }), {
    minLength: 1,
    maxLength: 50,
  });
  fc.assert(
    fc.property(late, fc.integer({ min: 31, max: 500 }), (late, interval) => {
      const beat = new Beat(0);
      let now = 0;
      for (const [i, delay] of late.entries()) {
        now += beat.next(now, interval) + delay;
        // Late by its own delay, not by those before.
        assert(Math.abs(now - ((i + 1) * interval + delay)) < 1e-6);
      }
    }),
  );
});
