import type { RandomStream } from "../../core/random.ts";
import { formatValue } from "../../core/errors.ts";
import type { Environment, ResetRequest } from "../environment.ts";
import { chooseIn } from "./choose.ts";

/** What was seen at one moment of play, as plain numbers of its own. */
export interface Moment {
  readonly observation: readonly number[];
  readonly reward: number;
  readonly terminated: boolean;
  readonly truncated: boolean;
}

/** An observation or action of any space as numbers that nothing else can change. */
export function numbersOf(value: unknown): number[] {
  if (typeof value === "number") return [value];
  if (typeof value === "string") {
    return Array.from(value, (character) => character.codePointAt(0)!);
  }
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
  return Object.values(value as object).flatMap(numbersOf);
}

/** Begins an episode, and answers its first moment. */
export function begin(env: Environment, request: ResetRequest = {}): Moment {
  const { observation } = env.reset(request);
  return {
    observation: numbersOf(observation),
    reward: 0,
    terminated: false,
    truncated: false,
  };
}

/** Takes one action at random, and answers the moment it led to; two where the next episode begins. */
export function* advance(
  env: Environment,
  actions: RandomStream,
): Generator<Moment> {
  const step = env.step(chooseIn(env, actions));
  yield { ...step, observation: numbersOf(step.observation) };
  if (step.terminated || step.truncated) yield begin(env);
}

/** Plays at random for `steps` steps, episode after episode; the first begins as requested. */
export function* play(
  env: Environment,
  actions: RandomStream,
  steps: number,
  request: ResetRequest = {},
): Generator<Moment> {
  yield begin(env, request);
  yield* goOn(env, actions, steps);
}

/** Plays on at random for `steps` steps, in the episode that is running. */
export function* goOn(
  env: Environment,
  actions: RandomStream,
  steps: number,
): Generator<Moment> {
  for (let i = 0; i < steps; i++) yield* advance(env, actions);
}

/** Where two courses of play differ first, in words; nothing if they are the same. */
export function firstDifference(
  one: Iterable<Moment>,
  other: Iterable<Moment>,
): string | undefined {
  const others = [...other];
  const ones = [...one];
  for (let i = 0; i < Math.max(ones.length, others.length); i++) {
    const [a, b] = [ones[i], others[i]];
    if (a === undefined || b === undefined) return `moment ${i} of one only`;
    for (const key of ["reward", "terminated", "truncated"] as const) {
      if (!Object.is(a[key], b[key])) {
        return `${key} ${a[key]} and ${b[key]} at moment ${i}`;
      }
    }
    if (!sameNumbers(a.observation, b.observation)) {
      const seen = [a, b].map((each) => formatValue(each.observation));
      return `observation ${seen.join(" and ")} at moment ${i}`;
    }
  }
}

/** Whether two lists hold the same numbers, bit by bit. */
export function sameNumbers(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
): boolean {
  return a.length === b.length &&
    Array.from(a).every((number, i) => Object.is(number, b[i]));
}
