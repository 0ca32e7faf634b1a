import { RandomStream } from "../../core/random.ts";
import { makeVector } from "../make.ts";
import type { BufferOf, Space } from "../spaces/space.ts";
import { bufferRows, readValue, writeValue } from "../spaces/space_buffer.ts";
import type { VectorEnvironment } from "../vector_environment.ts";
import { choose } from "./choose.ts";
import type { Law, Subject } from "./law.ts";
import { firstDifference, type Moment, numbersOf, play } from "./play.ts";

const COUNT = 3;

/** A stream of choices for each environment of a vector. */
function choicesOf({ actions }: Subject): RandomStream[] {
  return Array.from({ length: COUNT }, (_, i) => actions().split(i));
}

/** Steps a vector at random, and answers what each of its environments went through. */
function course(
  vector: VectorEnvironment,
  choices: readonly RandomStream[],
  steps: number,
): Moment[][] {
  const { description: { actionSpace, observationSpace } } = vector;
  const rows = bufferRows<Space>(observationSpace, vector.observations);
  const nextRows = bufferRows<Space>(observationSpace, vector.nextObservations);
  const actionRows = bufferRows<Space>(actionSpace, vector.actions);
  const seen = (row: BufferOf<Space>) =>
    numbersOf(readValue<Space>(observationSpace, row));
  const start = (i: number): Moment => ({
    observation: seen(rows[i]!),
    reward: 0,
    terminated: false,
    truncated: false,
  });
  const moments = rows.map((_, i) => [start(i)]);
  for (let step = 0; step < steps; step++) {
    for (const [i, row] of actionRows.entries()) {
      const action = choose(actionSpace, choices[i]!, vector.inform(i));
      writeValue<Space>(actionSpace, action, row);
    }
    vector.step(vector.actions);
    for (const [i, row] of nextRows.entries()) {
      const terminated = vector.terminated[i] === 1;
      const truncated = vector.truncated[i] === 1;
      const reward = vector.rewards[i]!;
      moments[i]!.push({
        observation: seen(row),
        reward,
        terminated,
        truncated,
      });
      if (terminated || truncated) moments[i]!.push(start(i));
    }
  }
  return moments;
}

const singles: Law = {
  wish: "each environment of a vector must do what a single one does",
  try(subject) {
    const { description, create, seed, steps } = subject;
    using vector = makeVector(description, COUNT, { seed });
    vector.reset();
    const moments = course(vector, choicesOf(subject), steps);
    for (const [i, choices] of choicesOf(subject).entries()) {
      const single = play(create(), choices, steps, { seed: seed + i });
      const found = firstDifference(moments[i]!, single);
      if (found !== undefined) return `${found}, of environment ${i}`;
    }
  },
};

const snapshots: Law = {
  wish:
    "the snapshot of a vector must continue exactly as what it was taken of",
  try(subject) {
    const { description, seed, steps } = subject;
    using vector = makeVector(description, COUNT, { seed });
    vector.reset();
    const choices = choicesOf(subject);
    course(vector, choices, steps);
    const text = JSON.stringify(vector.snapshot());
    const states = choices.map((each) => each.state());
    const expected = course(vector, choices, steps);
    using other = makeVector(description, COUNT, { seed: seed + 1 });
    other.restore(JSON.parse(text));
    const same = states.map((state) => RandomStream.restore(state));
    return firstDifference(expected.flat(), course(other, same, steps).flat());
  },
};

/** Laws of many environments that run together. */
export const VECTOR_LAWS: readonly Law[] = [singles, snapshots];
