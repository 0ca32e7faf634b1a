import { assert, assertEquals, assertThrows } from "@std/assert";
import { checkEnv } from "../../envs/check_env.ts";
import {
  environment,
  type EnvironmentDefinition,
  type EnvironmentDescription,
} from "../../envs/description.ts";
import type { Environment } from "../../envs/environment.ts";
import { make } from "../../envs/make.ts";
import type { Scene } from "../../envs/rendering/scene.ts";
import { type Box, box } from "../../envs/spaces/box.ts";
import type { Space } from "../../envs/spaces/space.ts";

/** A drunken walk between two walls: pushes add up, chance adds to them. */
const walk: EnvironmentDefinition<Box<"float32">, Box<"float32">> = {
  id: "Walk-v0",
  stateSize: 2,
  actionSpace: box({ low: -1, high: 1 }),
  observationSpace: box({ low: -3, high: 3, shape: [2] }),
  initialize(state, random) {
    state[0] = random.uniform(-0.5, 0.5);
    state[1] = 0;
  },
  step(state, action, random) {
    const push = Math.max(-1, Math.min(1, action[0]!));
    state[1] = push + random.uniform(-0.5, 0.5);
    state[0] = Math.max(-2, Math.min(2, state[0]! + state[1]));
    return -Math.abs(push);
  },
  terminated: (state) => Math.abs(state[0]!) >= 2,
  observe(state, out) {
    out[0] = state[0]!;
    out[1] = state[1]!;
  },
  rendering: { framesPerSecond: 10, scene: (state) => scene(state[0]!) },
};

function scene(x: number): Scene {
  return {
    width: 20,
    height: 10,
    background: "#ffffff",
    shapes: [{
      kind: "circle",
      center: [10 + 4 * x, 5],
      radius: 2,
      fill: "#000000",
    }],
  };
}

type Definition = typeof walk;

/** Each breaks one law; the key is what the message says of the law. */
const BROKEN: Record<string, () => Partial<Definition>> = {
  "initialize must overwrite all of the state": () => ({
    initialize: (state, random) => void (state[0] = random.uniform()),
  }),
  "no number of the state may be NaN": () => ({
    stateSize: 3,
    initialize(state, random) {
      walk.initialize(state, random);
      state[2] = NaN;
    },
  }),
  "every reward must be a finite number": () => ({
    step: (state, action, random) =>
      walk.step(state, action, random) > -0.9 ? 0 : NaN,
  }),
  "every reward must be a finite number: current finding is undefined": () => ({
    step: (state, action, random) =>
      void walk.step(state, action, random) as unknown as number,
  }),
  "terminated must answer true or false": () => ({
    terminated: (state) =>
      (Math.abs(state[0]!) >= 2 ? 1 : 0) as unknown as boolean,
  }),
  "observe must write the whole observation": () => ({
    observe: (state, out) => void (out[0] = state[0]!),
  }),
  "step must only read the action": () => ({
    step(state, action, random) {
      (action as number[])[0] = Math.max(-0.5, Math.min(0.5, action[0]!));
      return walk.step(state, action, random);
    },
  }),
  "no number behind those of the state may count": () => ({
    stateSize: 1,
    observationSpace: box({ low: -Infinity, high: Infinity, shape: [2] }),
    initialize: (state) => void state.fill(0),
    step(state, action) {
      state[1] = (state[1] ?? 0) + 1;
      return state[0]! += action[0]! + (state[1] ?? 0);
    },
    observe: (state, out) => {
      out[0] = state[0]!;
      out[1] = 0;
    },
  }),
  "every observation must be a value of the observation space": () => ({
    observationSpace: box({ low: -1, high: 1, shape: [2] }),
  }),
  "the same seed and actions must give the same episodes": () => ({
    initialize(state, random) {
      walk.initialize(state, random);
      state[0]! += performance.now() % 0.01;
    },
  }),
  "two environments must not know of each other": () => {
    let steps = 0;
    let random: unknown;
    return {
      initialize(state, stream) {
        if (stream !== random) steps = 0;
        random = stream;
        walk.initialize(state, stream);
      },
      step(state, action, stream) {
        walk.step(state, action, stream);
        return ++steps;
      },
    };
  },
  "a scene must have the same size for every state": () => ({
    rendering: {
      framesPerSecond: 10,
      scene: (state) => ({
        ...scene(0),
        width: 20 + Math.round(9 * state[0]!),
      }),
    },
  }),
  "and finite places": () => ({
    rendering: { framesPerSecond: 10, scene: () => scene(NaN) },
  }),
};

Deno.test("checkEnv() passes a walk that keeps all laws", () => {
  const report = checkEnv(environment(walk));
  assertEquals(report.id, "Walk-v0");
  assert(report.terminated > 0 && report.laws.length === 20);
  assertEquals(report.truncated, 0);
  const limited = checkEnv(environment({ ...walk, maxEpisodeSteps: 2 }));
  assert(limited.truncated > 0);
});

