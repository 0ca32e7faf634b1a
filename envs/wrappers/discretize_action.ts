import {
  cannot,
  formatValue,
  requirePositiveInteger,
} from "../../core/errors.ts";
import type { EnvironmentDescription } from "../description.ts";
import { resolveOptions } from "../resolve_options.ts";
import type { Box } from "../spaces/box.ts";
import type { Discrete } from "../spaces/discrete.ts";
import type { MultiDiscrete } from "../spaces/multi_discrete.ts";
import { formatSpace, type Space, spaceSize } from "../spaces/space.ts";
import {
  type ActionChoices,
  combined,
  listed,
  separate,
} from "./_action_choices.ts";
import { boundsOf, requireBox, requireReal } from "./_boxes.ts";
import {
  requireBoolean,
  requireList,
  requireNumbers,
} from "./_check_options.ts";
import { wrap } from "./wrap.ts";

/** Options for {@linkcode discretizeAction}: exactly one of `bins`, `values` and `actions` must be given. */
export interface DiscretizeActionOptions {
  /** Into how many equal parts the range of each number is cut; a choice is the middle of one. One for all, or one for each. @default {null} */
  readonly bins?: number | readonly number[] | null;
  /** The values to choose from for each number. @default {null} */
  readonly values?: readonly number[] | null;
  /** The actions to choose from. @default {null} */
  readonly actions?: readonly (readonly number[])[] | null;
  /** Whether each number is chosen by itself, instead of one among all combinations; not with `actions`. @default {false} */
  readonly multidiscrete?: boolean;
}

const DEFAULTS: Required<DiscretizeActionOptions> = Object.freeze({
  bins: null,
  values: null,
  actions: null,
  multidiscrete: false,
});

/**
 * Replaces actions that are numbers by choices among some of them.
 *
 * One choice stands for a whole combination, the last number changing first:
 * with three values for four numbers there are 3⁴ = 81.
 *
 * @param description An environment with a box of floating-point numbers for its actions.
 * @param options What there is to choose from.
 * @returns A frozen description.
 * @throws {RangeError} If its actions are something else, or the choices are no actions of it.
 *
 * @example Full left, nothing, or full right, for each of two wheels
 * ```ts
 * import { box, discretizeAction, environment, make } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const robot = environment({
 *   id: "Robot-v0",
 *   stateSize: 2,
 *   actionSpace: box({ low: -1, high: 1, shape: [2] }),
 *   observationSpace: box({ low: -1, high: 1, shape: [2] }),
 *   initialize: (state) => void state.fill(0),
 *   step(state, action) {
 *     state.set(action);
 *     return 0;
 *   },
 *   terminated: () => false,
 *   observe: (state, out) => out.set(state),
 * });
 * using env = make(discretizeAction(robot, { values: [-1, 0, 1] }));
 * env.reset();
 * assertEquals(env.actionSpace.n, 9);
 * assertEquals(env.step(5).observation, Float32Array.of(0, 1));
 * ```
 */
export function discretizeAction<Observations extends Space>(
  description: EnvironmentDescription<Box, Observations>,
  options: DiscretizeActionOptions & { readonly multidiscrete: true },
): EnvironmentDescription<MultiDiscrete, Observations>;
/** The same with one choice for all numbers together; what is said of the other form holds for it. */
export function discretizeAction<Observations extends Space>(
  description: EnvironmentDescription<Box, Observations>,
  options: DiscretizeActionOptions & { readonly multidiscrete?: false },
): EnvironmentDescription<Discrete, Observations>;
export function discretizeAction<Observations extends Space>(
  description: EnvironmentDescription<Box, Observations>,
  options: DiscretizeActionOptions,
): EnvironmentDescription<Discrete | MultiDiscrete, Observations> {
  const { id, actionSpace } = description;
  const action = `discretize the actions of ${id}`;
  requireBox(actionSpace, action, "actionSpace");
  requireReal(actionSpace, action, "actionSpace");
  const resolved = resolveOptions(action, options, DEFAULTS);
  const { space, write } = choicesOf(actionSpace, resolved, action);
  return wrap<Box, Observations, Discrete | MultiDiscrete>(description, {
    wrapper: { name: "discretizeAction", options: resolved },
    actionSpace: space,
    dynamics({ step }) {
      const chosen = new Float64Array(spaceSize(actionSpace));
      return {
        step(state, choice, random) {
          write(choice, chosen);
          return step(state, chosen, random);
        },
      };
    },
  });
}

function choicesOf(
  space: Box,
  { bins, values, actions, multidiscrete }: Required<DiscretizeActionOptions>,
  action: string,
): ActionChoices {
  const given = [bins, values, actions].filter((each) => each !== null);
  if (given.length !== 1) {
    const wish = "there must be one of 'bins', 'values' and 'actions'";
    throw new RangeError(cannot(action, wish, given.length, "number"));
  }
  requireBoolean(multidiscrete, action, "multidiscrete");
  if (actions !== null) {
    if (!multidiscrete) return listed(readActions(actions, space, action));
    const wish = "'multidiscrete' must be false where 'actions' are listed";
    throw new RangeError(cannot(action, wish, true));
  }
  const choices = bins === null
    ? readValues(values!, space, action)
    : middles(bins, space, action);
  return multidiscrete ? separate(choices) : combined(choices);
}

function readActions(
  actions: readonly (readonly number[])[],
  space: Box,
  action: string,
): readonly (readonly number[])[] {
  requireList(actions, action, "actions");
  const { low, high } = boundsOf(space);
  return actions.map((numbers, i) => {
    requireNumbers(numbers, action, `actions[${i}]`);
    const fits = numbers.length === low.length &&
      numbers.every((number, j) => number >= low[j]! && number <= high[j]!);
    if (fits) return [...numbers];
    const wish = `'actions[${i}]' must be a value of ${formatSpace(space)}`;
    throw new RangeError(cannot(action, wish, formatValue(numbers)));
  });
}

/** The same values for each number. */
function readValues(
  values: readonly number[],
  space: Box,
  action: string,
): readonly (readonly number[])[] {
  requireNumbers(values, action, "values");
  const { low, high } = boundsOf(space);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const fits = low.every((bound) => least >= bound) &&
    high.every((bound) => most <= bound);
  if (fits) return Array.from(low, () => [...values]);
  const wish = `'values' must lie within ${formatSpace(space)}`;
  throw new RangeError(cannot(action, wish, formatValue(values)));
}

/** The middles of equal parts of each number's range. */
function middles(
  bins: number | readonly number[],
  space: Box,
  action: string,
): readonly (readonly number[])[] {
  const { low, high } = boundsOf(space);
  const counts = typeof bins === "number" ? Array.from(low, () => bins) : bins;
  requireNumbers(counts, action, "bins");
  if (counts.length !== low.length) {
    const wish = `'bins' must be a number or ${low.length} of them`;
    throw new RangeError(cannot(action, wish, counts.length, "length"));
  }
  return counts.map((count, i) => {
    requirePositiveInteger(count, action, `bins[${i}]`);
    const width = high[i]! - low[i]!;
    if (!Number.isFinite(width)) {
      const wish = "there must be bounds for all numbers to be cut into bins";
      throw new RangeError(cannot(action, wish, formatSpace(space), "space"));
    }
    return Array.from(
      { length: count },
      (_, bin) => low[i]! + width * (bin + 0.5) / count,
    );
  });
}
