import fc from "fast-check";
import { Graph } from "../../dsl/graph/graph.ts";
import { type GraphNode, type Shape, sizeOf } from "../../dsl/graph/node.ts";
import * as op from "../../dsl/graph/op.ts";
import { program } from "../../dsl/graph/program.ts";
import { goTogether } from "./pool.ts";
import { type Sample, sampleOf } from "./sample.ts";

const SIDE = 8;
const SQUARE: Shape = [SIDE, SIDE];
const AREA = SIDE * SIDE;

/** Variables; most can take each other's values, some of them in another shape. */
const VARIABLES: Readonly<Record<string, Shape>> = {
  a: SQUARE,
  b: SQUARE,
  c: SQUARE,
  d: [AREA],
  e: [AREA],
  f: [SIDE],
  g: [1, SIDE],
};

/** Whole numbers of at most 8, so that nothing is rounded. */
function tamed(x: GraphNode): GraphNode {
  return op.maximum(op.minimum(x, 8), -8);
}

/** One more node, made of nodes that are there already. */
type Move = (x: GraphNode, y: GraphNode) => GraphNode;

const together = (f: Move): Move => (x, y) =>
  goTogether(x.shape, y.shape, AREA) ? f(x, y) : op.negate(x);

const MOVES: readonly Move[] = [
  together((x, y) => tamed(op.add(x, y))),
  together((x, y) => tamed(op.multiply(x, y))),
  together(op.maximum),
  together((x, y) => op.select(op.less(x, y), y, x)),
  (x) => op.negate(x),
  (x) => op.transpose(x),
  (x) => tamed(op.sum(x, { axes: [0], keepDims: x.shape.length === 1 })),
  (x) => op.reshape(x, [-1]),
  (x) => op.reshape(x, [sizeOf(x.shape) / SIDE, SIDE]),
  (x) => op.concat([x, op.negate(x)], { axis: -1 }),
];

interface Choice {
  readonly move: Move;
  readonly x: number;
  readonly y: number;
}

const place = fc.nat(1000);
const choice: fc.Arbitrary<Choice> = fc.record({
  move: fc.constantFrom(...MOVES),
  x: place,
  y: place,
}, { noNullPrototype: true });

/**
 * Programs of whole numbers that set several variables at once: from one another,
 * from shared values, from what they are fed; and answer some of all that.
 */
export const statePrograms: fc.Arbitrary<Sample> = fc.record({
  choices: fc.array(choice, { minLength: 1, maxLength: 16, size: "max" }),
  assigned: fc.dictionary(fc.constantFrom(...Object.keys(VARIABLES)), place),
  answered: fc.array(place, { minLength: 1, maxLength: 4 }),
}).map(({ choices, assigned, answered }) => {
  const graph = new Graph();
  const leaves = Object.entries(VARIABLES).map(([name, shape], k) => {
    const initial = Array.from(
      { length: sizeOf(shape) },
      (_, i) => (i * i + k) % 9 - 4,
    );
    return graph.variable(name, Float32Array.from(initial), { shape });
  });
  const x = graph.placeholder("x", SQUARE);
  const ones = graph.constant(new Float32Array(AREA).fill(1), {
    shape: SQUARE,
  });
  const nodes: GraphNode[] = [...leaves, ones, x];
  // The youngest are taken more often.
  const some = (at: number, among: readonly GraphNode[] = nodes) =>
    among.at(-1 - Math.floor((at / 1001) ** 2 * among.length))!;
  for (const { move, x, y } of choices) {
    const size = sizeOf(some(x).shape);
    const fits = size % SIDE === 0 && size <= AREA;
    nodes.push(fits ? move(some(x), some(y)) : op.abs(some(x)));
  }
  const effects = leaves.filter(({ name }) => Object.hasOwn(assigned, name))
    .map((variable) => {
      const size = sizeOf(variable.shape);
      const fitting = nodes.filter(({ shape }) => sizeOf(shape) === size);
      const value = some(assigned[variable.name]!, fitting);
      return op.assign(variable, op.reshape(value, variable.shape));
    });
  const outputs = answered.map((at, i) =>
    [`${i}`, some(at, [...nodes, ...effects])] as const
  );
  // Fed even if nothing needs it, so that every program has the same feeds.
  const source = program({ ...Object.fromEntries(outputs), x }, effects);
  return sampleOf(source, {
    x: Array.from({ length: AREA }, (_, i) => (3 * i * i + i) % 11 - 5),
  });
});
