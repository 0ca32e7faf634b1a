import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { Graph } from "../../../../dsl/graph/graph.ts";
import type { GraphNode } from "../../../../dsl/graph/node.ts";
import * as op from "../../../../dsl/graph/op.ts";
import { program } from "../../../../dsl/graph/program.ts";
import { gradients } from "../../../../dsl/passes/differentiate.ts";
import {
  type NestedNumbers,
  readNested,
} from "../../../../core/nested_numbers.ts";
import { binaryCrossEntropy } from "../../../../dsl/training/losses/binary_cross_entropy.ts";
import { categoricalCrossEntropy } from "../../../../dsl/training/losses/categorical_cross_entropy.ts";
import { huber } from "../../../../dsl/training/losses/huber.ts";
import {
  batchLoss,
  type Loss,
  lossPerExample,
  targetForm,
} from "../../../../dsl/training/losses/loss.ts";
import { meanAbsoluteError } from "../../../../dsl/training/losses/mean_absolute_error.ts";
import { meanSquaredError } from "../../../../dsl/training/losses/mean_squared_error.ts";
import { sparseCategoricalCrossEntropy } from "../../../../dsl/training/losses/sparse_categorical_cross_entropy.ts";
import fixture from "../../../fixtures/torch/losses.json" with { type: "json" };
import { distance, MACHINES, openReference } from "../machine.ts";

/** Which of our losses each recorded case is. */
const SAME: Readonly<Record<string, Loss>> = {
  "mse_mean": meanSquaredError(),
  "mse_sum": meanSquaredError(),
  "mse_none": meanSquaredError(),
  "mae_mean": meanAbsoluteError(),
  "mae_none": meanAbsoluteError(),
  "huber_1.0": huber(),
  "huber_0.5": huber({ delta: 0.5 }),
  "bce_with_logits_mean": binaryCrossEntropy(),
  "bce_with_logits_sum": binaryCrossEntropy(),
  "bce_with_logits_none": binaryCrossEntropy(),
  "bce_with_logits_soft_targets": binaryCrossEntropy(),
  "bce_with_logits_extreme": binaryCrossEntropy(),
  "cross_entropy_mean": sparseCategoricalCrossEntropy(),
  "cross_entropy_sum": sparseCategoricalCrossEntropy(),
  "cross_entropy_none": sparseCategoricalCrossEntropy(),
  "cross_entropy_label_smoothing": sparseCategoricalCrossEntropy({
    labelSmoothing: 0.1,
  }),
  "cross_entropy_class_weights_sum": sparseCategoricalCrossEntropy(),
  "cross_entropy_soft_targets": categoricalCrossEntropy(),
  "nll": sparseCategoricalCrossEntropy(),
};

interface Case {
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, NestedNumbers>>;
}

const CASES = fixture.cases as unknown as readonly Case[];

function read(value: unknown): ReturnType<typeof readNested> {
  const { $data } = value as { $data?: keyof typeof fixture.data };
  return readNested($data ? fixture.data[$data] : value as NestedNumbers);
}

/** Each element as an example of its own, where the recorded values are not averaged. */
function asRows(loss: Loss, shape: readonly number[], each: boolean): number[] {
  const axes = targetForm(loss, [0, 0]).shape.length === 1 ||
      loss.kind === "categoricalCrossEntropy"
    ? shape.slice(-1)
    : [];
  if (!each && shape.length > 1) return [...shape];
  const rows = shape.slice(0, shape.length - axes.length);
  return [rows.reduce((a, b) => a * b, 1), ...axes];
}

for (const { name, inputs, outputs } of CASES) {
  for (const { name: machine, open, exact } of MACHINES) {
    Deno.test(`${name} on ${machine} agrees with PyTorch`, async () => {
      const loss = SAME[name]!;
      const graph = new Graph();
      const given = read(inputs.input);
      const wanted = read(inputs.target);
      const shape = asRows(loss, given.shape, outputs.output !== undefined);
      const form = targetForm(loss, shape);
      const prediction = graph.variable(
        "prediction",
        Float32Array.from(given.data),
        { shape },
      );
      const target = graph.constant(Float64Array.from(wanted.data) as never, {
        ...form,
      });
      const weight = inputs.weight === undefined
        ? undefined
        : [...read(inputs.weight).data];
      const weights = weight &&
        graph.constant([...wanted.data].map((label) => weight[label]!));
      const losses = lossPerExample(loss, prediction, target);
      const total = name.endsWith("_sum")
        ? sumOfElements(losses, given.data.length, loss)
        : 1;
      const value = op.multiply(batchLoss(losses, weights), total);
      const [slope] = gradients(value, [prediction]);
      using found = await open(program({ losses, value, slope: slope! }));
      const answer = await found.run({});
      const tolerance = exact
        ? { rtol: 1e-6, atol: 1e-7 }
        : { rtol: 1e-4, atol: 2e-5 };
      const pairs: readonly (readonly [string, string])[] = [
        ["output", "losses"],
        ["loss", "value"],
        ["grad_input", "slope"],
      ];
      for (const [recorded, own] of pairs) {
        if (outputs[recorded] === undefined) continue;
        const wish = readNested(outputs[recorded]).data;
        const far = distance(answer[own]!, wish, tolerance);
        assert(far <= 1, `${recorded} is off by ${far} tolerances`);
      }
    });
  }
}

/** What makes a sum of the mean: the number of elements that were averaged. */
function sumOfElements(
  losses: GraphNode,
  elements: number,
  loss: Loss,
): number {
  return loss.kind === "sparseCategoricalCrossEntropy"
    ? losses.shape[0]!
    : elements;
}

