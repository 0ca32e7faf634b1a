import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import {
  type BackendChoice,
  type BackendOptions,
  openBackend,
} from "../../../dsl/backends/open_backend.ts";
import { findAdapter } from "../../../dsl/backends/tfjs/webgpu/adapter.ts";
import { Graph } from "../../../dsl/graph/graph.ts";
import * as op from "../../../dsl/graph/op.ts";
import { program } from "../../../dsl/graph/program.ts";
import { hasAdapter } from "./present.ts";

/** Runs `test` while the machine's adapter is said to be another. */
async function pretending(
  adapter: GPUAdapter | null,
  test: () => Promise<void>,
): Promise<void> {
  const { gpu } = navigator;
  Object.defineProperty(gpu, "requestAdapter", {
    value: () => Promise.resolve(adapter),
    configurable: true,
  });
  try {
    await test();
  } finally {
    Reflect.deleteProperty(gpu, "requestAdapter");
  }
}

/** The machine's adapter under another name. */
function called(real: GPUAdapter, info: Partial<GPUAdapterInfo>): GPUAdapter {
  const told = {
    vendor: "",
    device: "",
    description: "",
    isFallbackAdapter: false,
    ...info,
  };
  return {
    info: told as GPUAdapterInfo,
    limits: real.limits,
    features: real.features,
    requestDevice: (descriptor?: GPUDeviceDescriptor) =>
      real.requestDevice(descriptor),
  } as GPUAdapter;
}

async function opened(
  choice?: BackendChoice,
  options?: BackendOptions,
): Promise<[string, string]> {
  using backend = await openBackend(choice, options);
  return [backend.kind, backend.reason];
}

for (const kind of ["wasm", "cpu"] as const) {
  Deno.test(`${kind} is opened as asked for, and answers at once`, async () => {
    using backend = await openBackend(kind);
    assertEquals([backend.kind, backend.reason], [
      kind,
      `${kind}, as asked for`,
    ]);
    assertEquals(backend.bufferCount(), 0);
    using memory = backend.createMemory();
    const sum = op.add(new Graph().constant([1, 2]), 1);
    using run = backend.compile(program({ sum }), memory);
    assertEquals(run.runSync().sum, Float32Array.of(2, 3));
  });
}

Deno.test("a backend that there is not is refused", async () => {
  await assertRejects(
    () => openBackend("gpu" as BackendChoice),
    RangeError,
    `Cannot open a backend as 'backend' must be one of "auto", "webgpu", "wasm", "cpu": current value is "gpu"`,
  );
});

Deno.test("only wasm is deterministic, and a number of threads is a number", async () => {
  const deterministic = true;
  for (const choice of ["webgpu", "cpu"] as const) {
    await assertRejects(
      () => openBackend(choice, { deterministic }),
      RangeError,
      `Cannot open backend "${choice}" as only wasm answers the same bits on every machine: current 'deterministic' is true`,
    );
  }
  assertEquals(await opened("wasm", { deterministic }), [
    "wasm",
    "wasm, as asked for",
  ]);
  for (const choice of ["auto", "wasm", "cpu"] as const) {
    for (const threads of [0, -1, 1.5]) {
      await assertRejects(
        () => openBackend(choice, { threads }),
        RangeError,
        "Cannot open a backend as 'threads' must be a positive integer",
      );
    }
  }
});

Deno.test("auto does not look for a GPU where none could be quicker", async () => {
  const { gpu } = navigator;
  const requestAdapter = () => Promise.reject(new Error("looked for a GPU"));
  const own = { value: requestAdapter, configurable: true };
  Object.defineProperty(gpu, "requestAdapter", own);
  try {
    assertEquals(await opened("auto", { flops: 274e6 }), [
      "wasm",
      "wasm, as a run of 270 million operations ends before a GPU would answer",
    ]);
    assertEquals(await opened("auto", { flops: 1234 }), [
      "wasm",
      "wasm, as a run of 0.0012 million operations ends before a GPU would answer",
    ]);
    assertEquals(await opened("auto", { deterministic: true, flops: 1e12 }), [
      "wasm",
      "wasm, as results must be the same bits on every machine",
    ]);
  } finally {
    Reflect.deleteProperty(gpu, "requestAdapter");
  }
});

Deno.test("without an adapter webgpu is refused and auto takes wasm", () =>
  pretending(null, async () => {
    await assertRejects(
      () => openBackend("webgpu"),
      Error,
      'Cannot open backend "webgpu" as there must be a GPU adapter: current number is 0',
    );
    const answer = ["wasm", "wasm, as there is no GPU adapter"];
    assertEquals(await opened(), answer);
    assertEquals(await opened("auto", { flops: 1e12 }), answer);
  }));

