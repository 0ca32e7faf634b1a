import fc from "fast-check";
import { type GraphNode, type Shape, sizeOf } from "../../../dsl/graph/node.ts";
import * as op from "../../../dsl/graph/op.ts";
import { applied, type Sample } from "../sample.ts";
import { permutations, shapes, shapeWithAxis, stretching } from "../shape.ts";
import { elementsOf, reals, types } from "../values.ts";
import type { Flavours, FlavoursOf } from "./flavours.ts";

/** A move of some operands: their shapes, and what is made of them. */
interface Move {
  readonly shapes: readonly Shape[];
  readonly build: (...nodes: GraphNode[]) => GraphNode;
}

/** Moves leave elements as they are, so every type can be moved. */
function moved(moves: fc.Arbitrary<Move>): Flavours {
  return {
    any: fc.tuple(moves, types).chain(([{ shapes, build }, dtype]) =>
      applied(
        shapes.map((shape) => ({ shape, dtype, elements: elementsOf(dtype) })),
        build,
      )
    ),
    smooth: moves.chain(({ shapes, build }) =>
      applied(
        shapes.map((shape) => ({ shape, elements: reals(-4, 4) })),
        build,
      )
    ),
  };
}

/** Other shapes of the same size: axes split, merged, put in another order. */
const reshapes: fc.Arbitrary<Move> = fc.tuple(
  shapes(0, 4),
  fc.nat(),
  fc.boolean(),
  fc.boolean(),
).map(([shape, seed, extra, inferred]) => {
  const size = sizeOf(shape);
  const divisors = [...Array(size).keys()].map((i) => i + 1)
    .filter((d) => size % d === 0);
  const first = divisors[seed % divisors.length]!;
  const rest = size / first;
  const whole = extra ? [first, 1, rest] : [rest, first];
  // A shape that is there already would not be moved at all.
  const other = whole.join() === shape.join() ? [...whole, 1] : whole;
  const hidden = seed % other.length;
  const wanted = inferred ? other.with(hidden, -1) : other;
  return { shapes: [shape], build: (x) => op.reshape(x!, wanted) };
});

const transposes: fc.Arbitrary<Move> = shapes().chain((shape) =>
  fc.option(permutations(shape.length), { nil: undefined })
    .map((order) => ({
      shapes: [shape],
      build: (x: GraphNode | undefined) => op.transpose(x!, order),
    }))
);

const slices: fc.Arbitrary<Move> = shapes().chain((shape) =>
  fc.tuple(
    ...shape.map((size) =>
      fc.nat(size - 1).chain((begin) =>
        fc.integer({ min: 1, max: size - begin }).map((length) => ({
          begin,
          length,
        }))
      )
    ),
  ).map((cuts) => ({
    shapes: [shape],
    build: (x) =>
      op.slice(
        x!,
        cuts.map(({ begin }) => begin),
        cuts.map(({ length }) => length),
      ),
  }))
);

const concats: fc.Arbitrary<Move> = shapeWithAxis(4).chain(({ shape, axis }) =>
  fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 })
    .map((lengths) => ({
      shapes: lengths.map((length) => shape.with(axis, length)),
      build: (...parts) => op.concat(parts, { axis }),
    }))
);

const pads: fc.Arbitrary<Move> = shapes(0, 4).chain((shape) =>
  fc.tuple(...shape.map(() => fc.tuple(fc.nat(2), fc.nat(2))))
    .map((paddings) => ({
      shapes: [shape],
      build: (x) => op.pad(x!, paddings),
    }))
);

const broadcasts: fc.Arbitrary<Move> = stretching(1).chain(([from]) =>
  fc.tuple(
    shapes(0, Math.max(0, 4 - from!.length)),
    fc.array(fc.integer({ min: 1, max: 3 }), {
      minLength: from!.length,
      maxLength: from!.length,
    }),
  ).map(([front, sizes]) => {
    const whole = from!.map((size, axis) => size === 1 ? sizes[axis]! : size);
    const stretched = front.length > 0 || whole.join() !== from!.join();
    const wanted = stretched ? [...front, ...whole] : [2, ...whole];
    return { shapes: [from!], build: (x) => op.broadcastTo(x!, wanted) };
  })
);

interface Rows {
  readonly rows: number;
  readonly rest: Shape;
  readonly places: Shape;
}

const rowsAndPlaces: fc.Arbitrary<Rows> = fc.record({
  rows: fc.integer({ min: 1, max: 4 }),
  rest: shapes(0, 2),
  places: shapes(0, 2),
});

/** Few rows and many places: indices repeat. */
function gathers(elements?: fc.Arbitrary<number>): fc.Arbitrary<Sample> {
  return fc.tuple(
    rowsAndPlaces,
    elements ? fc.constant("float32" as const) : types,
  )
    .chain(([{ rows, rest, places }, dtype]) =>
      applied([
        {
          shape: [rows, ...rest],
          dtype,
          elements: elements ?? elementsOf(dtype),
        },
        { shape: places, dtype: "int32", elements: fc.nat(rows - 1) },
      ], (x, indices) => op.gather(x!, indices!))
    );
}

const scatters: fc.Arbitrary<Sample> = rowsAndPlaces.chain(
  ({ rows, rest, places }) =>
    applied([
      { shape: [...places, ...rest], elements: reals(-4, 4) },
      { shape: places, dtype: "int32", elements: fc.nat(rows - 1) },
    ], (values, indices) => op.scatterAdd(values!, indices!, rows)),
);

const oneHots: fc.Arbitrary<Sample> = fc.tuple(
  shapes(0, 3),
  fc.integer({ min: 1, max: 4 }),
).chain(([shape, depth]) =>
  applied([
    { shape, dtype: "int32", elements: fc.integer({ min: -1, max: depth }) },
  ], (indices) => op.oneHot(indices!, depth))
);

/** Samples of operations that move elements. */
export const MOVING: FlavoursOf<
  | "reshape"
  | "transpose"
  | "slice"
  | "concat"
  | "pad"
  | "broadcastTo"
  | "gather"
  | "scatterAdd"
  | "oneHot"
> = {
  reshape: moved(reshapes),
  transpose: moved(transposes),
  slice: moved(slices),
  concat: moved(concats),
  pad: moved(pads),
  broadcastTo: moved(broadcasts),
  gather: { any: gathers(), smooth: gathers(reals(-4, 4)) },
  scatterAdd: { any: scatters, smooth: scatters },
  oneHot: { any: oneHots },
};
