import fc from "fast-check";
import type { GraphNode, Shape } from "../../../dsl/graph/node.ts";
import * as op from "../../../dsl/graph/op.ts";
import type { Operand as NodeOrNumber } from "../../../dsl/graph/emit.ts";
import { applied, appliedTo, type Operand, type Sample } from "../sample.ts";
import { shapes, stretching } from "../shape.ts";
import {
  apart,
  bits,
  elementsOf,
  integers,
  nonzero,
  numberTypes,
  reals,
  types,
} from "../values.ts";
import type { Flavours, FlavoursOf } from "./flavours.ts";

type Unary = (x: GraphNode) => GraphNode;
type Binary = (a: NodeOrNumber, b: NodeOrNumber) => GraphNode;

function overShapes(
  operand: (shape: Shape) => Operand,
  build: Unary,
): fc.Arbitrary<Sample> {
  return shapes().chain((shape) => applied([operand(shape)], build));
}

function floats(
  build: Unary,
  any: fc.Arbitrary<number>,
  smooth: fc.Arbitrary<number> = any,
): Flavours {
  return {
    any: overShapes((shape) => ({ shape, elements: any }), build),
    smooth: overShapes((shape) => ({ shape, elements: smooth }), build),
  };
}

function numbers(
  build: Unary,
  smooth: fc.Arbitrary<number> = reals(-4, 4),
): Flavours {
  return {
    any: numberTypes.chain((dtype) =>
      overShapes(
        (shape) => ({ shape, dtype, elements: elementsOf(dtype) }),
        build,
      )
    ),
    smooth: overShapes((shape) => ({ shape, elements: smooth }), build),
  };
}

function pairs(
  operand: (shape: Shape, place: number) => Operand,
  build: Binary,
): fc.Arbitrary<Sample> {
  return stretching(2).chain((both) =>
    applied(both.map(operand), (a, b) => build(a!, b!))
  );
}

/** An operand that may be a number as well: then it becomes a constant. */
function withNumbers(build: Binary): fc.Arbitrary<Sample> {
  return fc.record({ number: integers, first: fc.boolean() }).chain((
    { number, first },
  ) =>
    numberTypes.chain((dtype) =>
      overShapes(
        (shape) => ({ shape, dtype, elements: elementsOf(dtype) }),
        (x) => first ? build(number, x) : build(x, number),
      )
    )
  );
}

function arithmetic(build: Binary): Flavours {
  const float = (shape: Shape) => ({ shape, elements: reals(-4, 4) });
  return {
    any: fc.oneof(
      numberTypes.chain((dtype) =>
        pairs((shape) => ({ shape, dtype, elements: elementsOf(dtype) }), build)
      ),
      withNumbers(build),
    ),
    smooth: pairs(float, build),
  };
}

/** Numbers that jump, or turn, where two are equal. */
function apartPairs(build: Binary): fc.Arbitrary<Sample> {
  return stretching(2).chain((both) =>
    appliedTo(both.map((shape) => ({ shape })), apart, (a, b) => build(a!, b!))
  );
}

function comparison(build: Binary): Flavours {
  return { any: arithmetic(build).any, smooth: apartPairs(build) };
}

function logical(build: (a: GraphNode, b: GraphNode) => GraphNode): Flavours {
  const any = stretching(2).chain((both) =>
    applied(
      both.map((shape) => ({ shape, dtype: "bool", elements: bits })),
      (a, b) => build(a!, b!),
    )
  );
  return { any, smooth: any };
}

const division: fc.Arbitrary<Sample> = pairs(
  (shape, place) => ({
    shape,
    elements: place === 0 ? reals(-4, 4) : nonzero(0.25, 4),
  }),
  op.divide,
);

const positivePower: fc.Arbitrary<Sample> = pairs(
  (shape, place) => ({
    shape,
    elements: place === 0 ? reals(0.25, 3) : reals(-2, 3),
  }),
  op.power,
);

/** A whole exponent suits every base, 0 included. */
const wholePower: fc.Arbitrary<Sample> = fc.nat(4).chain((exponent) =>
  overShapes(
    (shape) => ({ shape, elements: fc.oneof(reals(-3, 3), fc.constant(0)) }),
    (x) => op.power(x, exponent),
  )
);

const anySelect: fc.Arbitrary<Sample> = fc.tuple(stretching(3), types).chain(
  ([[condition, a, b], dtype]) =>
    applied(
      [
        { shape: condition!, dtype: "bool", elements: bits },
        { shape: a!, dtype, elements: elementsOf(dtype) },
        { shape: b!, dtype, elements: elementsOf(dtype) },
      ],
      (c, x, y) => op.select(c!, x!, y!),
    ),
);

