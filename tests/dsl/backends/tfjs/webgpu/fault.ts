import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import type {
  Backend,
  Executable,
  Memory,
} from "../../../../../dsl/backends/backend.ts";
import { tfjsBackend } from "../../../../../dsl/backends/tfjs/tfjs_backend.ts";
import { findAdapter } from "../../../../../dsl/backends/tfjs/webgpu/adapter.ts";
import { openWebgpu } from "../../../../../dsl/backends/tfjs/webgpu/machine.ts";
import { Graph } from "../../../../../dsl/graph/graph.ts";
import * as op from "../../../../../dsl/graph/op.ts";
import { program } from "../../../../../dsl/graph/program.ts";
import { hasAdapter } from "../../present.ts";

interface Scene {
  readonly device: GPUDevice;
  readonly backend: Backend;
  readonly memory: Memory;
  readonly run: Executable;
}

/** A program on a device that the test can hurt. */
async function withDevice(
  test: (scene: Scene) => Promise<void>,
): Promise<void> {
  const { adapter: real, isSoftware } = (await findAdapter())!;
  let device: GPUDevice | undefined;
  const adapter = {
    info: real.info,
    limits: real.limits,
    requestDevice: async (descriptor?: GPUDeviceDescriptor) =>
      device = await real.requestDevice(descriptor),
  } as GPUAdapter;
  const machine = await openWebgpu({ adapter, isSoftware });
  using backend = tfjsBackend(machine, "for a test");
  const w = new Graph().variable("w", [1, 2]);
  using memory = backend.createMemory();
  using run = backend.compile(program({ y: op.add(w, 1) }), memory);
  await run.run();
  await test({ device: device!, backend, memory, run });
}

const ignore = !await hasAdapter();

function gpuTest(name: string, test: (scene: Scene) => Promise<void>): void {
  Deno.test({ name, ignore, fn: () => withDevice(test) });
}

gpuTest(
  "after a lost device everything is refused with the reason",
  async ({ device, backend, memory, run }) => {
    device.destroy();
    await device.lost;
    const reason =
      "as the GPU must be sound: current state is lost (destroyed: ";
    await assertRejects(
      () => run.run(),
      Error,
      `Cannot run a program ${reason}`,
    );
    await assertRejects(
      () => memory.read("w"),
      Error,
      `Cannot read variable "w" ${reason}`,
    );
    assertThrows(
      () =>
        memory.write(
          "w",
          { shape: [2], dtype: "float32" },
          new Float32Array(2),
        ),
      Error,
      `Cannot write variable "w" ${reason}`,
    );
    assertThrows(
      () => backend.compile(program({}), memory),
      Error,
      `Cannot compile a program ${reason}`,
    );
  },
);

gpuTest(
  "a run under way when the device is lost rejects",
  async ({ device, run }) => {
    const pending = run.run();
    device.destroy();
    await assertRejects(
      () => pending,
      Error,
      "as the GPU must be sound: current state is",
    );
  },
);

gpuTest(
  "an error that nobody waits for stops the next run",
  async ({ device, run }) => {
    device.createBuffer({
      size: 4,
      usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.STORAGE,
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    await assertRejects(
      () => run.run(),
      Error,
      "Cannot run a program as the GPU must be sound: current state is ",
    );
  },
);

gpuTest(
  "a value larger than the GPU allows is an error, not zeros",
  async ({ backend, memory }) => {
    const length = 2 ** 34;
    const x = new Graph().placeholder("x", [1]);
    const long = op.sum(op.sin(op.broadcastTo(x, [length])));
    const before = backend.bufferCount();
    const run = backend.compile(program({ long }), memory);
    await assertRejects(
      () => run.run({ x: Float32Array.of(1) }),
      Error,
      "Cannot ",
    );
    run[Symbol.dispose]();
    assertEquals(backend.bufferCount(), before);
  },
);
