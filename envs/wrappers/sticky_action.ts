import {
  cannot,
  formatValue,
  requirePositiveInteger,
  requireWithin,
} from "../../core/errors.ts";
import type { EnvironmentDescription } from "../description.ts";
import { resolveOptions } from "../resolve_options.ts";
import type { Space } from "../spaces/space.ts";
import { requireNumbers } from "./_check_options.ts";
import { keptAction } from "./_kept_action.ts";
import { wrap } from "./wrap.ts";

/** Options for {@linkcode stickyAction}. */
export interface StickyActionOptions {
  /** For how many steps an action sticks: a number, or the least and the most, each number between them as likely. @default {1} */
  readonly repeatActionDuration?:
    | number
    | readonly [least: number, most: number];
}

const DEFAULTS: Required<StickyActionOptions> = Object.freeze({
  repeatActionDuration: 1,
});

/**
 * Now and then repeats the action before instead of the one given, so that no
 * agent can learn a sequence of buttons by heart.
 *
 * After Machado et al., "Revisiting the Arcade Learning Environment: Evaluation
 * Protocols and Open Problems for General Agents" (2018), section 5.2.
 *
 * @param description The environment.
 * @param probability How likely an action sticks: at least 0, and below 1; 0.25 in the paper.
 * @param options For how long.
 * @returns A frozen description.
 * @throws {RangeError} If the probability or a duration is out of range.
 *
 * @example A button that sticks nearly always
 * ```ts
 * import { cartPole, make, stickyAction } from "@silica/silica/envs";
 * import { assert } from "@std/assert";
 *
 * using env = make(stickyAction(cartPole(), 0.999));
 * env.reset({ seed: 1 });
 * env.step(0);
 * const { observation } = env.step(1);
 * assert(observation[1]! < -0.3);
 * ```
 */
export function stickyAction<Actions extends Space, Observations extends Space>(
  description: EnvironmentDescription<Actions, Observations>,
  probability: number,
  options: StickyActionOptions = {},
): EnvironmentDescription<Actions, Observations> {
  const { id, actionSpace, stateSize } = description;
  const action = `let actions of ${id} stick`;
  const resolved = resolveOptions(action, options, DEFAULTS);
  const range = { min: 0, max: 1, maxExclusive: true };
  requireWithin(probability, action, "probability", range);
  const [least, most] = durations(resolved.repeatActionDuration, action);
  /** For how many steps the last action still sticks; −1 before there is one. */
  const LEFT = stateSize;
  const last = keptAction(actionSpace, LEFT + 1);
  return wrap<Actions, Observations>(description, {
    wrapper: { name: "stickyAction", options: { probability, ...resolved } },
    ownSize: 1 + last.size,
    dynamics: ({ initialize, step }) => ({
      initialize(state, random, request) {
        initialize(state, random, request);
        state.fill(0, LEFT, LEFT + 1 + last.size);
        state[LEFT] = -1;
      },
      step(state, action, random) {
        if (state[LEFT] === 0 && random.uniform() < probability) {
          state[LEFT] = random.integer(least, most + 1);
        }
        if (state[LEFT]! > 0) {
          state[LEFT]!--;
          return step(state, last.read(state), random);
        }
        state[LEFT] = 0;
        last.write(state, action);
        return step(state, action, random);
      },
    }),
  });
}

function durations(
  given: number | readonly [number, number],
  action: string,
): readonly [least: number, most: number] {
  const name = "repeatActionDuration";
  const ends = typeof given === "number" ? [given, given] : given;
  requireNumbers(ends, action, name);
  const [least, most] = ends as readonly [number, number];
  requirePositiveInteger(least, action, name);
  requirePositiveInteger(most, action, name);
  if (least <= most) return [least, most];
  const wish = `'${name}' must be from the least to the most`;
  throw new RangeError(cannot(action, wish, formatValue(given)));
}