const floatSelect: fc.Arbitrary<Sample> = stretching(3).chain(
  ([condition, a, b]) =>
    applied(
      [
        { shape: condition!, dtype: "bool", elements: bits },
        { shape: a!, elements: reals(-4, 4) },
        { shape: b!, elements: reals(-4, 4) },
      ],
      (c, x, y) => op.select(c!, x!, y!),
    ),
);

const anyCast: fc.Arbitrary<Sample> = fc.tuple(types, types)
  .filter(([from, to]) => from !== to)
  .chain(([dtype, to]) =>
    overShapes(
      (shape) => ({ shape, dtype, elements: elementsOf(dtype) }),
      (x) => op.cast(x, to),
    )
  );

/** Between two whole numbers a cast is flat. */
const flatCast: fc.Arbitrary<Sample> = shapes().chain((shape) =>
  appliedTo([{ shape }], apart, (x) => op.cast(x!, "int32"))
);

const anyStop: fc.Arbitrary<Sample> = types.chain((dtype) =>
  overShapes(
    (shape) => ({ shape, dtype, elements: elementsOf(dtype) }),
    op.stopGradient,
  )
);

const turning = nonzero(0.125, 4);
const wide = fc.oneof(reals(-4, 4), reals(-80, 80));

/** Samples of operations that look at one place at a time. */
export const ELEMENTWISE: FlavoursOf<
  | "negate"
  | "abs"
  | "sign"
  | "exp"
  | "expm1"
  | "log"
  | "log1p"
  | "sqrt"
  | "square"
  | "reciprocal"
  | "sin"
  | "cos"
  | "tanh"
  | "sigmoid"
  | "softplus"
  | "relu"
  | "elu"
  | "erf"
  | "floor"
  | "logicalNot"
  | "cast"
  | "stopGradient"
  | "add"
  | "subtract"
  | "multiply"
  | "divide"
  | "power"
  | "maximum"
  | "minimum"
  | "less"
  | "lessEqual"
  | "greater"
  | "greaterEqual"
  | "equal"
  | "notEqual"
  | "logicalAnd"
  | "logicalOr"
  | "select"
> = {
  negate: numbers(op.negate),
  abs: numbers(op.abs, turning),
  sign: numbers(op.sign, turning),
  exp: floats(op.exp, reals(-8, 8), reals(-3, 3)),
  expm1: floats(op.expm1, reals(-8, 8), reals(-3, 3)),
  log: floats(op.log, reals(0.015625, 16), reals(0.25, 8)),
  log1p: floats(op.log1p, reals(-0.875, 8), reals(-0.5, 8)),
  sqrt: floats(op.sqrt, reals(0, 16), reals(0.25, 8)),
  square: numbers(op.square),
  reciprocal: floats(op.reciprocal, nonzero(0.125, 8), nonzero(0.25, 4)),
  sin: floats(op.sin, reals(-8, 8)),
  cos: floats(op.cos, reals(-8, 8)),
  tanh: floats(op.tanh, wide, reals(-3, 3)),
  sigmoid: floats(op.sigmoid, wide, reals(-4, 4)),
  softplus: floats(op.softplus, wide, reals(-4, 4)),
  relu: floats(op.relu, reals(-4, 4), turning),
  elu: floats(op.elu, wide, turning),
  erf: floats(op.erf, reals(-4, 4), reals(-2, 2)),
  floor: floats(op.floor, reals(-4, 4), apartFrom(0.5)),
  logicalNot: {
    any: overShapes(
      (shape) => ({ shape, dtype: "bool", elements: bits }),
      op.logicalNot,
    ),
  },
  cast: { any: anyCast, smooth: flatCast },
  stopGradient: { any: anyStop },
  add: arithmetic(op.add),
  subtract: arithmetic(op.subtract),
  multiply: arithmetic(op.multiply),
  divide: { any: division, smooth: division },
  power: {
    any: fc.oneof(positivePower, wholePower),
    smooth: fc.oneof(positivePower, wholePower),
  },
  maximum: { any: arithmetic(op.maximum).any, smooth: apartPairs(op.maximum) },
  minimum: { any: arithmetic(op.minimum).any, smooth: apartPairs(op.minimum) },
  less: comparison(op.less),
  lessEqual: comparison(op.lessEqual),
  greater: comparison(op.greater),
  greaterEqual: comparison(op.greaterEqual),
  equal: comparison(op.equal),
  notEqual: comparison(op.notEqual),
  logicalAnd: logical(op.logicalAnd),
  logicalOr: logical(op.logicalOr),
  select: { any: anySelect, smooth: floatSelect },
};

/** Numbers at a distance of at least 1/4 from whole ones. */
function apartFrom(half: number): fc.Arbitrary<number> {
  return fc.tuple(integers, reals(-0.25, 0.25)).map(([whole, part]) =>
    whole + half + part
  );
}
