import { openBackend } from "/work/main/dsl/backends/open_backend.ts";
import { Graph } from "/work/main/dsl/graph/graph.ts";
import * as op from "/work/main/dsl/graph/op.ts";
import { emit } from "/work/main/dsl/graph/emit.ts";
import { program } from "/work/main/dsl/graph/program.ts";
import { gradients } from "/work/main/dsl/passes/differentiate.ts";
import { sizeOf } from "/work/main/dsl/graph/node.ts";
using gpu = await openBackend("webgpu");
using cpu = await openBackend("cpu");
let seed = 1;
const r = () => {
  seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return seed / 0x7fffffff - .5;
};
async function cmp(
  name: string,
  build: (g: Graph, f: (s: number[]) => any) => Record<string, any>,
) {
  const g = new Graph();
  const feeds: any = {};
  let n = 0;
  const f = (s: number[]) => {
    const p = g.placeholder("p" + n++, s);
    feeds[p.name] = Float32Array.from({ length: sizeOf(s) }, r);
    return p;
  };
  const outs = build(g, f);
  const p = program(outs);
  using mc = cpu.createMemory(), mg = gpu.createMemory();
  using ec = cpu.compile(p, mc), eg = gpu.compile(p, mg);
  let t = performance.now();
  const a: any = ec.runSync(feeds);
  const tc = performance.now() - t;
  try {
    t = performance.now();
    const b: any = await eg.run(feeds);
    const tg = performance.now() - t;
    const c: any = await eg.run(feeds);
    for (const k in a) {
      let worst = 0, scale = 0;
      let same = true;
      a[k].forEach((x: number, i: number) => {
        worst = Math.max(worst, Math.abs(x - b[k][i]));
        scale = Math.max(scale, Math.abs(x));
        if (b[k][i] !== c[k][i]) same = false;
      });
      console.log(
        worst < 1e-4 * (1 + scale) && same ? "ok" : "BAD",
        name,
        k,
        worst,
        scale,
        same,
        tc.toFixed(1),
        tg.toFixed(1),
      );
    }
  } catch (e: any) {
    console.log("FAIL", name, e.message);
  }
}
for (
  const [m, k, n] of [
    [1, 3000, 200],
    [40, 2500, 40],
    [130, 70, 130],
    [200, 33, 300],
    [300, 210, 600],
    [3, 2100, 3],
    [9, 2048, 600],
  ] as number[][]
) {
  for (
    const [tA, tB] of [[false, false], [true, false], [
      false,
      true,
    ]] as boolean[][]
  ) {
    await cmp(`matmul ${m} ${k} ${n} ${tA} ${tB}`, (g, f) => {
      const a = f(tA ? [k!, m!] : [m!, k!]),
        b = f(tB ? [n!, k!] : [k!, n!]),
        c = f([n!]);
      const y = op.matmul(a, b, { transposeA: tA, transposeB: tB });
      return {
        y,
        z: emit({
          kind: "fusedMatmul",
          inputs: [a, b, c],
          attributes: { transposeA: tA!, transposeB: tB!, activation: "elu" },
          shape: y.shape,
          dtype: "float32",
        }),
        t: emit({
          kind: "fusedMatmul",
          inputs: [a, b, c],
          attributes: { transposeA: tA!, transposeB: tB!, activation: "tanh" },
          shape: y.shape,
          dtype: "float32",
        }),
      };
    });
  }
}
await cmp("bmm", (g, f) => ({ y: op.matmul(f([5, 40, 33]), f([5, 33, 70])) }));
for (
  const [img, flt, opt] of [
    [[2, 28, 28, 1], [5, 5, 1, 8], { padding: "same" }],
    [[4, 14, 14, 16], [3, 3, 16, 32], {}],
    [[1, 20, 20, 256], [3, 3, 256, 32], {}],
    [[2, 15, 13, 4], [3, 3, 4, 8], { strides: 2, padding: "same" }],
    [[2, 15, 13, 4], [3, 2, 4, 8], { dilations: [2, 3], padding: "same" }],
    [[3, 8, 8, 4], [8, 8, 4, 16], {}],
    [[3, 8, 8, 4], [1, 1, 4, 16], {}],
    [[3, 9, 8, 4], [1, 1, 4, 16], { strides: 2 }],
    [[16, 30, 30, 3], [8, 8, 3, 32], { strides: 4, padding: "same" }],
    [[2, 12, 12, 3], [3, 3, 3, 5], {
      padding: { top: 2, bottom: 0, left: 1, right: 3 },
      strides: [2, 1],
    }],
    [[2, 40, 40, 8], [3, 3, 8, 16], { dilations: 2 }],
    [[3, 16, 16, 200], [16, 16, 200, 20], {}],
  ] as any[]
) {
  await cmp(`conv ${img} ${flt} ${JSON.stringify(opt)}`, (g, f) => {
    const x = f(img), w = f(flt);
    const y = op.conv2d(x, w, opt);
    const up = f([...y.shape]);
    const l = op.sum(op.multiply(y, up));
    const [dx, dw] = gradients(l, [x, w]);
    return { y, dx, dw };
  });
}
for (
  const [img, opt] of [[[4, 14, 14, 16], {}], [[2, 15, 13, 5], {
    size: 3,
    strides: 2,
    padding: "same",
  }], [[2, 15, 13, 5], {
    size: [3, 2],
    strides: 1,
    padding: { top: 1, bottom: 2, left: 0, right: 1 },
  }]] as any[]
) {
  for (const kind of ["maxPool", "averagePool"] as const) {
    await cmp(`${kind} ${img}`, (g, f) => {
      const x = f(img);
      const y = op[kind](x, opt);
      const up = f([...y.shape]);
      const [dx] = gradients(op.sum(op.multiply(y, up)), [x]);
      return { y, dx };
    });
  }
}
await cmp("reductions", (g, f) => {
  const x = f([7, 300, 11]);
  return {
    a: op.sum(x, { axes: 1 }),
    b: op.max(x, { axes: [0, 2] }),
    c: op.sum(x),
    d: op.min(x, { axes: 0 }),
    e: op.sum(f([9000])),
    s: op.softmax(f([70, 300])),
    l: op.logSoftmax(f([3, 5000])),
    am: op.argMax(f([4, 5000])),
  };
});
await cmp("rank 8", (g, f) => {
  const x = f([2, 1, 3, 2, 2, 1, 2, 3]);
  return {
    t: op.transpose(x, [7, 0, 2, 1, 5, 3, 4, 6]),
    b: op.add(
      op.reshape(f([2, 1, 1, 2, 1, 1, 1, 3]), [2, 1, 1, 2, 1, 1, 1, 3]),
      x,
    ),
    p: op.pad(x, [[1, 0], [0, 1], [1, 1], [0, 0], [2, 0], [0, 0], [0, 1], [
      1,
      0,
    ]]),
  };
});
await cmp(
  "many concat",
  (g, f) => ({
    y: op.concat(Array.from({ length: 23 }, (_, i) => f([3, i % 4])), {
      axis: 1,
    }),
  }),
);
await cmp("big map", (g, f) => {
  const x = f([5000000]);
  return { y: op.multiply(x, 2) };
});
console.log(cpu.bufferCount(), gpu.bufferCount());
