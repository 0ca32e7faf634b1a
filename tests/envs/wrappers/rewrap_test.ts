import fc from "fast-check";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { describe, type SavedEnvironment } from "../../../envs/describe.ts";
import type { EnvironmentDescription } from "../../../envs/description.ts";
import { make, makeVector } from "../../../envs/make.ts";
import type { Box } from "../../../envs/spaces/box.ts";
import { discrete } from "../../../envs/spaces/discrete.ts";
import { type Space, spaceSize } from "../../../envs/spaces/space.ts";
import { addNoise } from "../../../envs/wrappers/add_noise.ts";
import { clipAction } from "../../../envs/wrappers/clip_action.ts";
import { clipReward } from "../../../envs/wrappers/clip_reward.ts";
import { cropObservation } from "../../../envs/wrappers/crop_observation.ts";
import { delayObservation } from "../../../envs/wrappers/delay_observation.ts";
import { discretizeAction } from "../../../envs/wrappers/discretize_action.ts";
import { discretizeObservation } from "../../../envs/wrappers/discretize_observation.ts";
import { dtypeObservation } from "../../../envs/wrappers/dtype_observation.ts";
import { filterObservation } from "../../../envs/wrappers/filter_observation.ts";
import { flattenObservation } from "../../../envs/wrappers/flatten_observation.ts";
import { frameDelta } from "../../../envs/wrappers/frame_delta.ts";
import { frameStack } from "../../../envs/wrappers/frame_stack.ts";
import { grayscale } from "../../../envs/wrappers/grayscale.ts";
import { maxAndSkip } from "../../../envs/wrappers/max_and_skip.ts";
import { noopStart } from "../../../envs/wrappers/noop_start.ts";
import { overlayFrames } from "../../../envs/wrappers/overlay_frames.ts";
import { renderObservation } from "../../../envs/wrappers/render_observation.ts";
import { repeatAction } from "../../../envs/wrappers/repeat_action.ts";
import { rescaleAction } from "../../../envs/wrappers/rescale_action.ts";
import { rescaleObservation } from "../../../envs/wrappers/rescale_observation.ts";
import { reshapeObservation } from "../../../envs/wrappers/reshape_observation.ts";
import { resize } from "../../../envs/wrappers/resize.ts";
import { shapeReward } from "../../../envs/wrappers/shape_reward.ts";
import { skipStart } from "../../../envs/wrappers/skip_start.ts";
import { stickyAction } from "../../../envs/wrappers/sticky_action.ts";
import { timeAwareObservation } from "../../../envs/wrappers/time_aware_observation.ts";
import { timeLimit } from "../../../envs/wrappers/time_limit.ts";
import { transformObservation } from "../../../envs/wrappers/transform_observation.ts";
import { WRAPPER_NAMES } from "../../../envs/wrappers/rewrap.ts";
import { seenIn } from "./wrapper_laws.ts";

type Numbers = EnvironmentDescription<Space, Box>;

/** What can be laid around any environment with a box of two or more numbers in a list. */
const AROUND: readonly ((inner: Numbers) => Numbers)[] = [
  (inner) => addNoise(inner, { sd: 0.1 }),
  (inner) => clipReward(inner, { low: -0.5 }),
  (inner) => delayObservation(inner, 1),
  (inner) => dtypeObservation(inner, "float64"),
  (inner) => filterObservation(inner, [1, 0]),
  (inner) => flattenObservation(inner),
  (inner) => flattenObservation(frameStack(inner, 2, { axis: "last" })),
  (inner) => frameDelta(inner),
  (inner) => maxAndSkip(inner, 3),
  (inner) => overlayFrames(inner, 2, { dimming: 0.5 }),
  (inner) => repeatAction(inner, 2),
  (inner) =>
    flattenObservation(
      reshapeObservation(inner, [1, spaceSize(inner.observationSpace)]),
    ),
  (inner) => stickyAction(inner, 0.5, { repeatActionDuration: [1, 3] }),
  (inner) => timeAwareObservation(inner, { normalizeTime: true }),
  (inner) => timeLimit(inner, 12),
];

