import { openBackend } from "../../../dsl/backends/open_backend.ts";
import { Graph } from "../../../dsl/graph/graph.ts";
import * as op from "../../../dsl/graph/op.ts";
import { program } from "../../../dsl/graph/program.ts";
using gpu = await openBackend("webgpu");
using cpu = await openBackend("cpu");
const X = Float32Array.of(
  NaN,
  Infinity,
  -Infinity,
  0,
  -0,
  1e-38,
  -1e-38,
  1e-40,
  1e-5,
  -1e-5,
  1e-3,
  0.3,
  -0.3,
  0.5,
  0.7,
  1,
  -1,
  2,
  -2,
  3.7,
  -3.7,
  9,
  10,
  16,
  30,
  -30,
  87,
  88,
  89,
  -87,
  -88,
  -100,
  -104,
  100,
  1000,
  5000,
  1e10,
  -1e10,
  3e38,
  -3e38,
);
const P = [
  "negate",
  "abs",
  "sign",
  "square",
  "exp",
  "expm1",
  "log",
  "log1p",
  "sqrt",
  "reciprocal",
  "sin",
  "cos",
  "tanh",
  "sigmoid",
  "softplus",
  "relu",
  "elu",
  "erf",
  "floor",
] as const;
const g = new Graph();
const x = g.placeholder("x", [X.length]);
const outs: any = {};
for (const k of P) outs[k] = (op as any)[k](x);
outs.toBool = op.cast(x, "bool");
outs.max0 = op.max(x);
outs.min0 = op.min(x);
outs.arg = op.argMax(x);
const B = [NaN, Infinity, -Infinity, 0, 1, 2, -1, 0.5, 3, -2.5, 17, -17, 30.5];
B.forEach((v, i) => {
  const c = g.constant(Float32Array.of(v));
  for (
    const k of [
      "add",
      "multiply",
      "divide",
      "power",
      "maximum",
      "minimum",
      "less",
      "lessEqual",
      "greater",
      "equal",
      "notEqual",
    ]
  ) outs[k + "_" + v] = (op as any)[k](x, c);
});
const p = program(outs);
using mc = cpu.createMemory(), mg = gpu.createMemory();
const a: any = cpu.compile(p, mc).runSync({ x: X });
const b: any = await gpu.compile(p, mg).run({ x: X });
for (const k in a) {
  const bad: string[] = [];
  a[k].forEach((v: number, i: number) => {
    const w = b[k][i];
    const rel = Math.abs(v - w) / Math.max(Math.abs(v), 1e-37);
    if (!(Object.is(v, w) || v === w || rel < 3e-6)) {
      bad.push(`${X[i]}: cpu ${v} gpu ${w}`);
    }
  });
  if (bad.length) console.log(k, bad.join(" | "));
}
