import {
  cannot,
  formatValue,
  requireOneOf,
  requireWithin,
} from "../../core/errors.ts";
import { type FiniteMdp, finiteMdp } from "../finite_mdp/finite_mdp.ts";
import { gridText } from "../finite_mdp/grid_text.ts";
import {
  type GridMap,
  HEADINGS,
  readGridMap,
  squareBeside,
  uniformOver,
} from "../finite_mdp/grid_map.ts";
import type { Outcome } from "../finite_mdp/transition_table.ts";
import { resolveOptions } from "../resolve_options.ts";
import { frozenLakeScene } from "./_frozen_lake_scene.ts";

/** Options for {@linkcode frozenLake}. */
export interface FrozenLakeOptions {
  /**
   * A map of one's own, one text a row: `S` is where one starts, `F` is frozen,
   * `H` is a hole, `G` is the goal. @default {the map of `mapName`}
   */
  readonly desc?: readonly string[] | null;
  /** Which map is played where `desc` draws none. @default {"4x4"} */
  readonly mapName?: FrozenLakeMapName;
  /** Whether one may slip to the side. @default {true} */
  readonly isSlippery?: boolean;
  /** On slippery ice, how likely one goes where one wants; each side is half as likely as not. @default {1 / 3} */
  readonly successRate?: number;
  /** What is earned on reaching the goal, a hole, and anything else. @default {[1, 0, 0]} */
  readonly rewardSchedule?: FrozenLakeRewards;
}

/** The maps of {@linkcode frozenLake} that have a name. */
export type FrozenLakeMapName = "4x4" | "8x8";

/** What is earned on which letter of the map of {@linkcode frozenLake}. */
export type FrozenLakeRewards = readonly [
  goal: number,
  hole: number,
  frozen: number,
];

const MAPS: { readonly [Name in FrozenLakeMapName]: readonly string[] } = {
  "4x4": ["SFFF", "FHFH", "FFFH", "HFFG"],
  "8x8": [
    "SFFFFFFF",
    "FFFFFFFF",
    "FFFHFFFF",
    "FFFFFHFF",
    "FFFHFFFF",
    "FHHFFFHF",
    "FHFFHFHF",
    "FFFHFFFG",
  ],
};
const MAP_NAMES = ["4x4", "8x8"] as const;

const DEFAULTS: Required<FrozenLakeOptions> = Object.freeze({
  desc: null,
  mapName: "4x4",
  isSlippery: true,
  successRate: 1 / 3,
  rewardSchedule: Object.freeze([1, 0, 0] as const),
});

/**
 * Cross a frozen lake without falling into a hole.
 *
 * **What you do**: go to the left (0), down (1), to the right (2) or up (3). On
 * slippery ice you get there with the chance of `successRate`, and slip to either
 * side of it with half of what is left. At the edge you stay where you are.
 *
 * **What you see**: the number of the square you stand on, counted from 0 at the
 * top left, row by row.
 *
 * **What you earn**: 1 for reaching the goal, else 0; `rewardSchedule` says
 * otherwise.
 *
 * **When it ends**: at the goal or in a hole. There is no time limit here;
 * `"FrozenLake-v1"` has 100 steps, `"FrozenLake8x8-v1"` 200.
 *
 * Maps, chances and their order are Gymnasium's. A step takes one uniform number
 * from the random stream, and so does the choice among several starts.
 *
 * @param options The map, the ice, and the rewards.
 * @returns A frozen description, without a time limit.
 * @throws {RangeError} If an option is unknown, or a chance is none.
 * @throws {SyntaxError} If the map is not a rectangle of these letters with a start.
 *
 * @example The way around the holes, on ice that does not slip
 * ```ts
 * import { frozenLake, make } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * using env = make(frozenLake({ isSlippery: false }));
 * env.reset();
 * const [down, right] = [1, 2];
 * let last;
 * for (const action of [down, down, right, right, down, right]) last = env.step(action);
 * assertEquals(last?.reward, 1);
 * assertEquals(env.render("text"), " S  F  F  F \n F  H  F  H \n F  F  F  H \n H  F  F [G]\n");
 * ```
 */
export function frozenLake(options: FrozenLakeOptions = {}): FiniteMdp {
  const action = "describe a frozen lake";
  const resolved = resolveOptions(action, options, DEFAULTS);
  const { mapName, successRate } = resolved;
  requireOneOf(mapName, action, "mapName", MAP_NAMES);
  requireWithin(successRate, action, "successRate", { min: 0, max: 1 });
  const rewardSchedule = readRewards(action, resolved.rewardSchedule);
  const map = readGridMap(action, resolved.desc ?? MAPS[mapName], "SFHG");
  const desc = resolved.desc && Object.freeze([...resolved.desc]);
  const settings = { ...resolved, desc, rewardSchedule };
  return finiteMdp({
    id: "FrozenLake",
    options: settings,
    P: transitionsOf(map, settings),
    initialStateDistribution: uniformOver(map, "S"),
    rendering: {
      framesPerSecond: 4,
      scene: (state) => frozenLakeScene(map, state[0]!),
      text: (state) => gridText(map, state[0]!),
    },
    controls: {
      idle: null,
      keys: { ArrowLeft: 0, ArrowDown: 1, ArrowRight: 2, ArrowUp: 3 },
    },
  });
}

function transitionsOf(
  map: GridMap,
  { isSlippery, successRate, rewardSchedule: [goal, hole, frozen] }: Required<
    FrozenLakeOptions
  >,
): Outcome[][][] {
  const failRate = (1 - successRate) / 2;
  const rewards: Readonly<Record<string, number>> = { G: goal, H: hole };
  const isEnd = (square: number) => "GH".includes(map.letters[square]!);
  const outcome = (square: number, heading: number, probability: number) => {
    const nextState = squareBeside(map, square, HEADINGS[heading]!);
    const reward = rewards[map.letters[nextState]!] ?? frozen;
    const terminated = isEnd(nextState);
    return { probability, nextState, reward, terminated };
  };
  return Array.from(map.letters, (_, square) =>
    HEADINGS.map((_, wanted) => {
      if (isEnd(square)) {
        const nextState = square;
        return [{ probability: 1, nextState, reward: 0, terminated: true }];
      }
      if (!isSlippery) return [outcome(square, wanted, 1)];
      return [
        outcome(square, (wanted + 3) % 4, failRate),
        outcome(square, wanted, successRate),
        outcome(square, (wanted + 1) % 4, failRate),
      ];
    }));
}

function readRewards(
  action: string,
  rewards: FrozenLakeRewards,
): FrozenLakeRewards {
  if (!Array.isArray(rewards) || rewards.length !== 3) {
    const wish = "'rewardSchedule' must be three numbers: goal, hole, frozen";
    throw new TypeError(cannot(action, wish, formatValue(rewards)));
  }
  for (const [i, reward] of rewards.entries()) {
    requireWithin(reward, action, `rewardSchedule[${i}]`);
  }
  const [goal, hole, frozen] = rewards;
  return Object.freeze([goal, hole, frozen] as const);
}
