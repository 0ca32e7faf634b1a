import fc from "fast-check";
import {
  assertAlmostEquals,
  assertEquals,
  assertGreater,
  assertLess,
} from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import { LANDER } from "../../../envs/box2d/_lander_state.ts";
import type { LunarLanderOptions } from "../../../envs/box2d/lunar_lander.ts";
import { land } from "./heuristics.ts";
import { beginLanding, calm, type LanderAction } from "./landing_episode.ts";
import { scriptedRandom } from "./scripted_random.ts";

/** Kilograms: 867/900 m² at 5 kg/m², and two legs of 64/900 m² at 1 kg/m². */
const FRAME_MASS = 867 / 180;
const LEG_MASS = 64 / 900;
const MASS = FRAME_MASS + 2 * LEG_MASS;
/** How high the frame's centre of mass is above its origin: of a rectangle of 34 × 10 under a trapezoid of 34 and 28 × 17. */
const FRAME_CENTER = (340 * -5 + 527 * 17 / 3 * 90 / 62) / 867 / 30;

/** The centre of mass of everything that flies. */
function centerOf(state: Float64Array): [x: number, y: number] {
  const angle = state[LANDER.angle]!;
  const frame = [
    state[LANDER.x]! - FRAME_CENTER * Math.sin(angle),
    state[LANDER.y]! + FRAME_CENTER * Math.cos(angle),
  ];
  const sum = (axis: number) =>
    (FRAME_MASS * frame[axis]! +
      LEG_MASS *
        (state[LANDER.legs + axis]! + state[LANDER.legs + 3 + axis]!)) / MASS;
  return [sum(0), sum(1)];
}

/** What the momentum of everything changes by in a step, newton seconds, besides gravity's part. */
function impulses(
  options: LunarLanderOptions,
  random: RandomStream,
  actions: readonly LanderAction[],
) {
  const { state, step } = beginLanding(options, random);
  const gravity = options.gravity ?? -10;
  const centers = [centerOf(state)];
  const angles: number[] = [];
  for (const action of actions) {
    angles.push(state[LANDER.angle]!);
    step(action);
    centers.push(centerOf(state));
  }
  // x″ = J / (M h), from three places in a row.
  return centers.slice(2).map(([x2, y2], i) => {
    const [[x0, y0], [x1, y1]] = [centers[i]!, centers[i + 1]!];
    const jx = MASS * 50 * (x2 - 2 * x1 + x0);
    const jy = MASS * 50 * (y2 - 2 * y1 + y0) - MASS * gravity / 50;
    return { jx, jy, angle: angles[i + 1]! };
  });
}

Deno.test("lunarLander() falls as Newton says, whatever its parts do to each other", () => {
  fc.assert(
    fc.property(
      fc.nat(),
      fc.double({ min: -11.9, max: -0.1, noNaN: true }),
      (seed, gravity) => {
        const actions = Array(25).fill(0);
        const stream = RandomStream.from(seed);
        for (const { jx, jy } of impulses({ gravity }, stream, actions)) {
          assertAlmostEquals(jx, 0, 1e-9);
          assertAlmostEquals(jy, 0, 1e-9);
        }
      },
    ),
    { numRuns: 10 },
  );
});

Deno.test("lunarLander()'s engines push as hard as they are told, against where they are", () => {
  const turned = (actions: LanderAction[], options = {}) =>
    impulses(options, calm(), [...actions, ...actions]);
  // The main engine: 13 · 4/30 kg m/s upwards along the frame.
  const main = 13 * 4 / 30;
  // A side engine: 0.6 · 12/30 kg m/s across the frame.
  const side = 0.6 * 12 / 30;
  const cases: [action: LanderAction, along: number, across: number][] = [
    [2, main, 0],
    [1, 0, -side],
    [3, 0, side],
    [[1, 0], main, 0],
    [[3, 0.5], main, 0],
    [[0.5, -0.5], 0.75 * main, 0],
    [[1e-9, 0], 0.5 * main, 0],
    [[0, 0], 0, 0],
    [[-0.1, 0.4], 0, 0],
    [[-7, -0.75], 0, -0.75 * side],
    [[0.2, 0.6], 0.6 * main, 0.6 * side],
    [[-1, 9], 0, side],
  ];
  for (const [action, along, across] of cases) {
    const continuous = typeof action !== "number";
    for (
      const { jx, jy, angle } of turned(Array(8).fill(action), { continuous })
    ) {
      const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
      assertAlmostEquals(jx, across * cos - along * sin, 1e-9);
      assertAlmostEquals(jy, across * sin + along * cos, 1e-9);
    }
  }
});

Deno.test("lunarLander() hovers where the engine carries the weight, and tilts where it is pushed", () => {
  // M g h = 13 · 4/30 · (1 + throttle) / 2
  const throttle = 2 * MASS * 10 / 50 / (13 * 4 / 30) - 1;
  const hover = beginLanding({ continuous: true }, calm());
  for (let t = 0; t < 50; t++) hover.step([throttle, 0]);
  // It goes on falling as fast as in the one step before.
  assertAlmostEquals(hover.state[LANDER.dy]!, -10 / 50, 1e-6);
  for (const [action, sign] of [[1, 1], [3, -1]] as const) {
    const { state, step } = beginLanding({}, calm());
    for (let t = 0; t < 10; t++) step(action);
    assertGreater(sign * state[LANDER.angle]!, 0.01);
    assertLess(sign * state[LANDER.dx]!, -0.1);
  }
});

