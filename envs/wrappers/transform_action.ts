import type { EnvironmentDescription } from "../description.ts";
import type { ActionOf, Space } from "../spaces/space.ts";
import { requireFunction, requireSpace } from "./_check_options.ts";
import { wrap } from "./wrap.ts";

/**
 * Replaces the actions of an environment by others, through a function of one's own.
 *
 * @param description The environment.
 * @param actionSpace What can be done from now on.
 * @param transform From an action of that space, only to be read, to one of the environment.
 * @returns A frozen description.
 * @throws {RangeError} If there is no space.
 * @throws {TypeError} If there is no function.
 *
 * @example Left is right
 * ```ts
 * import { cartPole, discrete, make, transformAction } from "@silica/silica/envs";
 * import { assert } from "@std/assert";
 *
 * const mirrored = transformAction(cartPole(), discrete(2), (action) => 1 - action);
 * using env = make(mirrored);
 * env.reset();
 * const { observation } = env.step(0);
 * assert(observation[1]! > 0);
 * ```
 */
export function transformAction<
  InnerActions extends Space,
  Observations extends Space,
  Actions extends Space,
>(
  description: EnvironmentDescription<InnerActions, Observations>,
  actionSpace: Actions,
  transform: (action: ActionOf<Actions>) => ActionOf<InnerActions>,
): EnvironmentDescription<Actions, Observations> {
  const action = `transform the actions of ${description.id}`;
  requireSpace(actionSpace, action, "actionSpace");
  requireFunction(transform, action, "transform");
  return wrap<InnerActions, Observations, Actions>(description, {
    wrapper: { name: "transformAction", options: null },
    actionSpace,
    dynamics: ({ step }) => ({
      step: (state, action, random) => step(state, transform(action), random),
    }),
  });
}
