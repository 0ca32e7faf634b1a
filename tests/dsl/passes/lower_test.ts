import fc from "fast-check";
import {
  assert,
  assertEquals,
  assertNotEquals,
  assertThrows,
} from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import { Graph } from "../../../dsl/graph/graph.ts";
import { type GraphNode, type Shape, sizeOf } from "../../../dsl/graph/node.ts";
import { program } from "../../../dsl/graph/program.ts";
import { heads } from "../../../dsl/heads.ts";
import { input } from "../../../dsl/input.ts";
import { concat } from "../../../dsl/merge.ts";
import type { AnyModel, Model } from "../../../dsl/model.ts";
import { countParameters } from "../../../dsl/passes/count_parameters.ts";
import { initialize } from "../../../dsl/passes/initialize.ts";
import {
  lower,
  type LoweredModel,
  type LowerOptions,
} from "../../../dsl/passes/lower.ts";
import { parametersOf } from "../../../dsl/passes/parameters_of.ts";
import type { Place } from "../../../dsl/place.ts";
import { models } from "../../arbitraries/model.ts";
import { interpret, type Outcome } from "../reference.ts";

type Settings = Omit<LowerOptions, "graph">;

/** The outcome of a model on numbers for each input, 0, 1, 2, … unless given. */
function run(
  model: AnyModel,
  settings: Settings,
  given: Readonly<Record<string, readonly number[]>> = {},
  draws = 0,
): Outcome {
  const lowered = lower(model, { graph: new Graph(), ...settings });
  return interpret(program(lowered.outputs, lowered.updates), {
    feeds: feedsOf(lowered, given),
    draws,
  });
}

function feedsOf(
  { inputs }: LoweredModel,
  given: Readonly<Record<string, readonly number[]>>,
): Record<string, readonly number[]> {
  const fed = Object.entries(inputs).map(([name, node]) => {
    const length = sizeOf(node.shape);
    const counted = Array.from({ length }, (_, i) => i);
    return [node.name, given[name] ?? counted] as const;
  });
  return Object.fromEntries(fed);
}

const outputOf = (outcome: Outcome) => outcome.outputs.output!.data;

Deno.test("lower() multiplies by the kernel and adds the bias", () => {
  const values = {
    "dense_1/kernel": Float32Array.of(1, 2, 3, 4, 5, 6),
    "dense_1/bias": Float32Array.of(10, 20),
  };
  const outcome = run(input([3]).dense(2), { batch: 2, values });
  // [0 1 2; 3 4 5] · [1 2; 3 4; 5 6] + [10 20]
  assertEquals(outputOf(outcome), [23, 36, 50, 72]);
});

Deno.test("lower() multiplies along the last axis, whatever stands before it", () => {
  const values = { "dense_1/kernel": Float32Array.of(1, 10) };
  const model = input([2, 1]).dense(2, { useBias: false });
  const { outputs: { output } } = run(model, { batch: 2, values });
  assertEquals(output!.shape, [2, 2, 2]);
  assertEquals(output!.data, [0, 0, 1, 10, 2, 20, 3, 30]);
});

Deno.test("lower() moves filters over images", () => {
  const values = {
    "conv2d_1/kernel": Float32Array.of(1, 10, 100, 1000),
    "conv2d_1/bias": Float32Array.of(0.5),
  };
  const image = input([3, 3, 1]);
  const sums = (model: Model) => outputOf(run(model, { batch: 1, values }));
  // 0 1 2
  // 3 4 5
  // 6 7 8
  assertEquals(sums(image.conv2d(1, 2)), [4310.5, 5421.5, 7643.5, 8754.5]);
  assertEquals(sums(image.conv2d(1, 2, { strides: 2 })), [4310.5]);
  assertEquals(sums(image.conv2d(1, 2, { dilation: 2 })), [8620.5]);
  assertEquals(
    sums(image.conv2d(1, 2, { strides: 2, padding: "same" })),
    [4310.5, 502.5, 76.5, 8.5],
  );
});

Deno.test("lower() pools windows, and whole images", () => {
  const image = input([3, 3, 1]);
  const pooled = (model: Model) => outputOf(run(model, { batch: 1 }));
  assertEquals(pooled(image.maxPool(2, { padding: "same" })), [4, 5, 7, 8]);
  assertEquals(pooled(image.averagePool(2, { strides: 1 })), [2, 3, 5, 6]);
  assertEquals(
    pooled(image.averagePool(2, { padding: "same" })),
    [2, 3.5, 6.5, 8],
  );
  assertEquals(pooled(input([2, 2, 2]).globalAveragePool()), [3, 4]);
});