Deno.test({
  name: "auto takes a real GPU and no software",
  ignore: !await hasAdapter(),
  fn: async () => {
    const { adapter } = (await findAdapter())!;
    await pretending(called(adapter, { description: "Aurora 9" }), async () => {
      for (const options of [{}, { flops: 400e6 }, { flops: 1e12 }]) {
        assertEquals(await opened("auto", options), [
          "webgpu",
          "webgpu on Aurora 9, a real GPU",
        ]);
      }
      const [kind] = await opened("auto", { flops: 274e6 });
      assertEquals(kind, "wasm");
      assertEquals(await opened("webgpu"), [
        "webgpu",
        "webgpu on Aurora 9, a real GPU, as asked for",
      ]);
    });
    const software: Partial<GPUAdapterInfo>[] = [
      { description: "Aurora 9", isFallbackAdapter: true },
      { description: "llvmpipe (LLVM 15.0.6, 256 bits)" },
      { device: "SwiftShader Device (Subzero)" },
      { description: "Microsoft Basic Render Driver" },
    ];
    for (const info of software) {
      await pretending(called(adapter, info), async () => {
        const name = info.description ?? info.device;
        assertEquals(await opened("auto"), [
          "wasm",
          `wasm, as the only GPU adapter is software: ${name}`,
        ]);
        assertEquals(await opened("webgpu"), [
          "webgpu",
          `webgpu on ${name}, which is software, as asked for`,
        ]);
      });
    }
  },
});

Deno.test({
  name: "auto takes wasm if a real GPU cannot be opened",
  ignore: !await hasAdapter(),
  fn: async () => {
    const { adapter } = (await findAdapter())!;
    const broken = {
      ...called(adapter, { description: "Aurora 9" }),
      requestDevice: () => Promise.reject(new Error("no power")),
    } as GPUAdapter;
    await pretending(broken, async () => {
      assertEquals(await opened(), [
        "wasm",
        "wasm, as Aurora 9 could not be opened: no power",
      ]);
      await assertRejects(() => openBackend("webgpu"), Error, "no power");
    });
  },
});

const SCRIPT = `
  const { openBackend } = await import(${
  JSON.stringify(import.meta.resolve("../../../dsl/backends/open_backend.ts"))
});
  const { Graph } = await import(${
  JSON.stringify(import.meta.resolve("../../../dsl/graph/graph.ts"))
});
  const { program } = await import(${
  JSON.stringify(import.meta.resolve("../../../dsl/graph/program.ts"))
});
  const seen = [];
  for (const choice of ["wasm", "cpu", "auto", "webgpu"]) {
    try {
      using backend = await openBackend(choice);
      using memory = backend.createMemory();
      const x = new Graph().randomUniform([2], 1);
      using run = backend.compile(program({ x }), memory);
      seen.push([backend.kind, (await run.run()).x.length]);
    } catch (error) {
      seen.push(error.message);
    }
  }
  console.log(JSON.stringify(seen));
`;

/** What the script prints in a process of its own, with no permission and this environment. */
async function inProcess(env: Record<string, string>): Promise<string> {
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-check", "--no-prompt", "-"],
    env: { ...env, NO_COLOR: "1" },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const stdin = process.stdin.getWriter();
  await stdin.write(new TextEncoder().encode(SCRIPT));
  await stdin.close();
  const { code, stdout, stderr } = await process.output();
  const [out, err] = [stdout, stderr].map((text) =>
    new TextDecoder().decode(text)
  );
  assertEquals([code, err], [0, ""]);
  return out!.trim();
}

Deno.test("no permission is needed, and nothing is printed", async () => {
  const [wasm, cpu, auto, webgpu] = JSON.parse(await inProcess({}));
  assertEquals([wasm, cpu], [["wasm", 2], ["cpu", 2]]);
  assert(auto[1] === 2);
  assertEquals(webgpu, await hasAdapter() ? ["webgpu", 2] : webgpu);
});

Deno.test("a process that finds no driver says so", async () => {
  // There are no such drivers, so that Vulkan finds no device.
  const env = {
    DENO_WEBGPU_BACKEND: "vulkan",
    VK_DRIVER_FILES: "/none",
    VK_ICD_FILENAMES: "/none",
  };
  const [wasm, cpu, auto, webgpu] = JSON.parse(await inProcess(env));
  assertEquals([wasm, cpu, auto], [["wasm", 2], ["cpu", 2], ["wasm", 2]]);
  assertStringIncludes(webgpu, "there must be a GPU adapter");
});
