import {
  type Controls,
  environment,
  type EnvironmentDescription,
} from "../description.ts";
import { replaySimulation } from "../replay_simulation.ts";
import { resolveOptions } from "../resolve_options.ts";
import { type Box, box } from "../spaces/box.ts";
import { FPS } from "./_box2d_world.ts";
import { isWalkOver, observeWalk, walk } from "./_walk.ts";
import { walkerScene } from "./_walker_scene.ts";
import { RAYS, WALKER_STATE_SIZE } from "./_walker_state.ts";

/** Options for {@linkcode bipedalWalker}. */
export interface BipedalWalkerOptions {
  /** Whether stumps, stairs and pits stand in the way. @default {false} */
  readonly hardcore?: boolean;
}

/** A description of a robot on two legs: four motors, twenty-four numbers to see. */
export type BipedalWalker = EnvironmentDescription<
  Box<"float32">,
  Box<"float32">
>;

const DEFAULTS: Required<BipedalWalkerOptions> = Object.freeze({
  hardcore: false,
});

const LEG_BOUNDS = [Math.PI, 5, Math.PI, 5];
const HULL_BOUNDS = [Math.PI, 5, 5, 5];
const LOW = [
  ...HULL_BOUNDS.map((x) => -x),
  ...LEG_BOUNDS.map((x) => -x),
  0,
  ...LEG_BOUNDS.map((x) => -x),
  0,
  ...Array<number>(RAYS).fill(-1),
];
const HIGH = [
  ...HULL_BOUNDS,
  ...LEG_BOUNDS,
  5,
  ...LEG_BOUNDS,
  5,
  ...Array<number>(RAYS).fill(1),
];

const CONTROLS: Controls<Box<"float32">> = {
  idle: [0, 0, 0, 0],
  keys: {
    q: [1, 0, -1, 0],
    w: [-1, 0, 1, 0],
    o: [0, 1, 0, -1],
    p: [0, -1, 0, 1],
    "o+q": [1, 1, -1, -1],
    "p+q": [1, -1, -1, 1],
    "o+w": [-1, 1, 1, -1],
    "p+w": [-1, -1, 1, 1],
  },
};

/**
 * Teach a robot on two legs to walk.
 *
 * **What you do**: turn the motors of a hip, of its knee, of the other hip and of its
 * knee. The sign of each number says which way, its amount the torque, up to 1; hips
 * turn with up to 4 radians per second, knees with up to 6.
 *
 * **What you see**: twenty-four numbers. The angle of the hull, in radians; how fast it turns,
 * in 25 radians per second; its velocities to the right and upwards, in 8.33 and 12.5
 * metres per second. Of each leg: the angle and speed of the hip, the angle of the
 * knee plus 1 and its speed, in radians and in what their motors reach, and
 * whether the foot touches the ground (1 or 0). How far ten rays come
 * from the hull to the ground, from straight below to the front, as a part
 * of 5.33 metres. Where the robot is, is not told.
 *
 * **What you earn**: 4.33 for each metre forwards, about 300 for the whole way, and
 * 5 for each radian by which the hull becomes more level; the same is lost the other
 * way. A step with all torque of a motor costs 0.028, one with less of it less. The
 * last step earns −100, and nothing else, if the robot falls or is lost.
 *
 * **When it ends**: when the hull touches the ground; when it leaves the terrain where that begins;
 * when the robot has come to the end of the terrain, 88.67 metres away. There is
 * no time limit here; `"BipedalWalker-v3"` has 1600 steps, of a fiftieth of a second each,
 * `"BipedalWalkerHardcore-v3"` 2000.
 *
 * The task is Oleg Klimov's, with the constants of Gymnasium's `BipedalWalker-v3`; the
 * physics are Box2D's, as translated by planck.
 *
 * @param options What stands in the way.
 * @returns A frozen description, without a time limit.
 * @throws {RangeError} If an option is unknown.
 *
 * @example Standing up to the first step
 * ```ts
 * import { bipedalWalker, make } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * using env = make(bipedalWalker());
 * const { observation } = env.reset({ seed: 42 });
 * assertEquals([observation[8], observation[13]], [1, 1]); // Both feet are on the ground.
 * ```
 */
export function bipedalWalker(
  options: BipedalWalkerOptions = {},
): BipedalWalker {
  const resolved = resolveOptions(
    "describe a bipedal walker",
    options,
    DEFAULTS,
  );
  const traits = {
    id: "BipedalWalker",
    stateSize: WALKER_STATE_SIZE,
    actionSpace: box({ low: -1, high: 1, shape: [4] }),
  };

  return environment({
    ...traits,
    options: resolved,
    observationSpace: box({ low: LOW, high: HIGH }),
    simulate: () => replaySimulation(traits, walk(resolved.hardcore)),
    terminated: isWalkOver,
    observe: observeWalk,
    rendering: { framesPerSecond: FPS, scene: walkerScene },
    controls: CONTROLS,
  });
}
