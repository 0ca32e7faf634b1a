import fc from "fast-check";
import { openBackend } from "../../../dsl/backends/open_backend.ts";
import { operations } from "../../arbitraries/operation.ts";
import { programs } from "../../arbitraries/graph.ts";
import { interpret } from "../reference.ts";
import type { Data, GraphNode } from "../../../dsl/graph/node.ts";
import { programNodes } from "../../../dsl/graph/program.ts";
const which = Deno.args[0] as "cpu" | "webgpu";
const runs = Number(Deno.args[1]);
const tol = Number(Deno.args[2] ?? 1e-5);
const only = Deno.args[3];
using b = await openBackend(which);
function arr(n: GraphNode, v: ArrayLike<number>): Data {
  return n.dtype === "float32"
    ? Float32Array.from(v)
    : n.dtype === "int32"
    ? Int32Array.from(v)
    : Uint8Array.from(v);
}
async function check(sample: any) {
  const feeds: any = {};
  const nodes = programNodes(sample.program);
  for (const n of nodes) {
    if (n.kind === "placeholder") {
      feeds[n.name] = arr(n, sample.feeds[n.name]!);
    }
  }
  const f32: any = {};
  for (const k in feeds) f32[k] = Array.from(feeds[k]);
  const want = interpret(sample.program, { feeds: f32 });
  const start = b.bufferCount();
  {
    using m = b.createMemory();
    using e = b.compile(sample.program, m);
    const got: any = await e.run(feeds);
    for (const [name, p] of Object.entries(want.outputs)) {
      const g = got[name];
      const ctor =
        { float32: Float32Array, int32: Int32Array, bool: Uint8Array }[p.dtype];
      if (!(g instanceof ctor)) throw new Error("type " + g.constructor.name);
      if (g.length !== p.data.length) throw new Error("length");
      p.data.forEach((x: number, i: number) => {
        const w = p.dtype === "float32" ? Math.fround(x) : x;
        if (
          !(Object.is(g[i], w) || g[i] === w ||
            Math.abs(g[i] - w) <= tol * (1 + Math.abs(w)))
        ) throw new Error(`${name}[${i}] ${g[i]} want ${w}`);
      });
    }
  }
  if (b.bufferCount() !== start) {
    throw new Error("leak " + b.bufferCount() + " " + start);
  }
}
for (
  const [kind, { any }] of [
    ...operations,
    ["PROGRAMS", { any: programs }] as any,
  ]
) {
  if (only && kind !== only) continue;
  const t = performance.now();
  try {
    await fc.assert(fc.asyncProperty(any as any, check), { numRuns: runs });
    console.log("ok", kind, (performance.now() - t).toFixed(0));
  } catch (e: any) {
    console.log("FAIL", kind, e.message.slice(0, 900), e.cause?.message ?? "");
  }
}