for (const [law, breakIt] of Object.entries(BROKEN)) {
  Deno.test(`checkEnv() sees that it is not so: ${law}`, () => {
    const broken = environment({ ...walk, ...breakIt() });
    assertThrows(() => checkEnv(broken), RangeError, law);
    assertThrows(
      () => checkEnv(broken),
      RangeError,
      "Cannot accept Walk-v0 as",
    );
  });
}

/** A live environment with some of its methods replaced. */
function altered(
  change: (
    env: Environment,
    description: EnvironmentDescription,
  ) => Partial<Environment>,
): (description: EnvironmentDescription) => Environment {
  return (description) => {
    const env: Environment = make(description);
    const whole: Environment = {
      description,
      actionSpace: env.actionSpace,
      observationSpace: env.observationSpace,
      reset: (request) => env.reset(request),
      step: (action) => env.step(action),
      render: (mode) => env.render(mode),
      snapshot: () => env.snapshot(),
      restore: (snapshot) => env.restore(snapshot),
      close: () => env.close(),
      [Symbol.dispose]: () => env.close(),
    };
    return { ...whole, ...change(env, description) };
  };
}

/** Each makes live environments that break one law. */
const BROKEN_LIVE: Record<string, ReturnType<typeof altered>> = {
  "a seed must begin the same episodes again": altered((env) => {
    let resets = 0;
    return {
      reset: ({ seed, ...rest } = {}) =>
        env.reset(
          seed === undefined ? rest : { ...rest, seed: seed + resets++ },
        ),
    };
  }),
  "reset without a seed must go on with the random stream": altered((env) => ({
    reset: (request) => env.reset({ seed: 0, ...request }),
  })),
  "an observation must stay as it is in later steps": altered((env) => {
    const only = new Float32Array(2);
    return {
      reset(request) {
        const result = env.reset(request);
        only.set(result.observation as Float32Array);
        return { ...result, observation: only };
      },
      step(action) {
        const result = env.step(action);
        only.set(result.observation as Float32Array);
        return { ...result, observation: only };
      },
    };
  }),
  "a step before reset, after the end, or after close must be refused": altered(
    (env) => {
      let last: ReturnType<Environment<Space, Space>["step"]> | undefined;
      return {
        step(action) {
          if (env.snapshot().phase === "ended") return last!;
          return last = env.step(action);
        },
      };
    },
  ),
  "an action that is none must be refused": altered((env) => ({
    step: (action) =>
      env.step(action instanceof Float32Array ? action : Float32Array.of(0)),
  })),
  "a time limit must truncate at its step": altered((env) => ({
    step(action) {
      const result = env.step(action);
      return { ...result, terminated: result.terminated || result.truncated };
    },
  })),
  "a snapshot must continue exactly as what it was taken of": altered((
    env,
  ) => ({
    restore: (snapshot) =>
      env.restore({ ...snapshot, elapsed: 0, random: env.snapshot().random }),
  })),
  "each environment of a vector must do what a single one does": altered((
    env,
  ) => ({
    step(action) {
      const result = env.step(action);
      return { ...result, reward: 2 * result.reward };
    },
  })),
};

for (const [law, create] of Object.entries(BROKEN_LIVE)) {
  Deno.test(`checkEnv() sees of a live environment that it is not so: ${law}`, () => {
    assertThrows(
      () => checkEnv(environment(walk), { create }),
      RangeError,
      law,
    );
  });
}

Deno.test("checkEnv() passes a live environment that only wraps another", () => {
  checkEnv(environment(walk), { create: altered(() => ({})) });
});

Deno.test("checkEnv() names the law during which an error was thrown, and keeps the error", () => {
  const broken = environment({
    ...walk,
    terminated() {
      throw new Error("out of order");
    },
  });
  const error = assertThrows(
    () => checkEnv(broken),
    RangeError,
    "out of order",
  );
  assert(error.cause instanceof Error);
});

Deno.test("checkEnv() has a test here for each of its laws", () => {
  const { laws } = checkEnv(environment(walk), { steps: 5 });
  const broken = [...Object.keys(BROKEN), ...Object.keys(BROKEN_LIVE)];
  const untried = laws.filter((law) =>
    !broken.some((each) => law.includes(each))
  );
  assertEquals(untried, [
    "the snapshot of a vector must continue exactly as what it was taken of",
  ]);
});

Deno.test("checkEnv() passes an environment that fills its whole state at once", () => {
  const filled = environment({
    ...walk,
    id: "Filled-v0",
    initialize: (state) => void state.fill(0),
  });
  assert(checkEnv(filled).laws.length > 10);
});

Deno.test("checkEnv() sees a step that writes behind its state, even if nothing reads it", () => {
  const careless = environment({
    ...walk,
    id: "Careless-v0",
    step(state, action, random) {
      state[state.length - 1] = random.uniform();
      return walk.step(state, action, random);
    },
  });
  assertThrows(() => checkEnv(careless), RangeError, "a write by step");
});
