import { requireWithin } from "../../core/errors.ts";
import {
  type Controls,
  environment,
  type EnvironmentDescription,
} from "../description.ts";
import { replaySimulation } from "../replay_simulation.ts";
import { resolveOptions } from "../resolve_options.ts";
import { type Box, box } from "../spaces/box.ts";
import { type Discrete, discrete } from "../spaces/discrete.ts";
import { FPS } from "./_box2d_world.ts";
import { landerScene } from "./_lander_scene.ts";
import { LANDER_STATE_SIZE } from "./_lander_state.ts";
import { isLandingOver, landing, observeLanding } from "./_landing.ts";

/** Options for {@linkcode lunarLander}. */
export interface LunarLanderOptions<Continuous extends boolean = boolean> {
  /** Whether engines are told how hard to burn, in place of which one burns. @default {false} */
  readonly continuous?: Continuous;
  /** Metres per second squared, between −12 and 0. @default {-10} */
  readonly gravity?: number;
  /** Whether wind blows while no leg touches the ground. @default {false} */
  readonly enableWind?: boolean;
  /** The most that wind pushes sideways, newtons; 0 to 20 can be mastered. @default {15} */
  readonly windPower?: number;
  /** The most that wind turns the lander, newton metres; 0 to 2 can be mastered. @default {1.5} */
  readonly turbulencePower?: number;
}

/** A description of a lander above the moon: four choices, or two throttles, and eight numbers to see. */
export type LunarLander<Continuous extends boolean = false> =
  EnvironmentDescription<
    Continuous extends true ? Box<"float32"> : Discrete,
    Box<"float32">
  >;

type Actions = Discrete | Box<"float32">;

const DEFAULTS: Required<LunarLanderOptions> = Object.freeze({
  continuous: false,
  gravity: -10,
  enableWind: false,
  windPower: 15,
  turbulencePower: 1.5,
});

const FARTHEST = [2.5, 2.5, 10, 10, 2 * Math.PI, 10];

const CHOICES: Controls<Discrete> = {
  idle: 0,
  keys: {
    ArrowLeft: 1,
    ArrowUp: 2,
    ArrowRight: 3,
    "ArrowLeft+ArrowUp": 1,
    "ArrowRight+ArrowUp": 3,
  },
};
const THROTTLES: Controls<Box<"float32">> = {
  idle: [0, 0],
  keys: {
    ArrowLeft: [0, -1],
    ArrowUp: [1, 0],
    ArrowRight: [0, 1],
    "ArrowLeft+ArrowUp": [1, -1],
    "ArrowRight+ArrowUp": [1, 1],
  },
};

/**
 * Land on the moon, between two flags.
 *
 * **What you do**: nothing (0), burn the engine that pushes to the left and tilts
 * to the left (1), the main engine (2), or the one that pushes to the right (3).
 * With `continuous` two throttles from −1 to 1. The first is the main engine's: it
 * is off up to 0, and burns at half of its power just above that, at all of it at 1.
 * The second is that of the side engines: below −0.5 the one that pushes to the
 * left burns, above 0.5 the other, as hard as the throttle says.
 *
 * **What you see**: eight numbers. How far the lander is to the right of the pad, in
 * half widths of the picture; how far above standing on it, in half heights; the
 * two velocities, in 5 and in 7.5 metres per second; the angle from upright, in
 * radians, positive to the left; how fast it turns, in 2.5 radians per second;
 * whether the right leg touches the ground, and whether the left one does (1 or 0).
 *
 * **What you earn**: 100 for each half picture by which the lander comes nearer, 100
 * for each unit by which it becomes slower, 100 for each radian by which it becomes
 * more upright, and 10 when a leg touches the ground; the same is lost the other
 * way. A step of the main engine costs 0.3, one of a side engine 0.03, less
 * where it burns less. The last step earns 100 if the lander rests, and −100 if it
 * crashes or is lost; nothing else.
 *
 * **When it ends**: when the lander has come to rest; when its frame touches the
 * ground, so that it crashes; when it leaves the picture to the left or right. There is no
 * time limit here; `"LunarLander-v3"` and `"LunarLanderContinuous-v3"` have 1000
 * steps, of a fiftieth of a second each.
 *
 * The task is Oleg Klimov's, with the constants of Gymnasium's `LunarLander-v3`; the
 * physics are Box2D's, as translated by planck.
 *
 * @param options Throttles, gravity and wind.
 * @returns A frozen description, without a time limit.
 * @throws {RangeError} If gravity is not between −12 and 0, or an option is unknown.
 *
 * @example Falling without an engine
 * ```ts
 * import { lunarLander, make } from "@silica/silica/envs";
 * import { assert } from "@std/assert";
 *
 * using env = make(lunarLander());
 * const { observation: before } = env.reset({ seed: 42 });
 * const { observation: after } = env.step(0);
 * assert(after[3]! < before[3]!); // It falls faster than before.
 * ```
 */
export function lunarLander<const Continuous extends boolean = false>(
  options: LunarLanderOptions<Continuous> = {},
): LunarLander<Continuous> {
  const action = "describe a lunar lander";
  const resolved = resolveOptions<Required<LunarLanderOptions>>(
    action,
    options,
    DEFAULTS,
  );
  requireWithin(resolved.gravity, action, "gravity", {
    min: -12,
    minExclusive: true,
    max: 0,
    maxExclusive: true,
  });
  requireWithin(resolved.windPower, action, "windPower");
  requireWithin(resolved.turbulencePower, action, "turbulencePower");
  const actionSpace: Actions = resolved.continuous
    ? box({ low: -1, high: 1, shape: [2] })
    : discrete(4);
  const traits = {
    id: "LunarLander",
    stateSize: LANDER_STATE_SIZE,
    actionSpace,
  };

  const description = environment<Actions, Box<"float32">>({
    ...traits,
    options: resolved,
    observationSpace: box({
      low: [...FARTHEST.map((x) => -x), 0, 0],
      high: [...FARTHEST, 1, 1],
    }),
    simulate: () => replaySimulation(traits, landing(resolved)),
    terminated: isLandingOver,
    observe: observeLanding,
    rendering: { framesPerSecond: FPS, scene: landerScene },
    controls: resolved.continuous ? THROTTLES : CHOICES,
  });
  // Which of the two action spaces it is, follows from the option.
  return description as EnvironmentDescription as LunarLander<Continuous>;
}
