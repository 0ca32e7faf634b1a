import fc from "fast-check";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertGreater,
  assertLess,
  assertThrows,
} from "@std/assert";
import {
  thermostat,
  type ThermostatOptions,
} from "../../../envs/book/thermostat.ts";
import { checkEnv } from "../../../envs/check_env.ts";
import { make } from "../../../envs/make.ts";
import { meanReturn } from "./play_book.ts";

/** Hours since midnight, from an observation. */
function hourOf(seen: Float32Array): number {
  const hour = Math.atan2(seen[3]!, seen[2]!) / (2 * Math.PI) * 24;
  return Math.round((hour + 24) % 24 * 6) % 144 / 6;
}

/** What is seen before and after each step of a house. */
function* live(
  options: ThermostatOptions,
  heat: (seen: Float32Array) => number,
  { steps, seed = 1 }: { steps: number; seed?: number },
) {
  using env = make(thermostat(options));
  let { observation } = env.reset({ seed });
  for (let i = 0; i < steps; i++) {
    const before = observation;
    const share = heat(before);
    const { reward, info, observation: after } = env.step([share]);
    yield { before, after, share, reward, tweaked: info.tweaked as boolean };
    observation = after;
  }
}

const amount = (min: number, max: number) =>
  fc.double({ min, max, noNaN: true });
const houses = fc.record({
  comfort: amount(15, 25),
  outdoors: amount(-20, 20),
  power: amount(1, 15),
  loss: amount(0.05, 1),
  capacity: amount(0.5, 10),
}, { noNullPrototype: true });

Deno.test("thermostat(): what the house takes up is what it is given without what it loses", () => {
  fc.assert(fc.property(houses, amount(-0.5, 1.5), (house, share) => {
    for (const { before, after } of live(house, () => share, { steps: 5 })) {
      // C dT = (uP − K (T − Tₒ)) dt, in many small steps
      let [inside, given, lost] = [before[0]!, 0, 0];
      const dt = 1 / 6 / 2000;
      for (let i = 0; i < 2000; i++) {
        const heat = Math.min(Math.max(share, 0), 1) * house.power;
        const loss = house.loss * (inside - before[1]!);
        inside += (heat - loss) * dt / house.capacity;
        given += heat * dt;
        lost += loss * dt;
      }
      assertAlmostEquals(after[0]!, inside, 2e-3);
      const taken = house.capacity * (after[0]! - before[0]!);
      assertAlmostEquals(taken, given - lost, 2e-3 * house.capacity + 1e-3);
    }
  }));
});

Deno.test("thermostat(): heating that makes up for the loss keeps it as warm as it is", () => {
  for (
    const { before, after } of live(
      {},
      ([inside, outside]) => 0.2 * (inside! - outside!) / 8,
      { steps: 50 },
    )
  ) assertAlmostEquals(after[0]!, before[0]!, 1e-5);
});

Deno.test("thermostat(): people sleep, leave and come back when they should", () => {
  const [leaving, returning]: number[][] = [[], []];
  for (const { before, after } of live({}, () => 0, { steps: 144 * 300 })) {
    const hour = hourOf(after);
    const night = hour < 6.5 || hour >= 22.5;
    assertEquals(after[5], night ? 18 : 21);
    if (before[4]! > after[4]!) leaving!.push(hour);
    if (before[4]! < after[4]!) returning!.push(hour);
  }
  for (
    const [times, from, until] of [
      [leaving!, 7.5, 8.5],
      [returning!, 16.5, 18.5],
    ] as const
  ) {
    assertEquals(times.length, 300);
    // Seen at the first step from then on.
    assert(times.every((hour) => hour >= from && hour <= until + 1 / 6));
    const mean = times.reduce((a, b) => a + b) / 300;
    assertAlmostEquals(mean, (from + until) / 2 + 1 / 12, 0.15);
  }
});