/** Environments with wrappers that fit only some. */
const SPECIAL: readonly (() => EnvironmentDescription)[] = [
  () =>
    clipAction(rescaleAction(describe("Pendulum-v1"), { low: [-2], high: 3 })),
  () => discretizeAction(describe("Pendulum-v1"), { values: [-1, 0, 2] }),
  () =>
    discretizeAction(describe("Pendulum-v1"), { bins: 3, multidiscrete: true }),
  () => discretizeAction(describe("Pendulum-v1"), { actions: [[-2], [1.5]] }),
  () => discretizeObservation(describe("Pendulum-v1"), { bins: [2, 3, 4] }),
  () => rescaleObservation(describe("Pendulum-v1"), { low: 0 }),
  () =>
    rescaleObservation(describe("CartPole-v1"), {
      low: [-1, -Infinity, -1, -Infinity],
      high: [1, Infinity, 1, Infinity],
    }),
  () => noopStart(describe("CartPole-v1"), 4, { action: 1 }),
  () => skipStart(describe("Pendulum-v1"), 2, { action: Float32Array.of(1.5) }),
  () =>
    resize(
      cropObservation(grayscale(renderObservation(describe("CartPole-v1"))), {
        rows: [100, 300, 2],
        columns: [0, 600, 2],
      }),
      [10, 30],
    ),
];

/** What JSON keeps of a description. */
function saved(description: EnvironmentDescription): SavedEnvironment {
  const { id, options, wrappers } = description;
  return JSON.parse(JSON.stringify({ id, options, wrappers }));
}

const chains = fc.record({
  id: fc.constantFrom("CartPole-v1", "Pendulum-v1"),
  around: fc.array(fc.constantFrom(...AROUND), { maxLength: 3 }),
}).map(({ id, around }) =>
  // Both show boxes.
  around.reduce((inner, lay) => lay(inner), describe(id) as Numbers)
);

Deno.test("what is saved of a wrapped environment steps exactly as it did", () => {
  fc.assert(
    fc.property(chains, fc.nat(), (description, seed) => {
      const again = describe(saved(description));
      assertEquals(JSON.stringify(again), JSON.stringify(description));
      assertEquals(seenIn(again, seed, 20), seenIn(description, seed, 20));
    }),
    { numRuns: 40 },
  );
});

Deno.test("every wrapper with options is saved, and leads back to what it was", () => {
  for (const create of SPECIAL) {
    const description = create();
    const again = describe(saved(description));
    assertEquals(JSON.stringify(again), JSON.stringify(description));
    assertEquals(seenIn(again, 5, 9), seenIn(description, 5, 9));
  }
});

Deno.test("all of a description in JSON leads back to it, its options and limit included", () => {
  const light = describe("CartPole-v0", {
    poleMass: 0.01,
    maxEpisodeSteps: 60,
  });
  for (
    const description of [
      light,
      frameStack(light, 2),
      timeLimit(repeatAction(light, 4), 7),
    ]
  ) {
    const json = JSON.parse(JSON.stringify(description));
    const again = describe(json);
    assertEquals(JSON.stringify(again), JSON.stringify(description));
    assertEquals(
      make(json).description.maxEpisodeSteps,
      description.maxEpisodeSteps,
    );
    assertEquals(makeVector(json, 2, { seed: 3 }).count, 2);
  }
  assertEquals(
    describe(saved(light), { maxEpisodeSteps: 5 }).maxEpisodeSteps,
    5,
  );
  assertEquals(describe({ id: "CartPole-v1" }).maxEpisodeSteps, 500);
});

Deno.test("timeLimit() around a wrapper is one itself, and takes the place of one before", () => {
  const inner = describe("CartPole-v1", { maxEpisodeSteps: 40 });
  const outer = timeLimit(timeLimit(repeatAction(inner, 4), 3), 5);
  assertEquals(outer.options.maxEpisodeSteps, 40);
  assertEquals(outer.wrappers, [
    { name: "repeatAction", options: { numRepeats: 4 } },
    { name: "timeLimit", options: { maxEpisodeSteps: 5 } },
  ]);
  assertEquals(describe(saved(outer)).maxEpisodeSteps, 5);
  assertEquals(describe(saved(timeLimit(outer, null))).maxEpisodeSteps, null);
});