Deno.test("every loss and every recorded case is compared", () => {
  assertEquals(CASES.map(({ name }) => name).sort(), Object.keys(SAME).sort());
  const kinds = new Set(Object.values(SAME).map(({ kind }) => kind));
  assertEquals(kinds.size, 6);
});

/** The loss of each example, worked out in double precision. */
async function lossesOf(
  loss: Loss,
  shape: readonly number[],
  prediction: readonly number[],
  target: readonly number[],
): Promise<ArrayLike<number>> {
  const graph = new Graph();
  const losses = lossPerExample(
    loss,
    graph.constant(Float32Array.from(prediction), { shape }),
    graph.constant(Float32Array.from(target), targetForm(loss, shape)),
  );
  using machine = await openReference(program({ losses }));
  return (await machine.run({})).losses!;
}

const value = fc.double({ min: -20, max: 20, noNaN: true }).map(Math.fround);

Deno.test("a Huber loss is half a squared error inside, and meets a line of slope δ there", async () => {
  const delta = fc.double({ min: 0.125, max: 8, noNaN: true }).map(Math.fround);
  await fc.assert(
    fc.asyncProperty(value, value, delta, async (p, t, delta) => {
      const [found] = Array.from(
        await lossesOf(huber({ delta }), [1], [p], [t]),
      );
      const e = Math.abs(p - t);
      const wish = e <= delta ? e * e / 2 : delta * (e - delta / 2);
      assert(
        Math.abs(found! - wish) <= 1e-9 * (1 + wish),
        `${found} is not ${wish}`,
      );
    }),
    { numRuns: 50 },
  );
});

Deno.test("numbers of classes and their one-hot rows have the same loss", async () => {
  const example = fc.tuple(
    fc.array(value, { minLength: 4, maxLength: 4 }),
    fc.nat(3),
  );
  const smoothing = fc.constantFrom(0, 0.125);
  const batch = fc.array(example, { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(batch, smoothing, async (batch, labelSmoothing) => {
      const logits = batch.flatMap(([row]) => row);
      const labels = batch.map(([, label]) => label);
      const oneHot = labels.flatMap((label) =>
        [0, 1, 2, 3].map((i) => i === label ? 1 : 0)
      );
      const shape = [batch.length, 4];
      assertEquals(
        await lossesOf(
          sparseCategoricalCrossEntropy({ labelSmoothing }),
          shape,
          logits,
          labels,
        ),
        await lossesOf(
          categoricalCrossEntropy({ labelSmoothing }),
          shape,
          logits,
          oneHot,
        ),
      );
    }),
    { numRuns: 50 },
  );
});

Deno.test("a yes-or-no loss is the loss of the two classes with logits 0 and z", async () => {
  await fc.assert(
    fc.asyncProperty(value, fc.nat(1), async (z, t) => {
      const [binary] = Array.from(
        await lossesOf(binaryCrossEntropy(), [1], [z], [t]),
      );
      const [pair] = Array.from(
        await lossesOf(sparseCategoricalCrossEntropy(), [1, 2], [0, z], [t]),
      );
      assert(
        Math.abs(binary! - pair!) <= 1e-12 * (1 + pair!),
        `${binary} is not ${pair}`,
      );
    }),
    { numRuns: 50 },
  );
});

Deno.test("an example of weight 2 counts as much as two examples", async () => {
  const batch = fc.array(
    fc.tuple(value, value, fc.integer({ min: 0, max: 3 })),
    { minLength: 1, maxLength: 6 },
  );
  await fc.assert(
    fc.asyncProperty(batch, async (batch) => {
      const graph = new Graph();
      const node = (values: readonly number[]) => graph.constant([...values]);
      const one = batchLoss(
        lossPerExample(
          meanSquaredError(),
          node(batch.map(([p]) => p)),
          node(batch.map(([, t]) => t)),
        ),
        node(batch.map(([, , weight]) => weight)),
      );
      const repeated = batch.flatMap(([p, t, weight]) =>
        Array.from({ length: weight }, () => [p, t] as const)
      );
      if (repeated.length === 0) repeated.push([0, 0]);
      const other = batchLoss(
        lossPerExample(
          meanSquaredError(),
          node(repeated.map(([p]) => p)),
          node(repeated.map(([, t]) => t)),
        ),
      );
      using machine = await openReference(program({ one, other }));
      const found = await machine.run({});
      const [a, b] = [
        found.one![0]! * batch.length,
        found.other![0]! * repeated.length,
      ];
      assert(Math.abs(a - b) <= 1e-6 * (1 + b), `${a} is not ${b}`);
    }),
    { numRuns: 50 },
  );
});

Deno.test("targets of another shape or type are refused", () => {
  const graph = new Graph();
  const prediction = graph.placeholder("p", [4, 3]);
  assertThrows(
    () =>
      lossPerExample(
        meanSquaredError(),
        prediction,
        graph.placeholder("t", [4]),
      ),
    RangeError,
    "Cannot compute meanSquaredError as the targets of predictions [4, 3] must be float32 [4, 3]: current target is float32 [4]",
  );
  assertThrows(
    () =>
      lossPerExample(
        sparseCategoricalCrossEntropy(),
        prediction,
        graph.placeholder("c", [4]),
      ),
    RangeError,
    "must be int32 [4]: current target is float32 [4]",
  );
  assertThrows(() => huber({ delta: 0 }), RangeError, "'delta'");
  assertThrows(
    () => categoricalCrossEntropy({ labelSmoothing: 1 }),
    RangeError,
    "'labelSmoothing'",
  );
});