Deno.test("lunarLander()'s engines shake by a thirtieth of a metre at most, each its own way", () => {
  const flight = (action: LanderAction, shaking: number, swaying: number) => {
    const draws = Array(16).fill(512);
    for (let t = 0; t < 4; t++) draws.push(shaking, swaying);
    const { random } = scriptedRandom(draws);
    const [first] = impulses({}, random, Array(3).fill(action));
    const { jx, jy, angle } = first!;
    const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
    return { along: jy * cos - jx * sin, across: jx * cos + jy * sin };
  };
  fc.assert(
    fc.property(
      fc.nat(1023),
      fc.nat(1023),
      (shaking, swaying) => {
        const [shakes, sways] = [shaking / 512 - 1, swaying / 512 - 1];
        const main = flight(2, shaking, swaying);
        assertAlmostEquals(main.along, 13 * (4 + 2 * shakes) / 30, 1e-9);
        assertAlmostEquals(main.across, 13 * sways / 30, 1e-9);
        const side = flight(3, shaking, swaying);
        assertAlmostEquals(side.along, 0.6 * shakes / 30, 1e-9);
        assertAlmostEquals(side.across, 0.6 * (12 + 3 * sways) / 30, 1e-9);
      },
    ),
    { numRuns: 10 },
  );
});

Deno.test("lunarLander()'s wind pushes as its function says, while no leg touches the ground", () => {
  const options = { enableWind: true, windPower: 12, turbulencePower: 0 };
  const [windStep, turbulenceStep] = [40, -7];
  const draws = [
    ...Array(14).fill(512),
    `${windStep + 9999}/19998`,
    `${turbulenceStep + 9999}/19998`,
    ...Array(500).fill(512),
  ];
  const { random } = scriptedRandom(draws);
  const found = impulses(options, random, Array(20).fill(0));
  found.forEach(({ jx, jy }, i) => {
    const t = windStep + 2 + i; // The reset and a step were before.
    const force = 12 *
      Math.tanh(Math.sin(0.02 * t) + Math.sin(Math.PI * t / 100));
    assertAlmostEquals(jx, force / 50, 1e-9);
    assertAlmostEquals(jy, 0, 1e-9);
  });
  const spun = (turbulencePower: number) => {
    const { random } = scriptedRandom(draws);
    const { state, step } = beginLanding(
      { ...options, turbulencePower },
      random,
    );
    for (let t = 0; t < 5; t++) step(0);
    return state[LANDER.spin]!;
  };
  assertNotAlmost(spun(2), spun(0));
  let blown = 0;
  const { state, step, see, isOver } = beginLanding(
    { ...options, windPower: 3 },
    RandomStream.from(1),
  );
  for (let before = state.slice(); !isOver(); before = state.slice()) {
    step(land(see()));
    const touched = before[LANDER.touches] === 1 ||
      before[LANDER.touches + 1] === 1;
    assertEquals(state[LANDER.wind] === 0, touched);
    assertLess(Math.abs(state[LANDER.wind]!), 3);
    if (touched) blown++;
  }
  assertGreater(blown, 20);
});

function assertNotAlmost(a: number, b: number) {
  assertGreater(Math.abs(a - b), 1e-3);
}

Deno.test("lunarLander() is the same in a mirror", () => {
  const flight = (mirror: 1 | -1) => {
    const chance = RandomStream.from(9);
    const drawn = Array.from({ length: 12 }, () => chance.integer(0, 1024));
    // The one too many stands before the first.
    const heights = drawn.slice(0, 11);
    if (mirror === -1) heights.reverse();
    const draws = [...heights, drawn[11]!, 512 + mirror * 250, 600];
    for (let t = 0; t < 61; t++) {
      draws.push(
        chance.integer(1, 1024),
        512 + mirror * chance.integer(-500, 500),
      );
    }
    const { state, step } = beginLanding({}, scriptedRandom(draws).random);
    for (let t = 0; t < 60; t++) {
      const action = [0, 1, 2, 3, 2, 2][t % 6]!;
      step(mirror === -1 && action % 2 === 1 ? 4 - action : action);
    }
    return state;
  };
  const [one, other] = [flight(1), flight(-1)];
  const pairs: [number, number][] = [
    [one[LANDER.x]! - 10, 10 - other[LANDER.x]!],
    [one[LANDER.y]!, other[LANDER.y]!],
    [one[LANDER.angle]!, -other[LANDER.angle]!],
    [one[LANDER.dx]!, -other[LANDER.dx]!],
    [one[LANDER.dy]!, other[LANDER.dy]!],
    [one[LANDER.legs]! - 10, 10 - other[LANDER.legs + 3]!],
    [one[LANDER.legs + 1]!, other[LANDER.legs + 4]!],
    [one[LANDER.ground + 3]!, other[LANDER.ground + 7]!],
  ];
  // The one leg's joint is solved before the other's.
  for (const [a, b] of pairs) assertAlmostEquals(a, b, 2e-3);
});
