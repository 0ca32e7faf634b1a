import { cannot, formatValue } from "../../core/errors.ts";
import type { RandomStream } from "../../core/random.ts";
import type { EnvironmentDescription } from "../description.ts";
import { resolveOptions } from "../resolve_options.ts";
import { plainAction } from "../spaces/plain_action.ts";
import {
  acceptsAction,
  type ActionOf,
  formatSpace,
  type Space,
} from "../spaces/space.ts";
import type { StartOptions } from "./start_options.ts";
import { wrap } from "./wrap.ts";

/**
 * Begins episodes with some steps of one action, which nobody is told of. Where the
 * task ends meanwhile it begins anew, and the rest of the steps follow.
 */
export function idleStart<Actions extends Space, Observations extends Space>(
  description: EnvironmentDescription<Actions, Observations>,
  given: StartOptions<Actions>,
  start: {
    readonly verb: string;
    readonly wrapper: string;
    readonly options: Readonly<Record<string, unknown>>;
    count(random: RandomStream): number;
  },
): EnvironmentDescription<Actions, Observations> {
  const { actionSpace } = description;
  const { action }: StartOptions = resolveOptions<Required<StartOptions>>(
    start.verb,
    given,
    { action: 0 },
  );
  if (!acceptsAction(actionSpace, action)) {
    const wish = `'action' must be a value of ${formatSpace(actionSpace)}`;
    throw new RangeError(cannot(start.verb, wish, formatValue(action)));
  }
  const plain = plainAction(action);
  return wrap<Actions, Observations>(description, {
    wrapper: {
      name: start.wrapper,
      options: { ...start.options, action: plain },
    },
    dynamics: ({ initialize, step, terminated }) => ({
      initialize(state, random, options) {
        initialize(state, random, options);
        for (let left = start.count(random); left > 0; left--) {
          // A plain copy of an action is the same action.
          step(state, plain as ActionOf<Actions>, random);
          if (terminated(state)) initialize(state, random, options);
        }
      },
    }),
  });
}
