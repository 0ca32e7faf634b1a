import { requireWithin } from "../../core/errors.ts";
import type { RandomStream } from "../../core/random.ts";
import {
  environment,
  type EnvironmentDescription,
  type ResetOptions,
} from "../description.ts";
import { resolveOptions } from "../resolve_options.ts";
import { type Box, box } from "../spaces/box.ts";
import { thermostatScene } from "./_thermostat_scene.ts";

/** Options for {@linkcode thermostat}. */
export interface ThermostatOptions {
  /** How warm people want it while they are up, °C. @default {21} */
  readonly comfort?: number;
  /** How far from that they bear it, °C. @default {1.5} */
  readonly tolerance?: number;
  /** The mean temperature outside, °C. @default {4} */
  readonly outdoors?: number;
  /** What the heating gives at most, kW. @default {8} */
  readonly power?: number;
  /** What the house loses for each °C between inside and outside, kW. @default {0.2} */
  readonly loss?: number;
  /** What it takes to make the house 1 °C warmer, kWh. @default {1.5} */
  readonly capacity?: number;
  /** What a step with no heating at all earns. @default {1} */
  readonly saving?: number;
  /** What it earns when people have to change the temperature themselves, below 0. @default {-5} */
  readonly tweak?: number;
}

/** A description of a house that is heated: one number to do, six to see. */
export type Thermostat = EnvironmentDescription<Box, Box<"float32">>;

const DEFAULTS: Required<ThermostatOptions> = Object.freeze({
  comfort: 21,
  tolerance: 1.5,
  outdoors: 4,
  power: 8,
  loss: 0.2,
  capacity: 1.5,
  saving: 1,
  tweak: -5,
});

const STEPS_PER_HOUR = 6;
/** How many steps a day has. */
const DAY = 24 * STEPS_PER_HOUR;
/** From and until when people are up, hours. */
const UP = { from: 6.5, until: 22.5 };
/** By how much colder they want it at night, °C. */
const NIGHT = 3;
const LEAVING = { from: 7.5, until: 8.5 };
const RETURNING = { from: 16.5, until: 18.5 };
/** By how much it is warmer at three in the afternoon, and colder at night, °C. */
const SWING = 4;
/** How the weather keeps, and what it takes up in a step, °C. */
const WEATHER = { keeps: 0.98, sd: 0.3 };
/** How likely people change the temperature in a step in which they do not bear it. */
const TWEAKING = 0.25;

// Where things stand in a state. The temperatures inside in the last day follow, that
// of step `STEPS % DAY` of the day at its place.
const INDOORS = 0;
/** By how much it is warmer outside than usual at this hour, °C. */
const WARMER = 1;
const STEPS = 2;
const LEAVES = 3;
const RETURNS = 4;
/** How hard it was heated in the last step, as a share of the power. */
const HEAT = 5;
const TWEAKED = 6;
const TEMPERATURES = 7;

/**
 * Keep a house warm for the people in it, and do not heat it for nobody.
 *
 * **What you do**: one number within [0, 1], which is how hard to heat in the next ten
 * minutes, as a share of the heating's power.
 *
 * **What you see**: six numbers. The temperature inside and that outside, in °C; the
 * cosine and the sine of the time, where a turn is a day that begins at midnight;
 * whether somebody is at home (1) or not (0); the temperature that people want at this
 * time, in °C, at home or not. It begins on a midnight, with what they want.
 *
 * **What you earn**: for each step `saving` times the share of the power that was not
 * used; with people at home, up to 1 for how close it is to what they want: 0 from
 * `tolerance` on. Beyond that they may help themselves, which earns `tweak`.
 *
 * **When it ends**: never. There is no time limit here; `"Thermostat-v0"` has 1008
 * steps, which are a week.
 *
 * After Géron, "Hands-On Machine Learning with Scikit-Learn and TensorFlow"
 * (2017), chapter 16: a thermostat must learn to anticipate what people need. With
 * share u, power P, loss K and capacity C, the temperature follows
 * C dT/dt = uP − K (T − Tₒ), solved exactly for a step in which Tₒ, outside, stays:
 *
 * - T′ = E + (T − E) exp(−K Δt / C), where E = Tₒ + uP / K, Δt = 1/6 h
 * - Tₒ = mean + 4 cos(2π (h − 15) / 24) + w at hour h, w′ = 0.98 w + 0.3 ε, ε ~ N(0, 1)
 *
 * People are up from 6:30 to 22:30, want it 3 °C colder at night, leave every day
 * between 7:30 and 8:30 and are back between 16:30 and 18:30. In a step in which they
 * do not bear it, they help themselves with probability 1/4.
 *
 * @param options The house, and what counts how much.
 * @returns A frozen description, without a time limit.
 * @throws {RangeError} If an option is unknown or out of its range.
 *
 * @example A cold night
 * ```ts
 * import { make, thermostat } from "@silica/silica/envs";
 * import { assert, assertEquals } from "@std/assert";
 *
 * using env = make(thermostat());
 * const { observation: before } = env.reset({ seed: 1 });
 * assertEquals([before[0], before[4]], [18, 1]);
 * const { observation: after } = env.step([0]);
 * assert(after[0]! < 18);
 * ```
 */