Deno.test("what had functions of the user cannot come back, and is named", () => {
  const shaped = shapeReward(frameStack(describe("CartPole-v1"), 2), () => 0);
  assertThrows(
    () => describe(saved(shaped)),
    RangeError,
    'Cannot describe CartPole-v1 as every wrapper must have options that JSON can hold: current wrapper 1 is "shapeReward" with a function',
  );
  const seen = transformObservation(
    describe("CartPole-v1"),
    discrete(1),
    () => 0,
  );
  assertThrows(() => make(saved(seen)), RangeError, '"transformObservation"');
});

Deno.test("JSON of others is refused, whatever is wrong with it", () => {
  const id = "CartPole-v1";
  const cases: [unknown, ErrorConstructor, string][] = [
    [{ id: "CartPole-v9" }, RangeError, "the id must be one of"],
    [{ id: 4 }, TypeError, "it must be an id, a description or an environment"],
    [{}, TypeError, "it must be an id, a description or an environment"],
    [[id], TypeError, "it must be an id, a description or an environment"],
    [{ id, options: [] }, SyntaxError, "its options must be a record"],
    [{ id, options: null }, SyntaxError, "its options must be a record"],
    [{ id, options: { wings: 2 } }, RangeError, 'current value is "wings"'],
    [{ id, options: { poleMass: "1" } }, TypeError, "'poleMass'"],
    [{ id, wrappers: {} }, SyntaxError, "'wrappers' must be a list"],
    [{ id, wrappers: null }, SyntaxError, "'wrappers' must be a list"],
    [{ id, wrappers: [{ name: "frameStack" }] }, SyntaxError, "a list"],
    [{ id, wrappers: [{ name: 3, options: {} }] }, SyntaxError, "a list"],
    [{ id, wrappers: [{ name: "frameStack", options: 4 }] }, SyntaxError, "a"],
  ];
  for (const [json, kind, message] of cases) {
    assertThrows(() => describe(json as SavedEnvironment), kind, message);
  }
});

Deno.test("wrappers of others are refused, whatever is wrong with them", () => {
  const cases: [name: string, options: unknown, message: string][] = [
    ["frameStak", {}, 'the nearest "frameStack"'],
    ["constructor", {}, "the wrapper must be one of"],
    ["__proto__", {}, "the wrapper must be one of"],
    ["transformReward", {}, "the wrapper must be one of"],
    [
      "frameStack",
      {},
      "'count' must be a positive integer: current value is undefined",
    ],
    [
      "frameStack",
      { count: 2, size: 3 },
      'must be one of "padding", "axis": current value is "size"',
    ],
    [
      "repeatAction",
      { numRepeats: 2, skip: 3 },
      'must be one of "numRepeats": current value is "skip"',
    ],
    ["clipAction", { low: 3 }, "the option must exist and there is none"],
    ["clipAction", {}, "'actionSpace' must be a box"],
    ["timeLimit", {}, "'maxEpisodeSteps' must be a positive integer"],
    [
      "filterObservation",
      { filterKeys: { length: 2 } },
      "'filterKeys' must be a list",
    ],
    [
      "frameStack",
      { count: 1e9 },
      "'count' must be an integer of at most 536870911: current value is 1000000000",
    ],
    ["addNoise", { sd: "NaN" }, "'sd' must be a finite number"],
  ];
  for (const [name, options, message] of cases) {
    const json = { id: "CartPole-v1", wrappers: [{ name, options }] };
    assertThrows(() => describe(json as SavedEnvironment), Error, message);
  }
});

Deno.test("the list of names is complete", () => {
  const files = [
    ...Deno.readDirSync(new URL("../../../envs/wrappers", import.meta.url)),
  ]
    .map(({ name }) => name)
    .filter((name) => !name.startsWith("_"))
    .map((name) => name.replace(/\.ts$/, ""))
    .map((name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase()));
  const others = [
    "potentialShaping",
    "realType",
    "rescaleOptions",
    "rewrap",
    "startOptions",
    "wrap",
    // These take functions.
    "shapeReward",
    "transformAction",
    "transformObservation",
    "transformReward",
  ];
  const expected = files.filter((name) => !others.includes(name)).sort();
  assertEquals([...WRAPPER_NAMES].sort(), expected);
  assert(Object.isFrozen(WRAPPER_NAMES));
});
