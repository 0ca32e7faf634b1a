import fc from "fast-check";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertGreater,
  assertLess,
  assertThrows,
} from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import {
  robotVacuum,
  type RobotVacuumOptions,
} from "../../../envs/book/robot_vacuum.ts";
import { vacuumPolicy } from "../../../envs/book/vacuum_policy.ts";
import { checkEnv } from "../../../envs/check_env.ts";
import { make } from "../../../envs/make.ts";
import { meanReturn } from "./play_book.ts";

const SQUARE = 0.3;
const RADIUS = 0.14;

/** A robot in a room, with its heading. */
function begin(options: RobotVacuumOptions, heading: number, seed = 1) {
  const env = make(robotVacuum(options));
  const { observation } = env.reset({ seed });
  env.step([0, heading - Math.atan2(observation[5]!, observation[4]!)]);
  return env;
}

Deno.test("robotVacuum() collects what it drives over, until a wall", () => {
  using env = begin({ plan: ["S..#", "..##"] }, 0);
  const seconds = [1, 2, 3].map(() => env.step([1, 0]));
  assertEquals(seconds.map(({ reward }) => reward), [1, 1, 0]);
  assertEquals(seconds.map(({ observation }) => observation[0]), [0, 0, 1]);
  const { info, observation: [, , x, y] } = seconds[2]!;
  assertAlmostEquals(x!, 3 * SQUARE - RADIUS, 0.0101);
  assertAlmostEquals(y!, 0.15, 1e-6);
  assertEquals(info, { collected: 2, left: 2 });
  env.step([0, Math.PI]);
  const back = [1, 2].map(() => env.step([1, 0]).reward);
  assertEquals(back, [0, 0]);
});

Deno.test("robotVacuum(): a quarter turn to the right is down", () => {
  using env = begin({ plan: ["S.", ".."] }, Math.PI / 2);
  const { observation: [, dust, x, y, cosine, sine] } = env.step([1, 2]);
  assertEquals(dust, 1);
  assertAlmostEquals(x!, 0.15, 1e-6);
  assertAlmostEquals(y!, 0.45, 1e-6);
  assertAlmostEquals(cosine!, 0, 1e-6);
  assertAlmostEquals(sine!, 1, 1e-6);
});

const plans = fc.integer({ min: 1, max: 6 }).chain((columns) =>
  fc.array(
    fc.string({
      unit: fc.constantFrom(".", ".", ".", "#"),
      minLength: columns,
      maxLength: columns,
    }),
    { minLength: 1, maxLength: 6 },
  )
).map(([first, ...rest]) => [`S${first!.slice(1)}`, ...rest]);
const commands = fc.array(
  fc.tuple(
    fc.constantFrom(1, 1, 0),
    fc.double({ min: -5, max: 5, noNaN: true }),
  ),
  { maxLength: 60 },
);

/** Whether a place is on the floor of a plan. */
function isFloor(plan: readonly string[], x: number, y: number): boolean {
  const letter = plan[Math.floor(y / SQUARE)]?.[Math.floor(x / SQUARE)];
  return letter !== undefined && letter !== "#";
}

Deno.test("robotVacuum() stays out of walls, goes straight on, and loses no dust", () => {
  fc.assert(fc.property(
    plans,
    commands,
    fc.double({ min: 0.05, max: 0.6, noNaN: true }),
    (plan, commands, speed) => {
      using env = make(robotVacuum({ plan, speed }));
      let { observation: before } = env.reset({ seed: 3 });
      const dust = plan.join("").split(".").length - 1;
      let collected = 0;
      for (const [drive, turn] of commands) {
        const { observation, reward, info } = env.step([drive, turn]);
        const [bump, found, x, y, cosine, sine] = observation;
        const [, , fromX, fromY, cosineBefore, sineBefore] = before;
        const [dx, dy] = [x! - fromX!, y! - fromY!];
        const gone = Math.hypot(dx, dy);
        if (drive === 0) {
          assertEquals([bump, reward, gone], [0, 0, 0]);
          const angle = Math.min(Math.max(turn, -Math.PI), Math.PI);
          const heading = Math.atan2(sineBefore!, cosineBefore!) + angle;
          assertAlmostEquals(cosine!, Math.cos(heading), 1e-5);
          assertAlmostEquals(sine!, Math.sin(heading), 1e-5);
        } else {
          assertAlmostEquals(dx * sine! - dy * cosine!, 0, 1e-5);
          if (bump === 0) assertAlmostEquals(gone, speed, 1e-5);
          else {
            assertLess(gone, speed);
            // A centimetre farther on there is a wall.
            const nose = (share: number) =>
              Array.from({ length: 721 }, (_, i) => (i - 360) / 720 * Math.PI)
                .some((angle) => {
                  const heading = Math.atan2(sine!, cosine!) + angle;
                  return !isFloor(
                    plan,
                    x! + share * cosine! + RADIUS * Math.cos(heading),
                    y! + share * sine! + RADIUS * Math.sin(heading),
                  );
                });
            assert(nose(0.0102));
          }
        }
        for (let angle = 0; angle < 2 * Math.PI; angle += 0.1) {
          const reach = RADIUS - 1e-6;
          assert(isFloor(
            plan,
            x! + reach * Math.cos(angle),
            y! + reach * Math.sin(angle),
          ));
        }
        assert(reward === found && reward >= 0);
        collected += reward;
        assertEquals(info, { collected, left: dust - collected });
        before = observation;
      }
    },
  ));
});

