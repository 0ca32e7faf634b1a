import { assert } from "@std/assert";
import { openBackend } from "../../../../../dsl/backends/open_backend.ts";
import { Graph } from "../../../../../dsl/graph/graph.ts";
import type { GraphNode } from "../../../../../dsl/graph/node.ts";
import * as op from "../../../../../dsl/graph/op.ts";
import { program } from "../../../../../dsl/graph/program.ts";
import { hasAdapter } from "../../present.ts";

/** The ends of every range, and what lies close to them. */
const EXTREMES = [
  NaN,
  Infinity,
  -Infinity,
  0,
  1,
  -1,
  1e-30,
  -1e-30,
  80,
  -80,
  100,
  -100,
  1e30,
  -1e30,
];

/** From far to close to 0, both signs. */
const ORDINARY = Array.from({ length: 200 }, (_, i) => {
  const size = 60 * 0.8 ** (i >> 1);
  return i % 2 === 0 ? size : -size;
});

const VALUES = Float32Array.from([...EXTREMES, ...ORDINARY]);

const UNARY = {
  negate: op.negate,
  abs: op.abs,
  sign: op.sign,
  square: op.square,
  exp: op.exp,
  expm1: op.expm1,
  log: op.log,
  log1p: op.log1p,
  sqrt: op.sqrt,
  reciprocal: op.reciprocal,
  tanh: op.tanh,
  sigmoid: op.sigmoid,
  softplus: op.softplus,
  relu: op.relu,
  elu: op.elu,
  erf: op.erf,
  floor: op.floor,
  toBool: (x: GraphNode) => op.cast(x, "bool"),
  max: (x: GraphNode) => op.max(x),
  min: (x: GraphNode) => op.min(x),
  argMax: (x: GraphNode) => op.argMax(x),
  argMin: (x: GraphNode) => op.argMin(x),
};

const BINARY = {
  maximum: op.maximum,
  minimum: op.minimum,
  power: op.power,
  less: op.less,
  lessEqual: op.lessEqual,
  greater: op.greater,
  equal: op.equal,
  notEqual: op.notEqual,
};

const SECOND = [NaN, Infinity, -Infinity, 0, 1, -1, 0.5, 3, -2];

/** Relative to single precision; numbers near the smallest count as 0. */
function isClose(found: number, wanted: number): boolean {
  return Object.is(found, wanted) || found === wanted ||
    Math.abs(found - wanted) <= 3e-6 * Math.abs(wanted) + 1e-36;
}

Deno.test({
  name:
    "functions on a GPU agree with the CPU to the ends of their range, NaN included",
  ignore: !await hasAdapter(),
  fn: async () => {
    const graph = new Graph();
    const x = graph.placeholder("x", [VALUES.length]);
    const outputs: Record<string, GraphNode> = {};
    for (const [name, apply] of Object.entries(UNARY)) outputs[name] = apply(x);
    for (const [name, apply] of Object.entries(BINARY)) {
      for (const y of SECOND) outputs[`${name} ${y}`] = apply(x, y);
    }
    const near = op.select(op.less(op.abs(x), 1000), x, 0);
    outputs.sin = op.sin(near);
    outputs.cos = op.cos(near);
    const source = program(outputs);
    using gpu = await openBackend("webgpu");
    using cpu = await openBackend("cpu");
    using there = gpu.createMemory();
    using here = cpu.createMemory();
    const found = await gpu.compile(source, there).run({ x: VALUES });
    const wanted = cpu.compile(source, here).runSync({ x: VALUES });
    for (const name of Object.keys(outputs)) {
      wanted[name]!.forEach((value, i) => {
        // A whole power keeps the sign of infinity and the CPU's own rounding of 0.
        const answer = found[name]![i]!;
        assert(
          isClose(answer, value) ||
            (/^(sin|cos)$/.test(name) && Math.abs(answer - value) < 1e-6),
          `${name} of ${VALUES[i]} is ${answer}, expected ${value}`,
        );
      });
    }
  },
});
