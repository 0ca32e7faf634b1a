import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import {
  type BackendChoice,
  openBackend,
} from "../../../dsl/backends/open_backend.ts";
import { findAdapter } from "../../../dsl/backends/tfjs/webgpu/adapter.ts";
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

async function opened(choice?: BackendChoice): Promise<[string, string]> {
  using backend = await openBackend(choice);
  return [backend.kind, backend.reason];
}

Deno.test("cpu is opened as asked for, and can answer at once", async () => {
  using backend = await openBackend("cpu");
  assertEquals([backend.kind, backend.reason], ["cpu", "cpu, as asked for"]);
  assertEquals(backend.bufferCount(), 0);
});

Deno.test("a backend that there is not is refused", async () => {
  await assertRejects(
    () => openBackend("wasm" as BackendChoice),
    RangeError,
    `Cannot open a backend as 'backend' must be one of "auto", "webgpu", "cpu": current value is "wasm"`,
  );
});

Deno.test("without an adapter webgpu is refused and auto takes the cpu", () =>
  pretending(null, async () => {
    await assertRejects(
      () => openBackend("webgpu"),
      Error,
      'Cannot open backend "webgpu" as there must be a GPU adapter: current number is 0',
    );
    assertEquals(await opened(), ["cpu", "cpu, as there is no GPU adapter"]);
  }));

Deno.test({
  name: "auto takes a real GPU and no software",
  ignore: !hasAdapter,
  fn: async () => {
    const { adapter } = (await findAdapter())!;
    await pretending(called(adapter, { description: "Aurora 9" }), async () => {
      assertEquals(await opened("auto"), [
        "webgpu",
        "webgpu on Aurora 9, a real GPU",
      ]);
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
          "cpu",
          `cpu, as the only GPU adapter is software: ${name}`,
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
  name: "auto takes the cpu if a real GPU cannot be opened",
  ignore: !hasAdapter,
  fn: async () => {
    const { adapter } = (await findAdapter())!;
    const broken = {
      ...called(adapter, { description: "Aurora 9" }),
      requestDevice: () => Promise.reject(new Error("no power")),
    } as GPUAdapter;
    await pretending(broken, async () => {
      assertEquals(await opened(), [
        "cpu",
        "cpu, as Aurora 9 could not be opened: no power",
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
  for (const choice of ["cpu", "auto", "webgpu"]) {
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
  const [cpu, auto, webgpu] = JSON.parse(await inProcess({}));
  assertEquals(cpu, ["cpu", 2]);
  assert(auto[1] === 2);
  assertEquals(webgpu, hasAdapter ? ["webgpu", 2] : webgpu);
});

Deno.test("a process that finds no driver says so", async () => {
  // There are no such drivers, so that Vulkan finds no device.
  const env = {
    DENO_WEBGPU_BACKEND: "vulkan",
    VK_DRIVER_FILES: "/none",
    VK_ICD_FILENAMES: "/none",
  };
  const [cpu, auto, webgpu] = JSON.parse(await inProcess(env));
  assertEquals([cpu, auto], [["cpu", 2], ["cpu", 2]]);
  assertStringIncludes(webgpu, "there must be a GPU adapter");
});
