import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { Graph } from "../../../dsl/graph/graph.ts";
import { program } from "../../../dsl/graph/program.ts";
import { buildUpdates } from "../../../dsl/training/build_updates.ts";
import { adam } from "../../../dsl/training/optimizers/adam.ts";
import {
  chain,
  type Optimizer,
} from "../../../dsl/training/optimizers/optimizer.ts";
import { rmsprop } from "../../../dsl/training/optimizers/rmsprop.ts";
import { momentum, sgd } from "../../../dsl/training/optimizers/sgd.ts";
import { addDecayedWeights } from "../../../dsl/training/rules/add_decayed_weights.ts";
import {
  clipByGlobalNorm,
  clipByNorm,
} from "../../../dsl/training/rules/clip_by_norm.ts";
import { clipByValue } from "../../../dsl/training/rules/clip_by_value.ts";
import { scaleByAdagrad } from "../../../dsl/training/rules/scale_by_adagrad.ts";
import { scaleByAdam } from "../../../dsl/training/rules/scale_by_adam.ts";
import { scaleByLearningRate } from "../../../dsl/training/rules/scale_by_learning_rate.ts";
import { scaleByRms } from "../../../dsl/training/rules/scale_by_rms.ts";
import { trace } from "../../../dsl/training/rules/trace.ts";
import type { UpdateRule } from "../../../dsl/training/rules/update_rule.ts";
import { exponentialDecay } from "../../../dsl/training/schedules/exponential_decay.ts";
import {
  distance,
  type OpenMachine,
  openReference,
  openWasm,
} from "./machine.ts";

/** The elements of one parameter, or of its gradient. */
type Row = readonly number[];

/** θ + u for each step, one row for each parameter, where the gradients are given and θ stays as it is. */
async function moves(
  optimizer: Optimizer,
  theta: readonly Row[],
  steps: readonly (readonly Row[])[],
  open: OpenMachine = openReference,
): Promise<Row[][]> {
  const graph = new Graph();
  const parameters = theta.map((row, i) => graph.variable(`theta_${i}`, row));
  const gradients = theta.map((row, i) =>
    graph.placeholder(`gradient_${i}`, [row.length])
  );
  const updates = buildUpdates({
    graph,
    gradients,
    parameters,
    optimizer,
    scope: "optimizer",
  });
  const isSlot = (name: string) => !name.startsWith("theta_");
  const slots = updates.effects.filter(({ inputs }) => isSlot(inputs[0]!.name));
  const moved = updates.effects.filter(({ inputs }) =>
    !isSlot(inputs[0]!.name)
  );
  const outputs = Object.fromEntries(
    moved.map(({ inputs }) => [inputs[0]!.name, inputs[1]!]),
  );
  using machine = await open(program(outputs, slots));
  const found: Row[][] = [];
  for (const [step, rows] of steps.entries()) {
    const feeds = rows.map((row, i) =>
      [
        `gradient_${i}`,
        open === openWasm ? Float32Array.from(row) : row,
      ] as const
    );
    const answer = await machine.run({
      ...Object.fromEntries(feeds),
      ...updates.scalars(step),
    });
    found.push(theta.map((_, i) => Array.from(answer[`theta_${i}`]!)));
  }
  return found;
}

Deno.test("gradient descent walks against the gradient", async () => {
  const optimizer = sgd({ learningRate: 0.25 });
  assertEquals(await moves(optimizer, [[1, 2]], [[[4, -8]]], openWasm), [[[
    0,
    4,
  ]]]);
});

Deno.test("Adam's first step is the learning rate against the sign", async () => {
  const [first] = await moves(adam({ learningRate: 0.5 }), [[0, 0, 0]], [[[
    3,
    -0.01,
    0,
  ]]]);
  assert(distance(first![0]!, [-0.5, 0.5, 0], { rtol: 1e-5, atol: 1e-9 }) <= 1);
});

Deno.test("momentum reaches ten times the speed of descent under a constant gradient", async () => {
  const steps = Array.from({ length: 200 }, () => [[1]]);
  const speeds = await moves(momentum({ learningRate: 0.1 }), [[0]], steps);
  assert(Math.abs(speeds.at(-1)![0]![0]! + 1) < 1e-5);
});

Deno.test("slots are named by scope, rule, place and parameter", () => {
  const graph = new Graph();
  const parameters = [
    graph.variable("online/dense_1/kernel", [[1, 2]]),
    graph.variable("online/dense_1/bias", [0]),
  ];
  const gradients = parameters.map(({ name, shape }) =>
    graph.placeholder(`${name}/gradient`, shape)
  );
  const optimizer = adam({ clipGlobalNorm: 1 });
  const { slots, effects, scalars } = buildUpdates({
    graph,
    gradients,
    parameters,
    optimizer,
    scope: "optimizer",
  });
  assertEquals(slots.map(({ name, shape }) => [name, shape]), [
    ["optimizer/scaleByAdam_1/mean/online/dense_1/kernel", [1, 2]],
    ["optimizer/scaleByAdam_1/meanSquare/online/dense_1/kernel", [1, 2]],
    ["optimizer/scaleByAdam_1/mean/online/dense_1/bias", [1]],
    ["optimizer/scaleByAdam_1/meanSquare/online/dense_1/bias", [1]],
  ]);
  assertEquals(
    new Set(effects.map(({ inputs }) => inputs[0]!.name)),
    new Set([...slots, ...parameters].map(({ name }) => name)),
  );
  assertEquals(scalars(0), {
    "optimizer/scaleByAdam_1/correction1": Float32Array.of(1 / (1 - 0.9)),
    "optimizer/scaleByAdam_1/correction2": Float32Array.of(
      1 / Math.sqrt(1 - 0.999),
    ),
    "optimizer/scaleByLearningRate_2/minusLearningRate": Float32Array.of(
      -0.001,
    ),
  });
});

