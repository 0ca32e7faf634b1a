import { requireWithin } from "../../core/errors.ts";
import { type FiniteMdp, finiteMdp } from "../finite_mdp/finite_mdp.ts";
import { type Heading, squareBeside } from "../finite_mdp/grid_map.ts";
import type { Outcome } from "../finite_mdp/transition_table.ts";
import { resolveOptions } from "../resolve_options.ts";
import { ficklePassenger } from "./_fickle_passenger.ts";
import { taxiScene } from "./_taxi_scene.ts";
import {
  decodeTaxi,
  encodeTaxi,
  IN_TAXI,
  isWalled,
  STAND_SQUARES,
  TAXI_GRID,
  TAXI_STATES,
  type TaxiState,
} from "./_taxi_state.ts";
import { taxiText } from "./_taxi_text.ts";

/** Options for {@linkcode taxi}. */
export interface TaxiOptions {
  /** Whether the taxi may skid to the side. @default {false} */
  readonly isRainy?: boolean;
  /** In the rain, how likely it goes where it is steered; each side has half of what is left. @default {0.8} */
  readonly rainyProbability?: number;
  /** Whether the passenger may want to go elsewhere once on the way. @default {false} */
  readonly ficklePassenger?: boolean;
  /** How likely the passenger of an episode is fickle, if passengers may be. @default {0.3} */
  readonly fickleProbability?: number;
}

const DEFAULTS: Required<TaxiOptions> = Object.freeze({
  isRainy: false,
  rainyProbability: 0.8,
  ficklePassenger: false,
  fickleProbability: 0.3,
});

/** Down, up, to the right, to the left. */
const HEADINGS: readonly Heading[] = [[1, 0], [-1, 0], [0, 1], [0, -1]];
/** Which heading is to the left of each, and which to the right. */
const SIDES = [[2, 3], [3, 2], [1, 0], [0, 1]] as const;
const PICK_UP = 4;
const DROP_OFF = 5;

/**
 * Fetch a passenger with a taxi, and bring them where they want to go.
 *
 * **What you do**: drive down (0), up (1), to the right (2) or to the left (3), let
 * the passenger get in (4) or out (5). Walls stop the taxi. In the rain, where the
 * way is free, it gets there with the chance of `rainyProbability`, and skids to
 * either side of it with half of what is left.
 *
 * **What you see**: one number, ((row · 5 + column) · 5 + passenger) · 4 +
 * destination. Rows and columns count from 0 at the top left; 0 to 3 are the stands
 * red, green, yellow and blue, and a passenger in the taxi is 4. You begin anywhere,
 * with a passenger who waits at one stand to get to another one. A fickle one wants
 * to go elsewhere as soon as the taxi has moved with them, once an episode; `P` does
 * not tell of that. `info.actionMask` has 1 for each action that changes anything.
 *
 * **What you earn**: −1 for every step, but −10 for letting the passenger in or out
 * where that is not possible, and 20 for letting them out at their destination.
 *
 * **When it ends**: when the passenger gets out at the destination. There is no
 * time limit here; `"Taxi-v4"` has 200 steps.
 *
 * After Dietterich, "Hierarchical Reinforcement Learning with the MAXQ Value
 * Function Decomposition" (2000); chances and their order are those of Gymnasium's
 * fourth version. An episode begins with one uniform number from the random stream,
 * and another one if passengers may be fickle; a step takes one, and then an integer
 * below 3, for one of the other stands, if the passenger changes their mind.
 *
 * @param options The weather, and the passenger.
 * @returns A frozen description, without a time limit.
 * @throws {RangeError} If an option is unknown, or a chance is none.
 *
 * @example Only what changes anything
 * ```ts
 * import { make, sample, RandomStream, taxi } from "@silica/silica/envs";
 * import { assert } from "@std/assert";
 *
 * using env = make(taxi());
 * const random = RandomStream.from(1);
 * let { info } = env.reset({ seed: 1 });
 * for (let step = 0; step < 20; step++) {
 *   const mask = info.actionMask as number[];
 *   const next = env.step(sample(env.actionSpace, random, { mask }));
 *   assert(next.reward === -1 || next.terminated);
 *   if (next.terminated) break;
 *   info = next.info;
 * }
 * ```
 */
