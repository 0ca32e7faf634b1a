import { requireWithin } from "../../core/errors.ts";
import type { RandomStream } from "../../core/random.ts";
import {
  environment,
  type EnvironmentDescription,
  type ResetOptions,
} from "../description.ts";
import { resolveOptions } from "../resolve_options.ts";
import { type Box, box } from "../spaces/box.ts";
import { SQUARE, vacuumRoom } from "./_vacuum_room.ts";
import { vacuumScene } from "./_vacuum_scene.ts";

/** Options for {@linkcode robotVacuum}. */
export interface RobotVacuumOptions {
  /**
   * The room from above, one text a row, a square being 0.3 m wide: `S` is where the
   * robot may begin, `#` is a wall or furniture, `.` is floor with dust. Beyond the
   * edge there are walls. @default {a flat of 18 × 12 squares with two rooms}
   */
  readonly plan?: readonly string[];
  /** How fast it drives, metres per second. @default {0.3} */
  readonly speed?: number;
}

/** A description of a robot that cleans a room: two numbers to do, six to see. */
export type RobotVacuum = EnvironmentDescription<Box, Box<"float32">>;

const DEFAULTS: Required<RobotVacuumOptions> = Object.freeze({
  plan: [
    "S.......#.........",
    "........#.........",
    "........#....##...",
    "...##...#....##...",
    "...##.............",
    "..................",
    "........#.........",
    "........#..####...",
    "##......#.........",
    "##......#.........",
    "........#.......##",
    "...###..#.......##",
  ],
  speed: 0.3,
});

/** How far it feels its way at a time, metres. */
const PACE = 0.01;
/** How many seconds of its way are remembered, to be looked at. */
const TRAIL = 300;

// Where things stand in a state. How often it has come to each square follows, and
// then the places where it was, from the second `SECONDS % TRAIL` on the oldest first.
const X = 0;
const Y = 1;
const HEADING = 2;
const BUMP = 3;
const DUST = 4;
const SECONDS = 5;
const VISITS = 6;

/**
 * Clean a room within half an hour.
 *
 * **What you do**: for a second drive or turn: two numbers. Above 0, the first drives
 * straight on, 0.3 m as long as nobody chooses another `speed`; else the second, within
 * ±π, is the angle to turn by, in radians, to the right if it is above 0. Walls and furniture stop the robot.
 *
 * **What you see**: what the robot knows, six numbers. Whether it bumped into
 * something in the last second (1) or not (0); how much dust it found in it; where it
 * is, in metres to the right of the plan's left edge, and below its top edge; the
 * cosine and the sine of its heading, which is 0 to the right and a quarter turn
 * down. Where it has been, it does not know. It begins at an `S`, with any heading.
 *
 * **What you earn**: the dust that was collected in this second: 1 for each square
 * with dust that the middle of the robot comes to. There is none at an `S`.
 *
 * **When it ends**: never. There is no time limit here; `"RobotVacuum-v0"` has 1800
 * steps, which are 30 minutes.
 *
 * After Géron, "Hands-On Machine Learning with Scikit-Learn and TensorFlow"
 * (2017), chapter 16, whose policy with two parameters is {@linkcode vacuumPolicy}.
 * The robot is a disc of 0.14 m around its middle, and feels its way in centimetres.
 *
 * @param options The room and the robot.
 * @returns A frozen description, without a time limit.
 * @throws {RangeError} If an option is unknown, or the speed is not within (0, 10].
 * @throws {SyntaxError} If the plan is not a rectangle of these letters with an `S`.
 *
 * @example Driving until it bumps
 * ```ts
 * import { make, robotVacuum } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * using env = make(robotVacuum({ plan: ["#.", "S#"] }));
 * const { observation } = env.reset({ seed: 1 });
 * const [, , , , cosine, sine] = observation;
 * env.step([0, -Math.atan2(sine!, cosine!)]); // to the right
 * const { observation: after, reward } = env.step([1, 0]);
 * assertEquals([after[0], reward], [1, 0]);
 * ```
 */
