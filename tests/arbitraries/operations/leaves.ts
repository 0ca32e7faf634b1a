import fc from "fast-check";
import { Graph } from "../../../dsl/graph/graph.ts";
import {
  type DType,
  type GraphNode,
  type Shape,
  sizeOf,
} from "../../../dsl/graph/node.ts";
import * as op from "../../../dsl/graph/op.ts";
import { program } from "../../../dsl/graph/program.ts";
import { applied, type Sample, sampleOf } from "../sample.ts";
import { shapes } from "../shape.ts";
import { elementsOf, reals, types } from "../values.ts";
import type { FlavoursOf } from "./flavours.ts";

/** A leaf with values of its own. */
function leaf(
  build: (
    graph: Graph,
    values: Int32Array | Float32Array,
    shape: Shape,
    dtype: DType,
  ) => GraphNode,
): fc.Arbitrary<Sample> {
  return fc.tuple(shapes(), types).chain(([shape, dtype]) =>
    fc.array(elementsOf(dtype), {
      minLength: sizeOf(shape),
      maxLength: sizeOf(shape),
    }).map((values) =>
      sampleOf(
        program({
          output: build(new Graph(), Float32Array.from(values), shape, dtype),
        }),
        {},
      )
    )
  );
}

function random(
  kind: "randomUniform" | "randomNormal",
): fc.Arbitrary<Sample> {
  return fc.tuple(shapes(), fc.nat(2 ** 32 - 1)).map(([shape, seed]) =>
    sampleOf(program({ output: new Graph()[kind](shape, seed) }), {})
  );
}

const anyPlaceholder = fc.tuple(shapes(), types).chain(([shape, dtype]) =>
  applied([{ shape, dtype, elements: elementsOf(dtype) }], (x) => x!)
);

const floatPlaceholder = shapes().chain((shape) =>
  applied([{ shape, elements: reals(-4, 4) }], (x) => x!)
);

/** Stores a value in a variable of its own. */
function assigned(value: GraphNode): GraphNode {
  const { graph, shape, dtype } = value;
  const initial = new Float32Array(sizeOf(shape));
  return op.assign(graph.variable("v", initial, { shape, dtype }), value);
}

const anyAssign = fc.tuple(shapes(), types).chain(([shape, dtype]) =>
  applied([{ shape, dtype, elements: elementsOf(dtype) }], (x) => assigned(x!))
);

const floatAssign = shapes().chain((shape) =>
  applied([{ shape, elements: reals(-4, 4) }], (x) => assigned(x!))
);

/** Samples of where values come from, and where they go. */
export const LEAVES: FlavoursOf<
  | "constant"
  | "placeholder"
  | "variable"
  | "randomUniform"
  | "randomNormal"
  | "assign"
> = {
  constant: {
    any: leaf((graph, values, shape, dtype) =>
      graph.constant(values, { shape, dtype })
    ),
  },
  placeholder: { any: anyPlaceholder, smooth: floatPlaceholder },
  variable: {
    any: leaf((graph, values, shape, dtype) =>
      graph.variable("v", values, { shape, dtype })
    ),
  },
  randomUniform: { any: random("randomUniform") },
  randomNormal: { any: random("randomNormal") },
  assign: { any: anyAssign, smooth: floatAssign },
};
