import type { Environment } from "../environment.ts";
import type { Space } from "../spaces/space.ts";
import type { EnvironmentVector } from "./environment_vector.ts";

/** The same environment, but for what is named; other observations need a description, a space, `reset` and `step`. */
export function aroundEnvironment<
  Actions extends Space,
  InnerObservations extends Space,
  Observations extends Space = InnerObservations,
>(
  env: Environment<Actions, InnerObservations>,
  changes: Partial<Environment<Actions, Observations>>,
): Environment<Actions, Observations> {
  const { description, actionSpace, observationSpace } = env;
  const same: Environment<Actions, InnerObservations> = {
    description,
    actionSpace,
    observationSpace,
    reset: (request) => env.reset(request),
    step: (action) => env.step(action),
    render: (mode) => env.render(mode),
    snapshot: () => env.snapshot(),
    restore: (snapshot) => env.restore(snapshot),
    close: () => env.close(),
    [Symbol.dispose]() {
      this.close();
    },
  };
  // Where nothing else is named, the observations are the same.
  const all: object = { ...same, ...changes };
  return all as Environment<Actions, Observations>;
}

/** The same environments, but for what is named; other observations need a description, both arrays and `reset`. */
export function aroundVector<
  Actions extends Space,
  InnerObservations extends Space,
  Observations extends Space = InnerObservations,
>(
  envs: EnvironmentVector<Actions, InnerObservations>,
  changes: Partial<EnvironmentVector<Actions, Observations>>,
): EnvironmentVector<Actions, Observations> {
  const same: EnvironmentVector<Actions, InnerObservations> = {
    description: envs.description,
    count: envs.count,
    autoreset: envs.autoreset,
    actions: envs.actions,
    observations: envs.observations,
    nextObservations: envs.nextObservations,
    rewards: envs.rewards,
    terminated: envs.terminated,
    truncated: envs.truncated,
    started: envs.started,
    episodeReturns: envs.episodeReturns,
    episodeLengths: envs.episodeLengths,
    reset: (request) => envs.reset(request),
    step: (actions) => envs.step(actions),
    inform: (index) => envs.inform(index),
    render: (index, mode) => envs.render(index, mode),
    snapshot: () => envs.snapshot(),
    restore: (snapshot) => envs.restore(snapshot),
    close: () => envs.close(),
    [Symbol.dispose]() {
      this.close();
    },
  };
  // Where nothing else is named, the observations are the same.
  const all: object = { ...same, ...changes };
  return all as EnvironmentVector<Actions, Observations>;
}

/** Whether it is many environments, and not one. */
export function isVector(
  env: Environment | EnvironmentVector,
): env is EnvironmentVector {
  return "count" in env;
}
