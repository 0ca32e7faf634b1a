import type { RandomStream } from "../../core/random.ts";
import type { Info } from "../description.ts";
import type { Environment } from "../environment.ts";
import { fromJsonNumber } from "../json_number.ts";
import { sample, type Space, type ValueOf } from "../spaces/space.ts";

/** Draws an action, one that `info.actionMask` allows if there is such a mask: others may be refused. */
export function choose(
  space: Space,
  random: RandomStream,
  info: Info = {},
): ValueOf<Space> {
  const mask = info.actionMask as ArrayLike<number> | undefined;
  const fits = space.kind === "discrete" && mask?.length === space.n;
  return fits ? sample(space, random, { mask }) : sample(space, random);
}

/** Draws an action for the episode that is running. */
export function chooseIn(
  env: Environment,
  random: RandomStream,
): ValueOf<Space> {
  const { actionSpace, description: { inform } } = env;
  const info = actionSpace.kind === "discrete" &&
    inform?.(Float64Array.from(env.snapshot().state, fromJsonNumber));
  return choose(actionSpace, random, info || undefined);
}
