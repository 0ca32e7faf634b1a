import { assertEquals } from "@std/assert";
import { openCpu } from "../../../../../dsl/backends/tfjs/cpu/machine.ts";
import type { Product } from "../../../../../dsl/backends/tfjs/kernels.ts";
import type { Machine } from "../../../../../dsl/backends/tfjs/machine.ts";
import { findAdapter } from "../../../../../dsl/backends/tfjs/webgpu/adapter.ts";
import { openWebgpu } from "../../../../../dsl/backends/tfjs/webgpu/machine.ts";
import type { Data } from "../../../../../dsl/graph/node.ts";
import { assertAllNear } from "../../../same_meaning.ts";
import { hasAdapter } from "../../present.ts";

/** Numbers that look random and are the same every time. */
function numbers(length: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => (i * 7919 % 101) / 50 - 1);
}

async function multiplied(machine: Machine, spec: Product): Promise<Data> {
  const { count, m, n, k, bias } = spec;
  const sizes = [count * m * k, count * k * n, ...(bias ? [n] : [])];
  const inputs = sizes.map((size) => machine.upload(numbers(size), "float32"));
  const answer = await machine.take(machine.kernels.matmul(spec)(inputs));
  inputs.forEach((input) => machine.release(input));
  return answer;
}

const PLAIN = {
  count: 1,
  transposeA: false,
  transposeB: false,
  bias: false,
  activation: "linear",
} as const;

const LARGE: readonly Product[] = [
  { ...PLAIN, m: 70, n: 90, k: 170, bias: true, activation: "tanh" },
  { ...PLAIN, m: 70, n: 90, k: 170, transposeA: true, transposeB: true },
  // So many that each thread finds several elements.
  { ...PLAIN, count: 16, m: 70, n: 90, k: 20, transposeB: true },
];

Deno.test({
  name:
    "large products in blocks equal those of the cpu, with the same bits every time",
  ignore: !await hasAdapter(),
  fn: async () => {
    const { adapter } = (await findAdapter())!;
    using gpu = await openWebgpu({ adapter, isSoftware: false });
    using cpu = await openCpu();
    for (const spec of LARGE) {
      const found = await multiplied(gpu, spec);
      assertAllNear(
        found,
        await multiplied(cpu, spec),
        1e-5,
        JSON.stringify(spec),
      );
      assertEquals(await multiplied(gpu, spec), found);
    }
    assertEquals([gpu.bufferCount(), cpu.bufferCount()], [0, 0]);
  },
});
