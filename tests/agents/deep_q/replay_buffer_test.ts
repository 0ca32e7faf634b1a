import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  ReplayBuffer,
  type Transition,
  transitionBatch,
} from "../../../agents/deep_q/replay_buffer.ts";
import { RandomStream } from "../../../core/random.ts";

/** A transition in which everything depends on one number, so that a mix-up shows. */
function transition(n: number): Transition {
  return {
    observation: [n, n + 0.5],
    action: n,
    reward: -n,
    nextObservation: [n + 1, n + 1.5],
    terminated: n % 3 === 0,
  };
}

/** All that a replay buffer should be: a list, looked at from its end. */
interface History {
  readonly added: number[];
}

class Add implements fc.Command<History, ReplayBuffer> {
  constructor(readonly n: number) {}
  check = () => true;
  run(model: History, buffer: ReplayBuffer): void {
    model.added.push(this.n);
    buffer.add(transition(this.n));
    assertEquals(buffer.size, Math.min(model.added.length, buffer.capacity));
  }
  toString = () => `add(${this.n})`;
}

class Sample implements fc.Command<History, ReplayBuffer> {
  constructor(readonly seed: number) {}
  check = ({ added }: Readonly<History>) => added.length > 0;
  run({ added }: History, buffer: ReplayBuffer): void {
    const recent = added.slice(-buffer.capacity);
    const batch = transitionBatch(40, 2);
    buffer.sample(batch, RandomStream.from(this.seed));
    batch.actions.forEach((n, i) => {
      assert(recent.includes(n), `${n} was forgotten`);
      const wanted = transition(n);
      const pair = (of: Float32Array) => [of[2 * i]!, of[2 * i + 1]!];
      assertEquals(pair(batch.observations), [
        ...wanted.observation as number[],
      ]);
      assertEquals(
        pair(batch.nextObservations),
        [...wanted.nextObservation as number[]],
      );
      assertEquals(batch.rewards[i]! + n, 0);
      assertEquals(batch.continues[i], wanted.terminated ? 0 : 1);
    });
  }
  toString = () => `sample(${this.seed})`;
}

class Reload implements fc.Command<History, ReplayBuffer> {
  check = () => true;
  run(_model: History, buffer: ReplayBuffer): void {
    const { capacity } = buffer;
    const copy = new ReplayBuffer(capacity, { observationSize: 2 });
    copy.restore(buffer.state());
    assertEquals(copy.state(), buffer.state());
    buffer.restore(copy.state());
  }
  toString = () => "reload";
}

const lives = fc.tuple(
  fc.integer({ min: 1, max: 5 }),
  fc.commands([
    fc.nat(99).map((n) => new Add(n)),
    fc.nat(99).map((n) => new Add(n)),
    fc.nat(999).map((seed) => new Sample(seed)),
    fc.constant(new Reload()),
  ], { size: "+1" }),
);

/** Does to a buffer what one life brings, and answers the buffer. */
function live([capacity, run]: typeof lives extends fc.Arbitrary<infer T> ? T
  : never): ReplayBuffer {
  const real = new ReplayBuffer(capacity, { observationSize: 2 });
  fc.modelRun(() => ({ model: { added: [] }, real }), run);
  return real;
}

Deno.test("ReplayBuffer remembers exactly the last transitions, whatever is done to it", () => {
  fc.assert(fc.property(lives, (life) => void live(life)));
});

Deno.test("the lives drawn fill buffers", () => {
  const full = fc.sample(lives, { numRuns: 100, seed: 1 }).map(live)
    .filter(({ size, capacity }) => size === capacity).length;
  assert(full > 20, `only ${full} of 100`);
});

Deno.test("ReplayBuffer.sample() draws each transition equally often, and all of a full one", () => {
  const buffer = new ReplayBuffer(3000, { observationSize: 2 });
  for (let n = 0; n < 5000; n++) buffer.add(transition(n));
  const counts = new Map<number, number>();
  const batch = transitionBatch(30_000, 2);
  buffer.sample(batch, RandomStream.from(1));
  for (const n of batch.actions) counts.set(n, (counts.get(n) ?? 0) + 1);
  assert([...counts.keys()].every((n) => n >= 2000 && n < 5000));
  // A chi-square with 2999 degrees of freedom: mean 2999, deviation 77.
  let square = 0;
  for (let n = 2000; n < 5000; n++) {
    square += ((counts.get(n) ?? 0) - 10) ** 2 / 10;
  }
  assert(Math.abs(square - 2999) < 5 * 77, `${square}`);
});

Deno.test("ReplayBuffer.sample() forgets neither the first place nor the last", () => {
  const buffer = new ReplayBuffer(9, { observationSize: 2 });
  const batch = transitionBatch(200, 2);
  for (let n = 0; n < 3; n++) {
    buffer.add(transition(n));
    buffer.sample(batch, RandomStream.from(n));
    assertEquals(new Set(batch.actions).size, n + 1);
  }
});

Deno.test("ReplayBuffer keeps bytes as bytes", () => {
  const options = { observationSize: 2, storedType: "uint8" } as const;
  const buffer = new ReplayBuffer(4, options);
  buffer.add({
    ...transition(1),
    observation: [0, 255],
    nextObservation: [7, 8],
  });
  const { observations, nextObservations } = buffer.state();
  assert(observations instanceof Uint8Array);
  assertEquals([...observations, ...nextObservations], [0, 255, 7, 8]);
});

Deno.test("ReplayBuffer refuses what it cannot be, draw or restore", () => {
  const options = { observationSize: 2 };
  assertThrows(() => new ReplayBuffer(0, options), RangeError, "'capacity'");
  const buffer = new ReplayBuffer(2, options);
  const batch = transitionBatch(1, 2);
  assertThrows(
    () => buffer.sample(batch, RandomStream.from(0)),
    RangeError,
    "current size is 0",
  );
  const larger = new ReplayBuffer(3, options);
  for (const n of [1, 2, 3]) larger.add(transition(n));
  assertThrows(() => buffer.restore(larger.state()), RangeError, "room for 2");
  const state = { ...larger.state(), next: 5 };
  const other = new ReplayBuffer(3, options);
  assertThrows(() => other.restore(state), RangeError, "next place 5");
});