const number = fc.integer({ min: -32, max: 32 }).map((n) => n / 8);
const problem = fc.array(fc.integer({ min: 1, max: 3 }), {
  minLength: 1,
  maxLength: 3,
}).chain((sizes) => {
  const rows = fc.tuple(
    ...sizes.map((n) => fc.array(number, { minLength: n, maxLength: n })),
  );
  return fc.record({
    theta: rows,
    steps: fc.array(rows, { minLength: 1, maxLength: 4 }),
  });
});

const rule: fc.Arbitrary<UpdateRule> = fc.constantFrom(
  trace(),
  trace({ momentum: 0.5, dampening: 0.25 }),
  trace({ nesterov: true }),
  scaleByAdam({ epsilon: 0.125 }),
  scaleByAdam({ epsilon: 0.125, amsgrad: true }),
  scaleByRms({ centered: true, epsilonRoot: 0.25 }),
  scaleByAdagrad({ initial: 0.5 }),
  addDecayedWeights(0.125),
  clipByValue(0.5),
  clipByNorm(0.5),
  clipByGlobalNorm(0.5),
  scaleByLearningRate(exponentialDecay(0.5, 2)),
);

const minus = (moved: readonly Row[], theta: readonly Row[]): Row[] =>
  moved.map((row, i) => row.map((x, j) => x - theta[i]![j]!));

Deno.test("a chain is its rules one after the other: what one makes, the next takes for gradients", async () => {
  await fc.assert(
    fc.asyncProperty(
      problem,
      rule,
      rule,
      async ({ theta, steps }, first, second) => {
        const together = await moves(chain(first, second), theta, steps);
        const made = (await moves(chain(first), theta, steps)).map((moved) =>
          minus(moved, theta)
        );
        const apart = await moves(chain(second), theta, made);
        const far = distance(together.flat(2), apart.flat(2), {
          rtol: 1e-9,
          atol: 1e-9,
        });
        assert(far <= 1, `${first.kind} then ${second.kind} is off by ${far}`);
      },
    ),
    { numRuns: 60 },
  );
});

Deno.test("chains of chains are chains", () => {
  fc.assert(fc.property(rule, rule, rule, (a, b, c) => {
    assertEquals(chain(a, chain(b, c)), chain(a, b, c));
    assertEquals(chain(chain(a, b), c), chain(a, b, c));
  }));
});

Deno.test("optimizing and compiling a chain does not change what it does", async () => {
  await fc.assert(
    fc.asyncProperty(
      problem,
      rule,
      rule,
      async ({ theta, steps }, first, second) => {
        const optimizer = chain(first, second);
        const wish = await moves(optimizer, theta, steps);
        const own = await moves(optimizer, theta, steps, openWasm);
        const far = distance(own.flat(2), wish.flat(2), {
          rtol: 1e-4,
          atol: 1e-4,
        });
        assert(far <= 1, `${first.kind} then ${second.kind} is off by ${far}`);
      },
    ),
    { numRuns: 30 },
  );
});

Deno.test("a constant gradient never makes a centered RMSProp infinite", async () => {
  const steps = Array.from({ length: 500 }, () => [[3.9, -5.3]]);
  const found = await moves(
    rmsprop({ centered: true }),
    [[0, 0]],
    steps,
    openWasm,
  );
  assert(found.flat(2).every(Number.isFinite));
});

Deno.test("either a loss or gradients, and an optimizer of some rules", () => {
  const graph = new Graph();
  const x = graph.variable("x", 1);
  const parts = { graph, parameters: [x], optimizer: sgd(), scope: "o" };
  assertThrows(
    () => buildUpdates(parts),
    TypeError,
    "it takes either 'loss' or 'gradients': current choice is neither",
  );
  assertThrows(
    () => buildUpdates({ ...parts, loss: x, gradients: [x] }),
    TypeError,
    "current choice is both",
  );
  assertThrows(
    () => buildUpdates({ ...parts, gradients: [] }),
    RangeError,
    "1 parameters take as many gradients: current number is 0",
  );
  assertThrows(() => chain(), TypeError, "it needs a rule");
});

Deno.test("an optimizer of nothing to train does nothing", () => {
  const { effects, slots, scalars } = buildUpdates({
    graph: new Graph(),
    gradients: [],
    parameters: [],
    optimizer: adam({ clipGlobalNorm: 1 }),
    scope: "o",
  });
  assertEquals([effects, slots, scalars(0)], [[], [], {}]);
});
