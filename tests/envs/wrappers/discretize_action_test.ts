import fc from "fast-check";
import { assertEquals, assertThrows } from "@std/assert";
import { make } from "../../../envs/make.ts";
import { box } from "../../../envs/spaces/box.ts";
import { acceptsAction, spaceSize } from "../../../envs/spaces/space.ts";
import {
  discretizeAction,
  type DiscretizeActionOptions,
} from "../../../envs/wrappers/discretize_action.ts";
import { echo } from "./film.ts";
import { anySpace, boundedBox, toyWith } from "./toys.ts";
import { wrapperLaws } from "./wrapper_laws.ts";

/** Boxes with few enough numbers for all combinations of them to be counted. */
const smallBox = boundedBox.filter((space) => spaceSize(space) < 9);

wrapperLaws(
  "discretizeAction() of bins",
  toyWith(smallBox, anySpace),
  fc.record({
    bins: fc.integer({ min: 1, max: 3 }),
    multidiscrete: fc.boolean(),
  }),
  (inner, { bins, multidiscrete }) =>
    multidiscrete
      ? discretizeAction(inner, { bins, multidiscrete })
      : discretizeAction(inner, { bins }),
);

const torque = box({ low: -1, high: 1, shape: [4] });

Deno.test("discretizeAction() has 81 choices where four joints turn left, right or not", () => {
  const wrapped = discretizeAction(echo(torque), { values: [-1, 0, 1] });
  assertEquals(wrapped.actionSpace.n, 81);
  using env = make(wrapped);
  env.reset();
  let choice = 0;
  for (const a of [-1, 0, 1]) {
    for (const b of [-1, 0, 1]) {
      for (const c of [-1, 0, 1]) {
        for (const d of [-1, 0, 1]) {
          assertEquals([...env.step(choice++).observation], [a, b, c, d]);
        }
      }
    }
  }
});

Deno.test("discretizeAction() takes the actions of a list", () => {
  const actions = [[0, 0, 0, 0], [1, 0.5, 0.25, -1]];
  const wrapped = discretizeAction(echo(torque), { actions });
  assertEquals(wrapped.actionSpace.n, 2);
  actions[1]![0] = 7; // The list is a copy.
  using env = make(wrapped);
  env.reset();
  assertEquals([...env.step(1).observation], [1, 0.5, 0.25, -1]);
  assertEquals([...env.step(0).observation], [0, 0, 0, 0]);
  assertEquals(wrapped.wrappers[0]!.options!.actions, [
    [0, 0, 0, 0],
    [1, 0.5, 0.25, -1],
  ]);
});

Deno.test("discretizeAction() lets each number be chosen by itself", () => {
  const wrapped = discretizeAction(echo(torque), {
    values: [-1, 1],
    multidiscrete: true,
  });
  assertEquals(wrapped.actionSpace.nvec, [2, 2, 2, 2]);
  using env = make(wrapped);
  env.reset();
  assertEquals([...env.step([0, 1, 1, 0]).observation], [-1, 1, 1, -1]);
});

Deno.test("discretizeAction() leaves no key that gives an action of before", () => {
  const controls = { idle: [0, 0, 0, 0], keys: { a: [1, 0, 0, 0] } };
  const wrapped = discretizeAction({ ...echo(torque), controls }, { bins: 2 });
  assertEquals(wrapped.controls, null);
});

Deno.test("discretizeAction() takes only actions of the space, whatever the bins", () => {
  fc.assert(
    fc.property(
      smallBox,
      fc.integer({ min: 1, max: 4 }),
      fc.nat(),
      (space, bins, choice) => {
        const wrapped = discretizeAction(echo(space), { bins });
        using env = make(wrapped);
        env.reset();
        const { n } = wrapped.actionSpace;
        assertEquals(n, bins ** spaceSize(space));
        const { observation } = env.step(choice % n);
        assertEquals(acceptsAction(space, observation), true);
        observation.forEach((number, i) => {
          const low = Number([space.low].flat()[i] ?? space.low);
          const high = Number([space.high].flat()[i] ?? space.high);
          const share = (number - low) / (high - low) * bins - 0.5;
          assertEquals(Math.abs(share - Math.round(share)) < 1e-9, true);
        });
      },
    ),
  );
});

Deno.test("discretizeAction() refuses what makes no choices", () => {
  const cases: [DiscretizeActionOptions, string][] = [
    [{}, "one of 'bins', 'values' and 'actions': current number is 0"],
    [{ bins: 2, values: [0] }, "current number is 2"],
    [{ bins: 0 }, "'bins[0]' must be a positive integer: current value is 0"],
    [{ bins: [1, 2] }, "'bins' must be a number or 4 of them: current length"],
    [{ values: [0, 2] }, "'values' must lie within box([4], float32)"],
    [{ values: [] }, "'values' must be a list with something in it"],
    [{ actions: [[0, 0, 0]] }, "'actions[0]' must be a value of box([4]"],
    [{ actions: [[0, 0, 0, 2]] }, "'actions[0]' must be a value of box([4]"],
    [{ actions: [[0, 0, 0, NaN]] }, "'actions[0][3]' must be a finite number"],
    [
      { actions: [[0, 0, 0, 0]], multidiscrete: true },
      "'multidiscrete' must be false where 'actions' are listed",
    ],
    [{ bins: 2, multidiscrete: 1 as never }, "must be true or false"],
  ];
  for (const [options, message] of cases) {
    assertThrows(
      () => discretizeAction(echo(torque), options as { bins: number }),
      Error,
      message,
    );
  }
  assertThrows(
    () => discretizeAction(echo(box({ low: 0, high: Infinity })), { bins: 2 }),
    RangeError,
    "there must be bounds for all numbers to be cut into bins",
  );
});
