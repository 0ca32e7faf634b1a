import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import type { ProgressEvent } from "../../core/progress.ts";
import { progressLines } from "../../core/progress_lines.ts";

Deno.test("progressLines() shows epochs, messages, and other events now and then", () => {
  let now = 5000;
  const shown: string[] = [];
  const lines = progressLines({
    write: (text) => shown.push(text),
    now: () => now,
    seconds: 2,
  });
  const at = (ms: number, event: ProgressEvent) => {
    now = 5000 + ms;
    lines.read(event);
  };
  at(0, { kind: "step", step: 1, total: 9, metrics: { loss: 1 } });
  at(100, { kind: "step", step: 2, total: 9, metrics: { loss: 0.5 } });
  at(200, {
    kind: "epoch",
    step: 3,
    total: 9,
    metrics: { loss: 0.25, accuracy: 0.98765 },
  });
  at(300, { kind: "step", step: 4, metrics: {}, message: "new\nbest" });
  at(2299, { kind: "step", step: 5, metrics: {} });
  at(2300, { kind: "step", step: 6, metrics: {} });
  at(61_000, { kind: "step", step: 7, metrics: {} });
  at(61_001, { kind: "step", step: 8, metrics: {} });
  lines.close();
  lines.close();
  assertEquals(shown, [
    "0:00  step 1/9  loss 1\n",
    "0:00  epoch 3/9  loss 0.25  accuracy 0.9877\n",
    "0:00  step 4  new best\n",
    "0:02  step 6\n",
    "1:01  step 7\n",
    "1:01  step 8\n",
  ]);
});

const event: fc.Arbitrary<ProgressEvent> = fc.record({
  kind: fc.constantFrom("step", "episode", "epoch", "evaluation"),
  step: fc.nat(),
  metrics: fc.constant({}),
  message: fc.string({ unit: "binary" }),
}, { requiredKeys: ["kind", "step", "metrics"], noNullPrototype: true });

/** Events, each with the milliseconds before it, and the seconds to pause. */
type History = readonly [
  readonly (readonly [ProgressEvent, number])[],
  number,
];
const histories: fc.Arbitrary<History> = fc.tuple(
  fc.array(fc.tuple(event, fc.nat(1500)), { maxLength: 30, size: "max" }),
  fc.constantFrom(0, 1, 5),
);

/** Shows events as they should be shown; answers how many are held back. */
function heldBack([steps, seconds]: History): number {
  let now = 0;
  const shown: string[] = [];
  const lines = progressLines({
    write: (text) => shown.push(text),
    now: () => now,
    seconds,
    always: ["epoch"],
  });
  const must = (e: ProgressEvent) =>
    e.kind === "epoch" || e.message !== undefined;
  let previous = -Infinity;
  let held = 0;
  for (const [e, pause] of steps) {
    now += pause;
    const before = shown.length;
    lines.read(e);
    const due = must(e) || now - previous >= seconds * 1000;
    assertEquals(shown.length - before, due ? 1 : 0);
    if (due) previous = now;
    else held++;
  }
  lines.close();
  const last = steps.at(-1)?.[0];
  if (last) assert(shown.at(-1)!.includes(`${last.kind} ${last.step}`));
  for (const text of shown) assertEquals(text.split("\n").length, 2);
  return held;
}

Deno.test("progressLines() keeps every event it must, each on one line, and pauses between the rest", () => {
  fc.assert(fc.property(histories, (history) => void heldBack(history)));
  const held = fc.sample(histories, { numRuns: 100, seed: 1 })
    .reduce((sum, history) => sum + heldBack(history), 0);
  assert(held > 15, `${held} held back`);
});

Deno.test("progressLines() refuses a negative pause", () => {
  assertThrows(
    () => progressLines({ write: () => {}, now: () => 0, seconds: -1 }),
    RangeError,
    "Cannot show progress as 'seconds' must be a finite number of at least 0: current value is -1",
  );
});
