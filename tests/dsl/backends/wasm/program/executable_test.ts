import fc from "fast-check";
import { assert, assertEquals, assertThrows } from "@std/assert";
import type {
  Backend,
  SyncExecutable,
} from "../../../../../dsl/backends/backend.ts";
import { openBackend } from "../../../../../dsl/backends/open_backend.ts";
import { compile } from "../../../../../dsl/backends/wasm/program/compile.ts";
import { WasmExecutable } from "../../../../../dsl/backends/wasm/program/executable.ts";
import { writeElements } from "../../../../../dsl/backends/wasm/memory/elements.ts";
import {
  CACHE_BYTES,
  hasRelaxedSimd,
} from "../../../../../dsl/backends/wasm/target.ts";
import { ThreadPool } from "../../../../../dsl/backends/wasm/threads/pool.ts";
import { startAll } from "../threads/share_program.ts";
import { WasmMemory } from "../../../../../dsl/backends/wasm/memory/memory.ts";
import { Graph } from "../../../../../dsl/graph/graph.ts";
import * as op from "../../../../../dsl/graph/op.ts";
import { program } from "../../../../../dsl/graph/program.ts";
import { input } from "../../../../../dsl/input.ts";
import { initialize } from "../../../../../dsl/passes/initialize.ts";
import { lower } from "../../../../../dsl/passes/lower.ts";
import { optimize } from "../../../../../dsl/passes/optimize.ts";
import { buildUpdates } from "../../../../../dsl/training/build_updates.ts";
import { adam } from "../../../../../dsl/training/optimizers/adam.ts";
import { RandomStream } from "../../../../../core/random.ts";
import { programs } from "../../../../arbitraries/graph.ts";
import type { Sample } from "../../../../arbitraries/sample.ts";
import { statePrograms } from "../../../../arbitraries/state.ts";

/** A step of Adam for a 4-8-2 network at batch 16, over the memory given. */
function trainingStep(
  backend: Backend,
  memory: ReturnType<Backend["createMemory"]>,
): () => number {
  const model = input([4]).dense(8).relu().dense(2);
  const graph = new Graph();
  const values = initialize(model, RandomStream.from(1));
  const { inputs, outputs, parameters } = lower(model, {
    graph,
    batch: 16,
    values,
    training: true,
    scope: "model",
  });
  const aim = graph.placeholder("aim", [16, 2]);
  const loss = op.mean(op.square(op.subtract(outputs.output!, aim)));
  const { effects, scalars } = buildUpdates({
    graph,
    loss,
    parameters: parameters.map(({ variable }) => variable),
    optimizer: adam(),
    scope: "optimizer",
  });
  const step = backend.compile(
    optimize(program({ loss }, effects)),
    memory,
  ) as SyncExecutable;
  const random = RandomStream.from(2);
  const x = random.fillNormal(new Float32Array(64));
  const y = random.fillNormal(new Float32Array(32));
  let done = 0;
  const name = inputs.input!.name;
  return () =>
    step.runSync({ [name]: x, aim: y, ...scalars(done++) }).loss![0]!;
}

Deno.test("ten thousand steps of training take no memory", async () => {
  using backend = await openBackend("wasm");
  using memory = backend.createMemory();
  assert(memory instanceof WasmMemory);
  const step = trainingStep(backend, memory);
  const first = step();
  const { buffer } = memory.heap.memory;
  const blocks = backend.bufferCount();
  let last = first;
  for (let i = 0; i < 10_000; i++) last = step();
  assert(memory.heap.memory.buffer === buffer);
  assertEquals(backend.bufferCount(), blocks);
  assert(last < first / 10, `${first} → ${last}`);
});

Deno.test("a network acts with the parameters that a step trains, which are there once", async () => {
  using backend = await openBackend("wasm");
  using memory = backend.createMemory();
  const step = trainingStep(backend, memory);
  const before = memory.slots.size;
  const graph = new Graph();
  const model = input([4]).dense(8).relu().dense(2);
  const { inputs, outputs } = lower(model, {
    graph,
    batch: 1,
    scope: "model",
    values: initialize(model, RandomStream.from(7)),
  });
  using act = backend.compile(optimize(program(outputs)), memory);
  assertEquals(memory.slots.size, before);
  const feeds = { [inputs.input!.name]: Float32Array.of(1, 2, 3, 4) };
  const first = act.runSync(feeds).output!;
  step();
  const second = act.runSync(feeds).output!;
  assert(first[0] !== second[0] && first[1] !== second[1]);
});

Deno.test("a program explains itself: steps, chains, work and memory", async () => {
  using backend = await openBackend("wasm", { threads: 1 });
  using memory = backend.createMemory();
  const graph = new Graph();
  const x = graph.placeholder("x", [2, 3]);
  const w = graph.variable("w", [[1, 2], [3, 4], [5, 6]]);
  const y = op.tanh(op.multiply(op.relu(op.matmul(x, w)), 2));
  using executable = backend.compile(optimize(program({ y })), memory);
  const text = executable.explain();
  for (const part of ["matmul", "relu multiply tanh [2, 2]", "FLOP", "24 B"]) {
    assert(text.includes(part), text);
  }
});

