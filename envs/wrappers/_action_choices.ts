import { type Discrete, discrete } from "../spaces/discrete.ts";
import { type MultiDiscrete, multiDiscrete } from "../spaces/multi_discrete.ts";
import type { ActionOf } from "../spaces/space.ts";

/** Choices that stand for lists of numbers. */
export interface ActionChoices {
  readonly space: Discrete | MultiDiscrete;
  /** Writes down the numbers that a choice stands for. */
  write(
    choice: ActionOf<Discrete | MultiDiscrete>,
    out: Float64Array,
  ): void;
}

/** One choice for each of some lists. */
export function listed(
  lists: readonly ArrayLike<number>[],
): ActionChoices {
  return {
    space: discrete(lists.length),
    write: (choice: number, out) => out.set(lists[choice]!),
  };
}

/** One choice for each combination of values, the last number changing first. */
export function combined(
  values: readonly ArrayLike<number>[],
): ActionChoices {
  const count = values.reduce((all, { length }) => all * length, 1);
  return {
    space: discrete(count),
    write(choice: number, out) {
      let rest = choice;
      for (let i = values.length - 1; i >= 0; i--) {
        const among = values[i]!;
        out[i] = among[rest % among.length]!;
        rest = Math.floor(rest / among.length);
      }
    },
  };
}

/** A choice for each number by itself. */
export function separate(
  values: readonly ArrayLike<number>[],
): ActionChoices {
  return {
    space: multiDiscrete(values.map(({ length }) => length)),
    write(choices: ArrayLike<number>, out) {
      for (let i = 0; i < values.length; i++) out[i] = values[i]![choices[i]!]!;
    },
  };
}
