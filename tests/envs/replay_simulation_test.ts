import fc from "fast-check";
import {
  assert,
  assertEquals,
  assertNotEquals,
  assertThrows,
} from "@std/assert";
import { RandomStream } from "../../core/random.ts";
import { checkEnv } from "../../envs/check_env.ts";
import { environment } from "../../envs/description.ts";
import { make } from "../../envs/make.ts";
import {
  type BeginEpisode,
  replaySimulation,
} from "../../envs/replay_simulation.ts";
import { box } from "../../envs/spaces/box.ts";

const traits = {
  id: "Spring-v0",
  stateSize: 2,
  actionSpace: box({ low: -1, high: 1, shape: [1] }),
};
type Push = typeof traits.actionSpace;

/** A weight on a spring: its place and the time are seen, its speed and its gusts are not. */
const spring: BeginEpisode<Push> = (state, random, options = {}) => {
  let speed = Number(options.speed ?? random.uniform(-1, 1));
  let gust = random.uniform(-1, 1);
  state[0] = state[1] = 0;
  return (state, action) => {
    gust = 0.9 * gust + random.uniform(-0.1, 0.1);
    speed += 0.1 * (gust + action[0]! - state[0]!);
    state[0]! += 0.1 * speed;
    state[1]! += 1;
    return -Math.abs(state[0]!);
  };
};

const described = environment({
  ...traits,
  observationSpace: box({ low: -Infinity, high: Infinity }),
  maxEpisodeSteps: 20,
  simulate: () => replaySimulation(traits, spring),
  terminated: (state) => Math.abs(state[0]!) > 1,
  observe: (state, out) => void (out[0] = state[0]!),
});

const push = fc.double({ min: -2, max: 2, noNaN: true }).map((x) => [x]);
const pushes = fc.array(push, { maxLength: 12 });

/** A simulation that has taken some actions, and what it does. */
function after(seed: number, actions: readonly number[][], options?: object) {
  const simulation = replaySimulation(traits, spring);
  const state = new Float64Array(2);
  const random = RandomStream.from(seed);
  simulation.initialize(state, random, options as Record<string, unknown>);
  const rewards = actions.map((each) => simulation.step(state, each, random));
  return { simulation, state, random, rewards };
}

Deno.test("replaySimulation() makes a simulation that keeps the laws", () => {
  checkEnv(described, { steps: 50 });
});

Deno.test("replaySimulation() goes on from wherever it was saved", () => {
  fc.assert(
    fc.property(
      fc.nat(),
      pushes,
      pushes,
      fc.option(fc.constant({ speed: 0.5 }), { nil: undefined }),
      (seed, first, rest, options) => {
        const one = after(seed, first, options);
        const saved = JSON.parse(JSON.stringify(one.simulation.save()));
        const { simulation, state } = after(seed + 1, [[0.3], [0.1]]);
        simulation.load(saved);
        state.set(one.state);
        for (const action of rest) {
          assertEquals(
            simulation.step(state, action, RandomStream.from(0)),
            one.simulation.step(one.state, action, one.random),
          );
          assertEquals([...state], [...one.state]);
        }
        assertEquals(simulation.save(), one.simulation.save());
      },
    ),
  );
});

Deno.test("replaySimulation() begins another episode each time, from its own seed", () => {
  const { simulation, state, random } = after(1, []);
  const course = () =>
    [[0], [0], [0]].map((a) => simulation.step(state, a, random));
  const first = course();
  simulation.initialize(state, random);
  assertNotEquals(course(), first);
  simulation.initialize(state, RandomStream.from(1));
  assertEquals(course(), first);
});

Deno.test("what replaySimulation() saves does not change later", () => {
  const { simulation, state, random } = after(1, [[0.5]]);
  const saved = simulation.save();
  const text = JSON.stringify(saved);
  simulation.step(state, [1], random);
  simulation.load(saved);
  simulation.step(state, [1], random);
  assertEquals(JSON.stringify(saved), text);
});

Deno.test("replaySimulation() does not look at numbers behind the state", () => {
  const one = after(1, [[0.5]]);
  const wide = new Float64Array(4).fill(7);
  const simulation = replaySimulation(traits, spring);
  simulation.initialize(wide, RandomStream.from(1));
  simulation.step(wide, [0.5], RandomStream.from(1));
  assertEquals(simulation.save(), one.simulation.save());
  assertEquals([...wide.subarray(2)], [7, 7]);
});

Deno.test("replaySimulation() refuses what is damaged, and changes nothing", () => {
  const env = make(described);
  env.reset({ seed: 3 });
  env.step([0.25]);
  env.step([-1.5]); // Outside the box, as environments must take it.
  const saved = env.snapshot();
  const good = saved.simulation as Record<string, unknown>;
  const damaged: [simulation: unknown, message: string][] = [
    [
      undefined,
      "its simulation must be saved with it: current value is undefined",
    ],
    [null, "its simulation must be saved with it"],
    ["0", "its simulation must be saved with it"],
    [{}, "its simulation must be saved with it"],
    ...[-1, 0.5, 2 ** 53, "1", null, NaN].map((seed): [unknown, string] => [
      { ...good, seed },
      "its simulation must be saved with it",
    ]),
    [{ ...good, options: 5 }, "its simulation must be saved with it"],
    [{ ...good, actions: "none" }, "its simulation must be saved with it"],
    [{ ...good, checksum: 7 }, "its simulation must be saved with it"],
    ...[[], [0, 0], 0.5, ["x"], [NaN], null].map((wrong): [unknown, string] => [
      { ...good, actions: [[0.25], wrong] },
      "its actions must be of its action space: current action 1 is",
    ]),
    ...[
      { ...good, actions: [[0.25]] },
      { ...good, actions: [[0.25], [-1.25]] },
      { ...good, seed: 5 },
      { ...good, options: { speed: 0 } },
      { ...good, checksum: "00000000" },
    ].map((wrong): [unknown, string] => [
      wrong,
      "its actions must lead to the state of checksum",
    ]),
  ];
  const rest = (from: typeof env) => [[0.5], [0]].map((a) => from.step(a));
  for (const [simulation, message] of damaged) {
    const error = assertThrows(
      () => env.restore({ ...saved, simulation }),
      SyntaxError,
      message,
    );
    assert(error.message.startsWith("Cannot restore Spring-v0 as "));
    assertEquals(env.snapshot(), saved);
  }
  const untouched = make(described);
  untouched.restore(saved);
  assertEquals(rest(env), rest(untouched));
});

Deno.test("replaySimulation() does not hand out a beginning that fails", () => {
  const { simulation, state, random } = after(1, [[0.5]]);
  const before = simulation.save();
  const failing = replaySimulation<Push>(traits, () => {
    throw new RangeError("no");
  });
  assertThrows(() => failing.initialize(state, random), RangeError, "no");
  for (
    const use of [() => failing.save(), () => failing.step(state, [0], random)]
  ) {
    assertThrows(use, RangeError, "an episode must have begun");
  }
  assertEquals(simulation.save(), before);
});