export function robotVacuum(options: RobotVacuumOptions = {}): RobotVacuum {
  const action = "describe a robot vacuum";
  const resolved = resolveOptions(action, options, DEFAULTS);
  const { plan, speed } = resolved;
  const range = { min: 0, minExclusive: true, max: 10 };
  requireWithin(speed, action, "speed", range);
  const room = vacuumRoom(action, plan);
  const { rows, columns } = room.map;
  const [width, height] = [columns * SQUARE, rows * SQUARE];
  const paces = Math.ceil(speed / PACE);
  const trail = VISITS + rows * columns;

  function initialize(
    state: Float64Array,
    random: RandomStream,
    options: ResetOptions = {},
  ): void {
    resolveOptions("reset a robot vacuum", options, {});
    const { docks } = room;
    const dock = docks[random.integer(0, docks.length)]!;
    const x = (dock % columns + 0.5) * SQUARE;
    const y = (Math.floor(dock / columns) + 0.5) * SQUARE;
    state.fill(0, 0, trail);
    state[X] = x;
    state[Y] = y;
    state[HEADING] = random.uniform(-Math.PI, Math.PI);
    for (const dock of docks) state[VISITS + dock] = 1;
    for (let i = 0; i < TRAIL; i++) {
      state[trail + 2 * i] = x;
      state[trail + 2 * i + 1] = y;
    }
  }

  function step(state: Float64Array, action: ArrayLike<number>): number {
    state[BUMP] = 0;
    state[DUST] = 0;
    if (action[0]! > 0) drive(state);
    else turn(state, Math.min(Math.max(action[1]!, -Math.PI), Math.PI));
    const now = trail + 2 * (state[SECONDS]! % TRAIL);
    state[now] = state[X]!;
    state[now + 1] = state[Y]!;
    state[SECONDS]!++;
    return state[DUST]!;
  }

  function drive(state: Float64Array): void {
    const dx = speed / paces * Math.cos(state[HEADING]!);
    const dy = speed / paces * Math.sin(state[HEADING]!);
    let square = room.squareAt(state[X]!, state[Y]!);
    for (let pace = 0; pace < paces; pace++) {
      const x = state[X]! + dx;
      const y = state[Y]! + dy;
      if (!room.hasRoomAt(x, y)) {
        state[BUMP] = 1;
        return;
      }
      state[X] = x;
      state[Y] = y;
      const next = room.squareAt(x, y);
      if (next === square) continue;
      square = next;
      if (state[VISITS + square] === 0) state[DUST]!++;
      state[VISITS + square]!++;
    }
  }

  function collected(state: Float64Array): number {
    let count = 0;
    for (const square of room.dusty) {
      if (state[VISITS + square]! > 0) count++;
    }
    return count;
  }

  return environment({
    id: "RobotVacuum",
    options: { plan: Object.freeze([...plan]), speed },
    stateSize: trail + 2 * TRAIL,
    actionSpace: box({ low: [-1, -Math.PI], high: [1, Math.PI] }),
    observationSpace: box({
      low: [0, 0, 0, 0, -1, -1],
      high: [1, 2 + 2 * speed / SQUARE, width, height, 1, 1],
    }),
    initialize,
    step,
    terminated: () => false,
    observe(state, out) {
      out[0] = state[BUMP]!;
      out[1] = state[DUST]!;
      out[2] = state[X]!;
      out[3] = state[Y]!;
      out[4] = Math.cos(state[HEADING]!);
      out[5] = Math.sin(state[HEADING]!);
    },
    inform(state) {
      const found = collected(state);
      return { collected: found, left: room.dusty.length - found };
    },
    rendering: {
      framesPerSecond: 15,
      scene: (state) =>
        vacuumScene(room, {
          x: state[X]!,
          y: state[Y]!,
          heading: state[HEADING]!,
          bumped: state[BUMP] === 1,
          visits: state.subarray(VISITS, trail),
          trail: Array.from({ length: TRAIL }, (_, i) => {
            const place = trail + 2 * ((state[SECONDS]! + i) % TRAIL);
            return [state[place]!, state[place + 1]!];
          }),
        }),
    },
    controls: {
      idle: [0, 0],
      keys: {
        ArrowUp: [1, 0],
        ArrowLeft: [0, -Math.PI / 12],
        ArrowRight: [0, Math.PI / 12],
      },
    },
  });
}

function turn(state: Float64Array, angle: number): void {
  const heading = state[HEADING]! + angle;
  const turned = heading - 2 * Math.PI * Math.round(heading / (2 * Math.PI));
  state[HEADING] = turned;
}