Deno.test("lower() joins along an axis of the sample, not of the batch", () => {
  const [a, b] = [input([1, 2], { name: "a" }), input([1, 2], { name: "b" })];
  const given = { a: [1, 2, 3, 4], b: [5, 6, 7, 8] };
  const joined = (model: Model) => outputOf(run(model, { batch: 2 }, given));
  assertEquals(joined(concat([a, b])), [1, 2, 5, 6, 3, 4, 7, 8]);
  assertEquals(
    joined(concat([a, b], { axis: 0 })),
    [1, 2, 5, 6, 3, 4, 7, 8],
  );
  assertEquals(joined(a.branch((m) => m, (m) => m).add()), [2, 4, 6, 8]);
});

Deno.test("lower() orders the same numbers by other axes", () => {
  const { outputs } = run(input([2, 3]).reshape([3, -1]), { batch: 2 });
  assertEquals(outputs.output!.shape, [2, 3, 2]);
  assertEquals(outputs.output!.data, Array.from({ length: 12 }, (_, i) => i));
});

const someBatches = fc.integer({ min: 1, max: 4 });

Deno.test("lower() gives each output the shape the model says, for any batch", () => {
  const law = fc.property(
    models,
    someBatches,
    fc.boolean(),
    (m, batch, training) => {
      const { outputs, inputs } = lower(m, {
        graph: new Graph(),
        batch,
        training,
      });
      const ends = Object.entries<Place>(m.outputs);
      assertEquals(Object.keys(outputs), ends.map(([name]) => name));
      for (const [name, { shape }] of ends) {
        assertEquals<Shape>(outputs[name]!.shape, [batch, ...shape]);
      }
      for (const node of Object.values(inputs)) {
        assertEquals([node.kind, node.shape[0]], ["placeholder", batch]);
      }
    },
  );
  fc.assert(law);
});

Deno.test("lower() gives shapes that running shows", () => {
  const random = RandomStream.from(5);
  const law = fc.property(models, fc.boolean(), (model, training) => {
    const values = initialize(model, random);
    // The interpreter checks every node's static shape against its value.
    const outcome = run(model, { batch: 2, training, values });
    for (const [name, { shape }] of Object.entries<Place>(model.outputs)) {
      assertEquals(outcome.outputs[name]!.shape, [2, ...shape]);
    }
  });
  fc.assert(law, { numRuns: 60 });
});

Deno.test("lower() makes a variable of each parameter, and of nothing else", () => {
  fc.assert(fc.property(models, (model) => {
    const graph = new Graph();
    const { parameters } = lower(model, { graph, batch: 1, scope: "net" });
    const described = parametersOf(model);
    assertEquals(
      parameters.map(({ variable }) => [variable.name, variable.shape]),
      described.map(({ name, shape }) => [`net/${name}`, shape]),
    );
    const variables = graph.nodes.filter(({ kind }) => kind === "variable");
    const total = variables.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
    assertEquals(variables.length, parameters.length);
    assertEquals(total, countParameters(model).total);
  }));
});

Deno.test("lower() twice with one scope shares the parameters", () => {
  fc.assert(fc.property(models, (model) => {
    const graph = new Graph();
    const act = lower(model, { graph, batch: 1 });
    const train = lower(model, { graph, batch: 3, training: true });
    const target = lower(model, { graph, batch: 3, scope: "target" });
    const variablesOf = ({ parameters }: LoweredModel) =>
      parameters.map(({ variable }) => variable);
    variablesOf(train).forEach((variable, i) =>
      assert(variable === variablesOf(act)[i])
    );
    const shared = new Set<unknown>(variablesOf(act));
    assert(!variablesOf(target).some((variable) => shared.has(variable)));
  }));
});

Deno.test("lower() shares parameters inside a scope of the graph, too", () => {
  const graph = new Graph();
  const model = input([2]).dense(1);
  const [one, two] = graph.scope("agent", () => [
    lower(model, { graph, batch: 1 }),
    lower(model, { graph, batch: 2 }),
  ]);
  const [a, b] = [one, two].map(({ parameters }) => parameters[0]!.variable);
  assertEquals(a!.name, "agent/model/dense_1/kernel");
  assert(a === b);
});

