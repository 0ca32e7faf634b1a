import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import type { ProgressEvent } from "../../core/progress.ts";
import { progressBar } from "../../core/progress_bar.ts";

/** A bar with a clock to set, and all it wrote. */
function watched(width = 80) {
  const clock = { now: 0 };
  const writes: { at: number; text: string }[] = [];
  const bar = progressBar({
    write: (text) => writes.push({ at: clock.now, text }),
    now: () => clock.now,
    width: () => width,
  });
  return { clock, writes, bar };
}

/** The lines a terminal shows after `text`; fails where one is longer than the terminal. */
function show(text: string, width: number): string[] {
  const lines = [""];
  let column = 0;
  // deno-lint-ignore no-control-regex
  for (const part of text.match(/\r|\n|\x1b\[K|[^\r\n\x1b]+/g) ?? []) {
    const last = lines.length - 1;
    if (part === "\r") column = 0;
    else if (part === "\n") lines.push(""), column = 0;
    else if (part === "\x1b[K") {
      lines[last] = [...lines[last]!].slice(0, column).join("");
    } else {
      assert(column === 0);
      const characters = [...part];
      const columns = characters.reduce(
        (sum, c) => sum + (c === "世" ? 2 : 1),
        0,
      );
      assert(columns <= width, `${columns} columns on ${width}: ${part}`);
      lines[last] = characters.concat(
        [...lines[last]!].slice(characters.length),
      ).join("");
      column = characters.length;
    }
  }
  return lines;
}

Deno.test("progressBar() shows how much, how fast, how long, and what was measured", () => {
  const { clock, writes, bar } = watched(100);
  bar.read({ kind: "step", step: 0, total: 5000, metrics: {} });
  clock.now = 2000;
  bar.read({
    kind: "step",
    step: 1250,
    total: 5000,
    metrics: { loss: 0.12345 },
  });
  clock.now = 2050;
  bar.read({
    kind: "episode",
    step: 1300,
    total: 5000,
    metrics: { return: 42 },
  });
  assertEquals(writes.map(({ text }) => text), [
    "\r0/5,000 ░░░░░░░░░░░░░░░░░░░░ 0%\x1b[K",
    "\r1,250/5,000 █████░░░░░░░░░░░░░░░ 25%  625/s  0:06 left  loss 0.1235\x1b[K",
  ]);
  bar.close();
  assertEquals(show(writes.map(({ text }) => text).join(""), 100), [
    "1,300/5,000 █████░░░░░░░░░░░░░░░ 26%  634.1/s  0:06 left  loss 0.1235  return 42",
    "",
  ]);
});

Deno.test("progressBar() leaves messages above the bar", () => {
  const { clock, writes, bar } = watched(20);
  bar.read({ kind: "step", step: 1, metrics: {} });
  clock.now = 10;
  const message = "backend: cpu, as no GPU is real";
  bar.read({ kind: "step", step: 2, metrics: {}, message });
  clock.now = 200;
  bar.read({ kind: "step", step: 3, metrics: {} });
  bar.close();
  assertEquals(show(writes.map(({ text }) => text).join(""), 20), [
    "backend: cpu, as no",
    "GPU is real",
    "3  10/s",
    "",
  ]);
});

const event: fc.Arbitrary<ProgressEvent> = fc.record({
  kind: fc.constantFrom("step", "epoch"),
  step: fc.nat(10_000),
  total: fc.nat(10_000),
  metrics: fc.dictionary(
    fc.string({ unit: fc.constantFrom("a", "世", "\n") }),
    fc.double(),
    { maxKeys: 3 },
  ),
  message: fc.string({
    unit: fc.constantFrom("a", " ", "世", "\r", "\x1b"),
    maxLength: 100,
  }),
}, { requiredKeys: ["kind", "step", "metrics"], noNullPrototype: true });
const moments = fc.array(
  fc.record(
    {
      event,
      pause: fc.oneof(
        { arbitrary: fc.nat(60), weight: 19 },
        { arbitrary: fc.nat(2000), weight: 1 },
      ),
    },
    { noNullPrototype: true },
  ),
  { maxLength: 80, size: "max" },
);

Deno.test("progressBar() never writes past the width, draws ten times a second at most, and draws the last event", () => {
  let [throttled, said] = [0, 0];
  fc.assert(
    fc.property(moments, fc.integer({ min: 3, max: 120 }), (steps, width) => {
      const { clock, writes, bar } = watched(width);
      for (const { event, pause } of steps) {
        clock.now += pause;
        bar.read(event);
      }
      const drawings = writes.filter(({ text }) => !text.endsWith("\n"));
      for (let i = 10; i < drawings.length; i++) {
        assert(drawings[i]!.at - drawings[i - 10]!.at >= 1000);
      }
      if (drawings.length < steps.length) throttled++;
      bar.close();
      const lines = show(writes.map(({ text }) => text).join(""), width);
      assertEquals(lines.at(-1), "");
      const last = steps.at(-1)?.event;
      if (!last) return assertEquals(lines, [""]);
      const begin = last.step.toLocaleString("en-US");
      const shown = width > begin.length + 1
        ? begin
        : begin.slice(0, Math.max(1, width - 2));
      assert(lines.at(-2)!.startsWith(shown), `${lines.at(-2)} for ${begin}`);
      if (last.message !== undefined) said++;
    }),
  );
  assert(throttled > 20 && said > 10, `${throttled} throttled, ${said} said`);
});

Deno.test("progressBar() goes on when the clock is set back, and the work begins again", () => {
  const { clock, writes, bar } = watched();
  clock.now = 1e6;
  bar.read({ kind: "step", step: 100, total: 200, metrics: {} });
  clock.now = 0;
  bar.read({ kind: "step", step: 101, total: 200, metrics: {} });
  clock.now = 1000;
  bar.read({ kind: "step", step: 111, total: 200, metrics: {} });
  clock.now = 2000;
  bar.read({ kind: "step", step: 1, total: 200, metrics: {} });
  const texts = writes.map(({ text }) => text);
  assertEquals(texts.length, 4);
  assert(texts[2]!.includes("  10/s  0:09 left"));
  assert(!texts[3]!.includes("/s"));
});

Deno.test("progressBar() forgets speeds older than 20 seconds", () => {
  const { clock, writes, bar } = watched();
  for (let second = 0; second <= 100; second++) {
    clock.now = second * 1000;
    const step = second <= 50 ? second * 1000 : 50_000 + (second - 50) * 10;
    bar.read({ kind: "step", step, total: 100_000, metrics: {} });
  }
  assert(writes.at(-1)!.text.includes("  10/s  "), writes.at(-1)!.text);
});

Deno.test("progressBar() lets an error of its terminal through", () => {
  const bar = progressBar({
    write: () => {
      throw new Error("broken pipe");
    },
    now: () => 0,
  });
  assertThrows(
    () => bar.read({ kind: "step", step: 1, metrics: {} }),
    Error,
    "broken pipe",
  );
});