Deno.test("robotVacuum(): the rooms drawn have walls to bump into, and dust to find", () => {
  const drawn = fc.sample(fc.tuple(plans, commands), { numRuns: 100, seed: 1 });
  const counts = { bumps: 0, dust: 0 };
  for (const [plan, commands] of drawn) {
    using env = make(robotVacuum({ plan }));
    env.reset({ seed: 3 });
    for (const command of commands) {
      const { observation, reward } = env.step(command);
      counts.bumps += observation[0]!;
      counts.dust += reward;
    }
  }
  assert(counts.bumps > 100 && counts.dust > 40, JSON.stringify(counts));
});

/** Cleans a room with the book's policy. */
function clean(
  plan: readonly string[],
  [p, r]: readonly [number, number],
  seconds: number,
) {
  using env = make(robotVacuum({ plan }));
  env.reset({ seed: 5 });
  const policy = vacuumPolicy({ p, r });
  const random = RandomStream.from(6);
  let info = {};
  for (let i = 0; i < seconds; i++) info = env.step(policy(random)).info;
  return info;
}

Deno.test("vacuumPolicy() gets everywhere in the end, if there is a way", () => {
  const plan = ["S...#", "..#.#", "#..#.", "...#."];
  assertEquals(clean(plan, [0.7, 3], 20_000), { collected: 11, left: 2 });
  assertEquals(clean(plan, [0.5, 0.7], 20_000), { collected: 11, left: 2 });
  assertEquals(clean(plan, [0, 3], 1000), { collected: 0, left: 13 });
});

Deno.test("vacuumPolicy() drives with probability p, and turns within ±r, evenly", () => {
  const policy = vacuumPolicy({ p: 0.8, r: 0.5 });
  const random = RandomStream.from(1);
  const actions = Array.from({ length: 20_000 }, () => policy(random));
  const turns = actions.filter(([drive]) => drive <= 0).map(([, turn]) => turn);
  assertAlmostEquals(turns.length, 4000, 4 * Math.sqrt(20_000 * 0.16));
  assert(turns.every((turn) => Math.abs(turn) <= 0.5));
  const mean = turns.reduce((a, b) => a + b) / turns.length;
  const square = turns.reduce((a, b) => a + b * b, 0) / turns.length;
  assertAlmostEquals(mean, 0, 4 * 0.29 / Math.sqrt(4000));
  assertAlmostEquals(square, 0.25 / 3, 0.006);
  assert(actions.every(([drive, turn]) => drive <= 0 || turn === 0));
});

Deno.test("vacuumPolicy(): which p and r are good is to be searched for", () => {
  const dust = (p: number, r: number) => {
    const policy = vacuumPolicy({ p, r });
    return meanReturn(robotVacuum(), (_, random) => policy(random), {
      steps: 1800,
      episodes: 5,
    });
  };
  const good = dust(0.7, Math.PI); // about 118 of 182
  assertGreater(good, 95);
  assertLess(dust(0.98, Math.PI), good / 2);
  assertLess(dust(0.2, Math.PI), good * 0.75);
  assertLess(dust(0.7, 0.2), good / 3);
  assertLess(dust(1, Math.PI), 18);
});

Deno.test("robotVacuum() begins at each S as often, where there is no dust, with any heading", () => {
  using env = make(robotVacuum({ plan: ["S.S"] }));
  const seen = Array.from({ length: 400 }, (_, seed) => {
    const { observation, info } = env.reset({ seed });
    assertEquals(info, { collected: 0, left: 1 });
    return observation;
  });
  const left = seen.filter((each) => each[2]! < 0.3).length;
  assert(left > 160 && left < 240, `${left}`);
  const quarters = [0, 0, 0, 0];
  for (const each of seen) {
    quarters[(each[4]! > 0 ? 1 : 0) + (each[5]! > 0 ? 2 : 0)]!++;
  }
  assert(quarters.every((count) => count > 65), `${quarters}`);
});

Deno.test("robotVacuum() keeps the laws at other speeds, and refuses nonsense", () => {
  checkEnv(robotVacuum({ plan: ["S.", "#."], speed: 0.07 }));
  const refused = (options: object, error: ErrorConstructor, wish: string) =>
    assertThrows(() => robotVacuum(options), error, wish);
  refused({ plan: ["..."] }, SyntaxError, 'there must be a start, "S"');
  refused({ plan: ["S", ".."] }, SyntaxError, "as long as the first");
  refused({ plan: ["Sx"] }, SyntaxError, 'among "S", "#", "."');
  refused({ speed: 0 }, RangeError, "'speed' must be a finite number within");
  refused({ power: 1 }, RangeError, "the option must be one of");
  assertThrows(() => vacuumPolicy({ p: 1.1, r: 1 }), RangeError, "'p' must be");
  assertThrows(() => vacuumPolicy({ p: 1, r: 4 }), RangeError, "'r' must be");
});

Deno.test("robotVacuum() shows where dust is left, and its way", () => {
  using env = begin({ plan: ["S...", "...."] }, 0);
  const specks = () => env.render("svg").split("#8f7f66").length - 1;
  assertEquals(specks(), 3 * 7);
  const way = () => {
    const state = Float64Array.from(env.snapshot().state, Number);
    const { shapes } = env.description.rendering!.scene!(state);
    return shapes.flatMap((shape) =>
      shape.kind === "line" ? [...shape.from, ...shape.to] : []
    );
  };
  assertEquals(way(), []);
  env.step([1, 0]);
  assertEquals(specks(), 3 * 6);
  // A square is 128 pixels wide.
  way().forEach((x, i) => assertAlmostEquals(x, [64, 64, 192, 64][i]!, 1e-3));
  assertEquals(way().length, 4);
});
