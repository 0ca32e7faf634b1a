import fc from "fast-check";
import { gradients } from "../../dsl/passes/differentiate.ts";
import { type GraphNode, type Shape, sizeOf } from "../../dsl/graph/node.ts";
import * as op from "../../dsl/graph/op.ts";
import { program } from "../../dsl/graph/program.ts";
import { ANGULAR, type Choice, type Move, SMOOTH } from "./moves.ts";
import { Pool } from "./pool.ts";
import { type Sample, sampleOf } from "./sample.ts";
import { reals } from "./values.ts";

/** What programs begin with; the shapes suit one another. */
const LEAVES: Readonly<Record<string, Shape>> = {
  matrix: [2, 3],
  other: [3, 2],
  row: [3],
  column: [2, 1],
  number: [],
  image: [1, 3, 3, 2],
};

interface Step {
  readonly move: Move;
  readonly choice: Choice;
}

function steps(moves: readonly Move[]): fc.Arbitrary<Step[]> {
  return fc.array(
    fc.record({
      move: fc.constantFrom(...moves),
      choice: fc.record({ a: fc.nat(), b: fc.nat(), c: fc.nat() }),
    }),
    { minLength: 8, maxLength: 14 },
  );
}

function grown(
  moves: readonly Move[],
  finish: (pool: Pool) => Sample["program"],
): fc.Arbitrary<Sample> {
  const count = Object.values(LEAVES).reduce((n, s) => n + sizeOf(s), 0);
  return fc.tuple(
    steps(moves),
    fc.array(reals(-2, 2), { minLength: count, maxLength: count }),
  ).map(([taken, values]) => {
    const pool = new Pool();
    const feeds: Record<string, readonly number[]> = {};
    let start = 0;
    for (const [name, shape] of Object.entries(LEAVES)) {
      pool.add(pool.graph.placeholder(name, shape), 2);
      feeds[name] = values.slice(start, start += sizeOf(shape));
    }
    for (const { move, choice } of taken) move(pool, choice);
    return sampleOf(finish(pool), feeds);
  });
}

/** The nodes that no other takes, by name. */
function sinks({ graph, nodes }: Pool): Record<string, GraphNode> {
  const taken = new Set(graph.nodes.flatMap((node) => node.inputs));
  const last = nodes.filter((node) => !taken.has(node));
  return Object.fromEntries(last.map((node) => [node.name, node]));
}

/** Programs of one number, all of whose nodes are smooth functions of the placeholders. */
export const smoothPrograms: fc.Arbitrary<Sample> = grown(
  SMOOTH,
  (pool) => {
    const totals = Object.values(sinks(pool)).map((node) => op.mean(node));
    return program({ output: totals.reduce((sum, each) => op.add(sum, each)) });
  },
);

interface Parts {
  readonly differentiated: boolean;
  readonly assigned: boolean;
  readonly random: boolean;
}

const parts: fc.Arbitrary<Parts> = fc.record({
  differentiated: fc.boolean(),
  assigned: fc.boolean(),
  random: fc.boolean(),
});

function whole(moves: readonly Move[], parts: Parts): fc.Arbitrary<Sample> {
  const { differentiated, assigned, random } = parts;
  return grown(moves, (pool) => {
    const { graph } = pool;
    const outputs = sinks(pool);
    const matrix = graph.node("matrix");
    if (random) {
      outputs.random = op.add(matrix, graph.randomNormal(matrix.shape, 7));
    }
    if (differentiated) {
      const totals = Object.values(outputs).map((node) => op.mean(node));
      const loss = totals.reduce((sum, each) => op.add(sum, each));
      const [byMatrix, byRow] = gradients(loss, [matrix, graph.node("row")]);
      outputs.byMatrix = byMatrix!;
      outputs.byRow = byRow!;
    }
    if (!assigned) return program(outputs);
    const variable = graph.variable("variable", [[1, 2, 3], [4, 5, 6]]);
    const next = op.add(variable, outputs.byMatrix ?? matrix);
    return program({ ...outputs, variable }, [op.assign(variable, next)]);
  });
}

const ALL: readonly Move[] = [...SMOOTH, ...ANGULAR, ...ANGULAR];

/** Programs of many nodes with several outputs, some with gradients, random numbers and assignments. */
export const programs: fc.Arbitrary<Sample> = parts.chain((parts) =>
  whole(ALL, parts)
);

/** As {@linkcode programs}, without gradients that jump: there single precision may well answer otherwise. */
export const steadyPrograms: fc.Arbitrary<Sample> = parts.chain((parts) =>
  whole(parts.differentiated ? SMOOTH : ALL, parts)
);
