import fc from "fast-check";
import { emit } from "../../../dsl/graph/emit.ts";
import type {
  FusedActivation,
  GraphNode,
  Shape,
} from "../../../dsl/graph/node.ts";
import * as op from "../../../dsl/graph/op.ts";
import type { ReductionOptions } from "../../../dsl/graph/op.ts";
import { applied, appliedTo, type Sample } from "../sample.ts";
import { shapes, shapeWithAxis } from "../shape.ts";
import { apart, elementsOf, nonzero, numberTypes, reals } from "../values.ts";
import type { Flavours, FlavoursOf } from "./flavours.ts";

type Reduction = (x: GraphNode, options?: ReductionOptions) => GraphNode;

/** All axes, one axis, or some, counted from either end. */
function reductionOptions(rank: number): fc.Arbitrary<ReductionOptions> {
  const keepDims = fc.boolean();
  if (rank === 0) return fc.constantFrom({}, { axes: [] }, { keepDims: true });
  const one = fc.integer({ min: -rank, max: rank - 1 });
  const some = fc.subarray(Array.from({ length: rank }, (_, i) => i)).chain(
    (axes) =>
      fc.array(fc.boolean(), { minLength: rank, maxLength: rank }).map((ends) =>
        axes.map((axis, i) => ends[i] ? axis - rank : axis)
      ),
  );
  return fc.oneof(
    keepDims.map((keepDims) => ({ keepDims })),
    fc.record({ axes: one, keepDims }, { noNullPrototype: true }),
    fc.record({ axes: some, keepDims }, { noNullPrototype: true }),
  );
}

const reducible: fc.Arbitrary<{ shape: Shape; options: ReductionOptions }> =
  shapes().chain((shape) =>
    reductionOptions(shape.length).map((options) => ({ shape, options }))
  );

function anyReduction(build: Reduction): fc.Arbitrary<Sample> {
  return fc.tuple(reducible, numberTypes).chain(
    ([{ shape, options }, dtype]) =>
      applied(
        [{ shape, dtype, elements: elementsOf(dtype) }],
        (x) => build(x!, options),
      ),
  );
}

function floatReduction(
  build: Reduction,
  elements: fc.Arbitrary<number>,
): fc.Arbitrary<Sample> {
  return reducible.chain(({ shape, options }) =>
    applied([{ shape, elements }], (x) => build(x!, options))
  );
}

function extreme(build: Reduction): Flavours {
  return {
    any: anyReduction(build),
    smooth: reducible.chain(({ shape, options }) =>
      appliedTo([{ shape }], apart, (x) => build(x!, options))
    ),
  };
}

function arg(build: (x: GraphNode, axis?: number) => GraphNode): Flavours {
  return {
    any: fc.tuple(shapeWithAxis(), numberTypes).chain(
      ([{ shape, axis }, dtype]) =>
        applied(
          [{ shape, dtype, elements: elementsOf(dtype) }],
          (x) => build(x!, axis),
        ),
    ),
    smooth: shapeWithAxis().chain(({ shape, axis }) =>
      appliedTo([{ shape }], apart, (x) => build(x!, axis))
    ),
  };
}

function alongLast(build: (x: GraphNode) => GraphNode): Flavours {
  const over = (elements: fc.Arbitrary<number>) =>
    shapes(1).chain((shape) =>
      applied([{ shape, elements }], (x) => build(x!))
    );
  return {
    any: fc.oneof(over(reals(-4, 4)), over(reals(-60, 60))),
    smooth: over(reals(-3, 3)),
  };
}

interface Factors {
  readonly a: Shape;
  readonly b: Shape;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** Some larger than the blocks in which backends multiply. */
const size = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 4 }) },
  { weight: 1, arbitrary: fc.integer({ min: 5, max: 9 }) },
);

function factors(leading: fc.Arbitrary<Shape>): fc.Arbitrary<Factors> {
  return fc.record({
    leading,
    m: size,
    k: size,
    n: size,
    transposeA: fc.boolean(),
    transposeB: fc.boolean(),
  }).map(({ leading, m, k, n, transposeA, transposeB }) => ({
    a: [...leading, ...(transposeA ? [k, m] : [m, k])],
    b: [...leading, ...(transposeB ? [n, k] : [k, n])],
    transposeA,
    transposeB,
  }));
}

const leadingAxes = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 });

const product: fc.Arbitrary<Sample> = factors(leadingAxes).chain(
  ({ a, b, ...options }) =>
    applied(
      [{ shape: a, elements: reals(-2, 2) }, {
        shape: b,
        elements: reals(-2, 2),
      }],
      (x, y) => op.matmul(x!, y!, options),
    ),
);

/** Each function that a fused operation may apply. */
export const activations: fc.Arbitrary<FusedActivation> = fc.constantFrom(
  "linear",
  "relu",
  "elu",
  "sigmoid",
  "tanh",
);

const fusedProduct: fc.Arbitrary<Sample> = fc.tuple(
  factors(fc.constant([])),
  activations,
).chain(([{ a, b, ...swaps }, activation]) => {
  const n = b[swaps.transposeB ? 0 : 1]!;
  const m = a[swaps.transposeA ? 1 : 0]!;
  return applied(
    [a, b, [n]].map((shape) => ({ shape, elements: reals(-2, 2) })),
    (x, y, bias) =>
      emit({
        kind: "fusedMatmul",
        inputs: [x!, y!, bias!],
        attributes: { ...swaps, activation },
        shape: [m, n],
        dtype: "float32",
      }),
  );
});

/** Samples of operations that fold many places into one. */
export const FOLDING: FlavoursOf<
  | "sum"
  | "prod"
  | "max"
  | "min"
  | "argMax"
  | "argMin"
  | "softmax"
  | "logSoftmax"
  | "matmul"
  | "fusedMatmul"
> = {
  sum: {
    any: anyReduction(op.sum),
    smooth: floatReduction(op.sum, reals(-4, 4)),
  },
  prod: {
    any: floatReduction(op.prod, reals(-2, 2)),
    smooth: floatReduction(
      op.prod,
      fc.oneof(
        { weight: 3, arbitrary: nonzero(0.25, 1.5) },
        { weight: 1, arbitrary: fc.constant(0) },
      ),
    ),
  },
  max: extreme(op.max),
  min: extreme(op.min),
  argMax: arg(op.argMax),
  argMin: arg(op.argMin),
  softmax: alongLast(op.softmax),
  logSoftmax: alongLast(op.logSoftmax),
  matmul: { any: product, smooth: product },
  fusedMatmul: { any: fusedProduct },
};