export function taxi(options: TaxiOptions = {}): FiniteMdp {
  const action = "describe a taxi";
  const resolved = resolveOptions(action, options, DEFAULTS);
  const chance = { min: 0, max: 1 };
  for (const name of ["rainyProbability", "fickleProbability"] as const) {
    requireWithin(resolved[name], action, name, chance);
  }
  const P = transitionsOf(resolved);
  const mdp = finiteMdp({
    id: "Taxi",
    options: resolved,
    P,
    initialStateDistribution: startChances(),
    actionMasks: P.map((row, state) =>
      Object.freeze(
        row.map((outcomes) =>
          Number(outcomes.some(({ nextState }) => nextState !== state))
        ),
      )
    ),
    rendering: {
      framesPerSecond: 4,
      scene: (state) => taxiScene(decodeTaxi(state[0]!)),
      text: (state) => taxiText(decodeTaxi(state[0]!)),
    },
    controls: {
      idle: null,
      keys: {
        ArrowDown: 0,
        ArrowUp: 1,
        ArrowRight: 2,
        ArrowLeft: 3,
        p: PICK_UP,
        d: DROP_OFF,
      },
    },
  });
  return resolved.ficklePassenger
    ? ficklePassenger(mdp, resolved.fickleProbability)
    : mdp;
}

function startChances(): number[] {
  const starts = Array.from({ length: TAXI_STATES }, (_, state) => {
    const { passenger, destination } = decodeTaxi(state);
    return Number(passenger !== IN_TAXI && passenger !== destination);
  });
  const count = starts.reduce((a, b) => a + b);
  return starts.map((start) => start / count);
}

function transitionsOf(options: Required<TaxiOptions>): Outcome[][][] {
  return Array.from({ length: TAXI_STATES }, (_, state) => {
    const here = decodeTaxi(state);
    return [
      ...HEADINGS.map((_, heading) => drive(here, heading, options)),
      [letIn(here)],
      [letOut(here)],
    ];
  });
}

function outcome(
  next: TaxiState,
  { probability = 1, reward = -1, terminated = false }: Partial<Outcome> = {},
): Outcome {
  return { probability, nextState: encodeTaxi(next), reward, terminated };
}

function drive(
  here: TaxiState,
  heading: number,
  { isRainy, rainyProbability }: Required<TaxiOptions>,
): Outcome[] {
  const ahead = squareAhead(here.square, heading);
  if (!isRainy) return [outcome({ ...here, square: ahead })];
  const skid = (1 - rainyProbability) / 2;
  const stuck = ahead === here.square;
  return [
    outcome({ ...here, square: ahead }, { probability: rainyProbability }),
    ...SIDES[heading]!.map((side) =>
      outcome(
        { ...here, square: stuck ? ahead : squareAhead(here.square, side) },
        { probability: skid },
      )
    ),
  ];
}

function squareAhead(square: number, heading: number): number {
  const next = squareBeside(TAXI_GRID, square, HEADINGS[heading]!);
  return isWalled(square, next) ? square : next;
}

function letIn(here: TaxiState): Outcome {
  return here.square === STAND_SQUARES[here.passenger]
    ? outcome({ ...here, passenger: IN_TAXI })
    : outcome(here, { reward: -10 });
}

function letOut(here: TaxiState): Outcome {
  const stand = STAND_SQUARES.indexOf(here.square);
  if (here.passenger !== IN_TAXI || stand < 0) {
    return outcome(here, { reward: -10 });
  }
  const next = { ...here, passenger: stand };
  return stand === here.destination
    ? outcome(next, { reward: 20, terminated: true })
    : outcome(next);
}