Deno.test("a disposed program, memory or stranger is refused", async () => {
  using backend = await openBackend("wasm");
  using other = await openBackend("wasm");
  const memory = backend.createMemory();
  const graph = new Graph();
  const source = program({ x: graph.variable("x", 1) });
  const executable = backend.compile(source, memory);
  assertThrows(() => other.compile(source, memory), TypeError, "same backend");
  memory[Symbol.dispose]();
  assertThrows(() => executable.runSync(), RangeError, "memory must be alive");
  executable[Symbol.dispose]();
  executable[Symbol.dispose]();
  assertThrows(() => executable.runSync(), RangeError, "it must be alive");
  assertThrows(
    () => backend.compile(source, memory),
    RangeError,
    "memory must be alive",
  );
  assertEquals(backend.bufferCount(), 0);
});

Deno.test("a program that cannot be placed leaves nothing behind", async () => {
  using backend = await openBackend("wasm");
  using memory = backend.createMemory();
  const graph = new Graph();
  const x = graph.placeholder("x", [40_000, 40_000]);
  assertThrows(
    () => backend.compile(program({ y: op.exp(x) }), memory),
    RangeError,
    "Cannot compile a program",
  );
  assertEquals(backend.bufferCount(), 0);
});

Deno.test("random nodes draw anew in each run, and again where draws is set back", async () => {
  using backend = await openBackend("wasm");
  using memory = backend.createMemory();
  const graph = new Graph();
  const noise = graph.randomNormal([5], 3);
  using executable = backend.compile(program({ noise }), memory);
  const [first, second] = [executable.runSync(), executable.runSync()];
  assert(first.noise!.every((x, i) => x !== second.noise![i]));
  executable.draws = 0;
  assertEquals(executable.runSync(), first);
});

const PICTURES = input([12, 12, 2])
  .conv2d(8, 3, { padding: "same" }).tanh().maxPool(2)
  .conv2d(12, 3).elu().flatten().dense(50).relu().dense(3);

/** Five updates by Adam, each by all threads together; the words of all that is stored in the end. */
async function trainTogether(
  threads: number,
  relaxed: boolean,
): Promise<Record<string, Int32Array>> {
  const graph = new Graph();
  const values = initialize(PICTURES, RandomStream.from(1));
  const options = { graph, batch: 48, values, training: true };
  const { inputs, outputs, parameters } = lower(PICTURES, options);
  const { effects, scalars } = buildUpdates({
    graph,
    loss: op.mean(op.square(outputs.output!)),
    parameters: parameters.map(({ variable }) => variable),
    optimizer: adam(),
    scope: "optimizer",
  });
  const target = { relaxed, shared: true, cacheBytes: CACHE_BYTES };
  using memory = new WasmMemory(true, { blocks: 0 });
  const source = optimize(program({}, effects));
  const { module, instance, feeds, isParallel } = compile(
    source,
    memory,
    target,
  );
  assert(isParallel);
  const { heap } = memory;
  using pool = new ThreadPool(threads);
  using shared = pool.add({ module, instance, memory: heap.memory });
  if (threads > 1) startAll(pool);
  const x = RandomStream.from(2).fillNormal(new Float32Array(48 * 288));
  for (let step = 0; step < 5; step++) {
    const fed = { [inputs.input!.name]: x, ...scalars(step) };
    for (const { name, address, dtype } of feeds) {
      writeElements(heap, address, fed[name]!, dtype);
    }
    assertEquals(pool.isReady, threads > 1);
    shared.run();
  }
  const words: Record<string, Int32Array> = {};
  for (const name of memory.slots.keys()) {
    words[name] = new Int32Array((await memory.read(name)).buffer);
  }
  return words;
}

for (const relaxed of [false, hasRelaxedSimd()]) {
  Deno.test(`a network learns the same bits with any number of threads, ${relaxed ? "relaxed" : "plain"}`, async () => {
    const alone = await trainTogether(1, relaxed);
    assert(Object.keys(alone).length > 10);
    for (const threads of [2, 3]) {
      const together = await trainTogether(threads, relaxed);
      for (const [name, words] of Object.entries(alone)) {
        const found = together[name]!;
        assertEquals(found.length, words.length);
        assert(words.every((word, i) => word === found[i]), name);
      }
    }
  });
}

/** The words of all that a program answers and stores in two runs, a few rows at once. */
async function wordsOf(
  { program, feeds }: Sample,
  cacheBytes: number,
): Promise<number[]> {
  const count = { blocks: 0 };
  const target = { relaxed: false, shared: false, cacheBytes };
  using memory = new WasmMemory(false, count);
  using executable = new WasmExecutable(program, memory, target, undefined);
  const fed = Object.entries(feeds).map(([name, values]) =>
    [name, Float32Array.from(values)] as const
  );
  const values = [0, 1].flatMap(() =>
    Object.values(executable.runSync(Object.fromEntries(fed)))
  );
  for (const name of memory.slots.keys()) values.push(await memory.read(name));
  const words = values.map((data) => new Uint8Array(data.buffer));
  return words.flatMap((each) => [...each]);
}

Deno.test("a program answers the same bits however many rows go through its steps at once", async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(programs, statePrograms), async (sample) => {
      const whole = await wordsOf(sample, 1e9);
      for (const cacheBytes of [1, 200, 600]) {
        assertEquals(await wordsOf(sample, cacheBytes), whole);
      }
    }),
    { numRuns: 200 },
  );
});