export function thermostat(options: ThermostatOptions = {}): Thermostat {
  const action = "describe a thermostat";
  const resolved = resolveOptions(action, options, DEFAULTS);
  const { comfort, tolerance, outdoors, power, loss, capacity } = resolved;
  const { saving, tweak } = resolved;
  const above = { min: 0, minExclusive: true };
  requireWithin(comfort, action, "comfort");
  requireWithin(tolerance, action, "tolerance", above);
  requireWithin(outdoors, action, "outdoors");
  requireWithin(power, action, "power", above);
  requireWithin(loss, action, "loss", above);
  requireWithin(capacity, action, "capacity", above);
  requireWithin(saving, action, "saving", { min: 0 });
  requireWithin(tweak, action, "tweak", { max: 0, maxExclusive: true });
  const kept = Math.exp(-loss / (capacity * STEPS_PER_HOUR));

  const outside = (state: Float64Array) =>
    outdoors + SWING * Math.cos(2 * Math.PI * (hourOf(state) - 15) / 24) +
    state[WARMER]!;
  const wanted = (state: Float64Array) =>
    isWithin(hourOf(state), UP) ? comfort : comfort - NIGHT;

  function initialize(
    state: Float64Array,
    random: RandomStream,
    options: ResetOptions = {},
  ): void {
    resolveOptions("reset a thermostat", options, {});
    state.fill(0, 0, TEMPERATURES + DAY);
    state[INDOORS] = comfort - NIGHT;
    state.fill(state[INDOORS]!, TEMPERATURES, TEMPERATURES + DAY);
    drawDay(state, random);
  }

  function step(
    state: Float64Array,
    action: ArrayLike<number>,
    random: RandomStream,
  ): number {
    const heat = Math.min(Math.max(action[0]!, 0), 1);
    const end = outside(state) + heat * power / loss;
    const indoors = end + (state[INDOORS]! - end) * kept;
    state[INDOORS] = indoors;
    state[HEAT] = heat;
    state[WARMER] = WEATHER.keeps * state[WARMER]! +
      random.normal(0, WEATHER.sd);
    state[STEPS]!++;
    state[TEMPERATURES + state[STEPS]! % DAY] = indoors;
    if (state[STEPS]! % DAY === 0) drawDay(state, random);

    const saved = saving * (1 - heat);
    state[TWEAKED] = 0;
    if (!isHome(state)) return saved;
    const closeness = 1 - Math.abs(indoors - wanted(state)) / tolerance;
    if (closeness >= 0) return saved + closeness;
    state[TWEAKED] = random.uniform() < TWEAKING ? 1 : 0;
    return saved + (state[TWEAKED] === 1 ? tweak : 0);
  }

  return environment({
    id: "Thermostat",
    options: resolved,
    stateSize: TEMPERATURES + DAY,
    actionSpace: box({ low: 0, high: 1 }),
    observationSpace: box({
      low: [-Infinity, -Infinity, -1, -1, 0, comfort - NIGHT],
      high: [Infinity, Infinity, 1, 1, 1, comfort],
    }),
    initialize,
    step,
    terminated: () => false,
    observe(state, out) {
      const turn = 2 * Math.PI * hourOf(state) / 24;
      out[0] = state[INDOORS]!;
      out[1] = outside(state);
      out[2] = Math.cos(turn);
      out[3] = Math.sin(turn);
      out[4] = isHome(state) ? 1 : 0;
      out[5] = wanted(state);
    },
    inform: (state) => ({ tweaked: state[TWEAKED] === 1 }),
    rendering: {
      framesPerSecond: 12,
      scene: (state) =>
        thermostatScene({
          hour: hourOf(state),
          indoors: state[INDOORS]!,
          outdoors: outside(state),
          wanted: wanted(state),
          comfort,
          heat: state[HEAT]!,
          home: isHome(state),
          tweaked: state[TWEAKED] === 1,
          temperatures: state.subarray(
            TEMPERATURES,
            TEMPERATURES + 1 + state[STEPS]! % DAY,
          ),
          steps: DAY,
        }),
    },
    controls: { idle: [0], keys: { ArrowUp: [1], ArrowRight: [0.5] } },
  });
}

/** Hours since midnight. */
function hourOf(state: Float64Array): number {
  return state[STEPS]! % DAY / STEPS_PER_HOUR;
}

function isHome(state: Float64Array): boolean {
  const hour = hourOf(state);
  return hour < state[LEAVES]! || hour >= state[RETURNS]!;
}

function isWithin(hour: number, { from, until }: typeof UP): boolean {
  return hour >= from && hour < until;
}

/** When people leave and are back on the day that begins. */
function drawDay(state: Float64Array, random: RandomStream): void {
  state[LEAVES] = random.uniform(LEAVING.from, LEAVING.until);
  state[RETURNS] = random.uniform(RETURNING.from, RETURNING.until);
}
