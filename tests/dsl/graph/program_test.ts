import { assertEquals } from "@std/assert";
import { Graph } from "../../../dsl/graph/graph.ts";
import * as op from "../../../dsl/graph/op.ts";
import {
  program,
  programNodes,
  topological,
} from "../../../dsl/graph/program.ts";
import { refuses } from "../refuses.ts";

Deno.test("a program needs what its outputs and effects need, and nothing else", () => {
  const graph = new Graph();
  const x = graph.placeholder("x", []);
  const y = op.square(x);
  op.exp(x);
  const v = graph.variable("v", 0);
  const set = op.assign(v, op.negate(x));
  const found = programNodes(program({ y }, [set]));
  assertEquals(found.map(({ name }) => name), [
    "x",
    "square",
    "v",
    "negate",
    "assign",
  ]);
});

Deno.test("assignments that an output needs take effect as well", () => {
  const graph = new Graph();
  const v = graph.variable("v", 1);
  const set = op.assign(v, op.add(v, 1));
  const { effects } = program({ twice: op.multiply(set, 2) });
  assertEquals(effects, [set]);
});

Deno.test("topological() stops at nodes that are known", () => {
  const x = new Graph().placeholder("x", []);
  const y = op.square(x);
  const z = op.negate(y);
  assertEquals(topological([z], new Set([y])), [y, z]);
});

const graph = new Graph();
const v = graph.variable("v", 0);
const first = op.assign(v, op.add(v, 1));
const second = op.assign(v, op.add(v, 2));

refuses("program()", [
  [
    () => program({ first }, [second]),
    RangeError,
    'Cannot make a program as each variable must be assigned at most once: current number of assignments to "v" is 2',
  ],
]);