Deno.test("lower() takes nodes for inputs", () => {
  const graph = new Graph();
  const state = graph.placeholder("state", [2, 4]);
  const trunk = input([4], { name: "state" });
  const model = concat([trunk, input([1], { name: "action" })]);
  const { inputs, outputs } = lower(model, {
    graph,
    batch: 2,
    inputs: { state },
  });
  assert(inputs.state === state);
  assertEquals(inputs.action!.name, "model/action");
  assertEquals(outputs.output!.inputs, [state, inputs.action!]);
  assert(
    lower(trunk, { graph, batch: 2, inputs: { state } }).outputs.output ===
      state,
  );
});

Deno.test("lower() puts heads of any name where they belong", () => {
  const trunk = input([2], { name: "constructor" });
  const model = heads({
    toString: trunk.relu({ name: "valueOf" }),
    constructor: trunk,
  });
  const { outputs, inputs } = lower(model, { graph: new Graph(), batch: 1 });
  assertEquals(Object.keys(outputs), ["toString", "constructor"]);
  assert(outputs.constructor as unknown === inputs.constructor);
  assertEquals((outputs.toString as unknown as GraphNode).kind, "relu");
});

Deno.test("lower() names nodes by scope and layer", () => {
  const graph = new Graph();
  const model = input([2]).dense(1, { name: "sums" }).relu();
  const { outputs } = lower(model, { graph, batch: 1, scope: "online" });
  assertEquals(outputs.output!.name, "online/activation_1/relu");
  assert(graph.has("online/sums/matmul"));
});

Deno.test("lower() changes nothing by dropout unless it is training", () => {
  const model = input([100]).dropout(0.25);
  const given = { input: Array.from({ length: 1000 }, () => 1) };
  const dropped = (settings: Partial<Settings>, draws = 0) =>
    outputOf(run(model, { batch: 10, ...settings }, given, draws));
  assertEquals(dropped({}), given.input);
  const values = dropped({ training: true });
  for (const x of values) assert(x === 0 || Math.abs(x - 4 / 3) < 1e-6);
  const kept = values.filter((x) => x > 0).length;
  // Binomial: 750 ± 13.7.
  assert(Math.abs(kept - 750) < 60, `${kept} of 1000 kept`);
  assertEquals(dropped({ training: true }), values);
  assertNotEquals(dropped({ training: true }, 1), values);
  assertNotEquals(dropped({ training: true, seed: 1 }), values);
  assertNotEquals(dropped({ training: true, scope: "other" }), values);
});

Deno.test("lower() gives each dropout randomness of its own", () => {
  const trunk = input([100]);
  const model = heads({ a: trunk.dropout(0.5), b: trunk.dropout(0.5) });
  const given = { input: Array.from({ length: 100 }, () => 1) };
  const { outputs } = run(model, { batch: 1, training: true }, given);
  assertNotEquals(outputs.a!.data, outputs.b!.data);
});

Deno.test("lower() refuses what does not fit the model", () => {
  const graph = new Graph();
  const model = input([3]).dense(2);
  const text = (settings: Partial<LowerOptions>) =>
    assertThrows(
      () => lower(model, { graph, batch: 2, ...settings }),
      RangeError,
    ).message;
  assertEquals(
    text({ batch: 0 }),
    "Cannot lower a model as 'batch' must be a positive integer: current value is 0",
  );
  assertEquals(
    text({ scope: "" }),
    "Cannot lower a model as 'scope' must not be empty: current value is \"\"",
  );
  assertEquals(
    text({ inputs: { input: graph.placeholder("x", [3, 2]) } }),
    'Cannot lower a model as input "input" takes float32 [2, 3]: current node is float32 [3, 2]',
  );
  assertEquals(
    text({ inputs: { imput: graph.placeholder("y", [2, 3]) } }),
    'Cannot lower a model as the input must be one of "input": current value is "imput"',
  );
  const kernel = new Float32Array(6);
  assertEquals(
    text({ values: { "dense_1/kernel": kernel } }),
    "Cannot lower a model as 'values' must hold every parameter: current value is without \"dense_1/bias\"",
  );
  assertEquals(
    text({ values: { "dense_2/kernel": kernel } }),
    'Cannot lower a model as the parameter must be one of "dense_1/kernel", "dense_1/bias": current value is "dense_2/kernel"',
  );
  const values = { "dense_1/kernel": kernel, "dense_1/bias": kernel };
  assert(text({ values, scope: "bad" }).includes("takes 2 values"));
  lower(input([4]).dense(2), { graph, batch: 1, scope: "taken" });
  assertEquals(
    text({ scope: "taken" }),
    'Cannot lower a model as "taken/dense_1/kernel" must be a variable of float32 [3, 2]: current node is a variable of float32 [4, 2]',
  );
});