Deno.test("thermostat(): the weather wanders around the time of the day", () => {
  const warmer = (seen: Float32Array) =>
    seen[1]! - 4 - 4 * Math.cos(2 * Math.PI * (hourOf(seen) - 15) / 24);
  const noise: number[] = [];
  const daily = { cosine: 0, sine: 0 };
  for (const { before, after } of live({}, () => 0, { steps: 20_000 })) {
    daily.cosine += warmer(after) * after[2]! / 20_000;
    daily.sine += warmer(after) * after[3]! / 20_000;
    noise.push((warmer(after) - 0.98 * warmer(before)) / 0.3);
  }
  // Its standard deviation is 1.5, and a hundred steps are as good as one.
  assertAlmostEquals(daily.cosine, 0, 0.3);
  assertAlmostEquals(daily.sine, 0, 0.3);
  const n = noise.length;
  const mean = (numbers: number[]) => numbers.reduce((a, b) => a + b) / n;
  const within = 4 / Math.sqrt(n);
  assertAlmostEquals(mean(noise), 0, within);
  assertAlmostEquals(mean(noise.map((x) => x * x)), 1, within * Math.SQRT2);
  assertAlmostEquals(
    mean(noise.map((x, i) => x * (noise[i - 1] ?? 0))),
    0,
    within,
  );
});

Deno.test("thermostat() pays for saving and for comfort, and people help themselves when they must", () => {
  const options = { saving: 2, tolerance: 1.25, tweak: -7 };
  let [unbearable, tweaks, comfortable] = [0, 0, 0];
  const hot = ([inside]: Float32Array) => inside! < 22 ? 1 : 0.2;
  for (
    const { after, share, reward, tweaked } of live(options, hot, {
      steps: 6000,
    })
  ) {
    const [inside, , , , home, wanted] = after;
    const saved = 2 * (1 - share);
    const far = Math.abs(inside! - wanted!);
    if (home === 0 || far > 1.25 + 1e-5) {
      assertAlmostEquals(reward - saved, tweaked ? -7 : 0, 1e-12);
      assert(home === 1 || !tweaked);
      unbearable += home!;
      tweaks += tweaked ? 1 : 0;
    } else if (far < 1.25 - 1e-5) {
      comfortable++;
      assertAlmostEquals(reward - saved, 1 - far / 1.25, 1e-5);
      assertEquals(tweaked, false);
    }
  }
  assertGreater(comfortable, 300);
  assertGreater(unbearable, 300);
  const chance = 4 * Math.sqrt(unbearable * 3 / 16);
  assertAlmostEquals(tweaks, unbearable / 4, chance);
});

/** Heats to what is wanted with people at home, or some hours before they are usually back. */
function heater(lead: number) {
  return (seen: Float32Array): number[] => {
    const [inside, outside, , , home] = seen;
    const hour = hourOf(seen);
    const away = home === 0 && hour < 17.5 - lead;
    const goal = away ? 5 : hour >= 6 - lead / 4 && hour < 22.3 ? 21 : 18;
    const keep = 0.2 * (goal - outside!) / 8;
    return [Math.min(Math.max(keep + goal - inside!, 0), 1)];
  };
}

Deno.test("thermostat(): who knows when people come back earns more than who waits, or heats always", () => {
  const length = { steps: 1008, episodes: 4 };
  const world = thermostat();
  const [early, late, always] = [2.5, 0, 24].map((lead) =>
    meanReturn(world, heater(lead), length)
  );
  const any = meanReturn(world, (_, random) => [random.uniform()], length);
  const off = meanReturn(world, () => [0], length);
  // About 1160, 1010, 590, −150 and 270.
  assertGreater(early!, late! + 60);
  assertGreater(late!, always! + 200);
  assertLess(any, early! / 4);
  assertLess(off, early! / 2);
});

Deno.test("thermostat() keeps the laws in any house, and refuses nonsense", () => {
  fc.assert(
    fc.property(houses, (house) => {
      checkEnv(thermostat(house), { steps: 40 });
    }),
    { numRuns: 2 },
  );
  const refused = (options: ThermostatOptions, wish: string) =>
    assertThrows(() => thermostat(options), RangeError, wish);
  refused({ capacity: 0 }, "'capacity' must be a finite number above 0");
  refused({ loss: -1 }, "'loss' must be");
  refused({ power: 0 }, "'power' must be");
  refused({ tolerance: 0 }, "'tolerance' must be");
  refused({ saving: -1 }, "'saving' must be");
  refused({ tweak: 0 }, "'tweak' must be a finite number below 0");
  refused({ comfort: NaN }, "'comfort' must be");
  refused({ outdoors: Infinity }, "'outdoors' must be");
});
