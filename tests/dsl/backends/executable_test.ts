import {
  assert,
  assertEquals,
  assertNotEquals,
  assertRejects,
  assertThrows,
} from "@std/assert";
import type { SyncExecutable } from "../../../dsl/backends/backend.ts";
import { openBackend } from "../../../dsl/backends/open_backend.ts";
import { Graph } from "../../../dsl/graph/graph.ts";
import * as op from "../../../dsl/graph/op.ts";
import { program } from "../../../dsl/graph/program.ts";
import { gradients } from "../../../dsl/passes/differentiate.ts";
import { testOnEach } from "./present.ts";

/** A step of gradient descent on a small network with a random mask. */
function trainingStep(graph: Graph) {
  const x = graph.placeholder("x", [4, 3]);
  const kernel = graph.variable("kernel", [[1], [2], [3]]);
  const bias = graph.variable("bias", [0]);
  const mask = op.cast(op.less(graph.randomUniform([4, 1], 5), 0.5), "float32");
  const y = op.multiply(op.tanh(op.add(op.matmul(x, kernel), bias)), mask);
  const loss = op.mean(op.square(y));
  const slopes = gradients(loss, [kernel, bias]);
  const updates = [kernel, bias].map((variable, i) =>
    op.assign(
      variable,
      op.subtract(variable, op.multiply(0.1, slopes[i]!)),
    )
  );
  return program({ loss, again: loss, mask }, updates);
}

const X = Float32Array.from({ length: 12 }, (_, i) => i / 12);

await testOnEach(
  "no value is left behind by a thousand steps, or by the end",
  async (backend) => {
    const before = backend.bufferCount();
    const memory = backend.createMemory();
    const step = backend.compile(trainingStep(new Graph()), memory);
    const held = backend.bufferCount();
    assert(held > before);
    const steps = backend.kind === "webgpu" ? 20 : 1000;
    for (let i = 0; i < steps; i++) {
      await step.run({ x: X });
      assertEquals(backend.bufferCount(), held);
    }
    assertEquals(step.draws, steps);
    step[Symbol.dispose]();
    memory[Symbol.dispose]();
    assertEquals(backend.bufferCount(), before);
  },
);

await testOnEach(
  "runs under way at once do not disturb each other",
  async (backend) => {
    const graph = new Graph();
    const count = graph.variable("count", 0);
    const next = op.add(count, graph.placeholder("by", []));
    using memory = backend.createMemory();
    using run = backend.compile(
      program({ next }, [op.assign(count, next)]),
      memory,
    );
    const answers = await Promise.all(
      [1, 10, 100].map((by) => run.run({ by: Float32Array.of(by) })),
    );
    assertEquals(answers.map(({ next }) => next![0]), [1, 11, 111]);
    assertEquals(await memory.read("count"), Float32Array.of(111));
  },
);

await testOnEach(
  "all reads see the values from before the run",
  async (backend) => {
    const graph = new Graph();
    const a = graph.variable("a", [1, 2]);
    const b = graph.variable("b", [3, 4]);
    using memory = backend.createMemory();
    using swap = backend.compile(
      program({ a, b }, [op.assign(a, b), op.assign(b, a)]),
      memory,
    );
    assertEquals(await swap.run(), {
      a: Float32Array.of(1, 2),
      b: Float32Array.of(3, 4),
    });
    assertEquals(await swap.run(), {
      a: Float32Array.of(3, 4),
      b: Float32Array.of(1, 2),
    });
  },
);

await testOnEach(
  "arrays given and answered belong to the caller",
  async (backend) => {
    const graph = new Graph();
    const x = graph.placeholder("x", [2]);
    const kept = graph.variable("kept", [0, 0]);
    const reshaped = op.reshape(x, [2, 1]);
    const constant = graph.constant([7, 8]);
    using memory = backend.createMemory();
    using run = backend.compile(
      program({ x, reshaped, kept, constant }, [op.assign(kept, x)]),
      memory,
    );
    const given = Float32Array.of(1, 2);
    const answered = await run.run({ x: given });
    const same = [answered.x, answered.reshaped];
    given.fill(9);
    assertEquals(same, [Float32Array.of(1, 2), Float32Array.of(1, 2)]);
    assertEquals(await memory.read("kept"), Float32Array.of(1, 2));
    for (const array of Object.values(answered)) array.fill(-1);
    (await memory.read("kept")).fill(-1);
    const again = await run.run({ x: Float32Array.of(5, 6) });
    assertEquals(again.kept, Float32Array.of(1, 2));
    assertEquals(again.constant, Float32Array.of(7, 8));
  },
);

await testOnEach(
  "random nodes depend on the draws and nothing else",
  async (backend) => {
    const graph = new Graph();
    const source = program({ noise: graph.randomNormal([5], 3) });
    using memory = backend.createMemory();
    using first = backend.compile(source, memory);
    const [a, b] = [await first.run(), await first.run()];
    assertNotEquals(a, b);
    using second = backend.compile(source, memory);
    second.draws = 1;
    assertEquals(await second.run(), b);
    assertEquals(second.draws, 2);
  },
);

await testOnEach(
  "programs share the variables of a memory",
  async (backend) => {
    const graph = new Graph();
    const w = graph.variable("w", [1, 1]);
    using memory = backend.createMemory();
    memory.write("w", { shape: [2], dtype: "float32" }, Float32Array.of(4, 5));
    using read = backend.compile(program({ w }), memory);
    using double = backend.compile(
      program({}, [op.assign(w, op.multiply(w, 2))]),
      memory,
    );
    assertEquals(await double.run(), {});
    assertEquals((await read.run()).w, Float32Array.of(8, 10));
  },
);

await testOnEach(
  "wrong feeds are refused before anything runs",
  async (backend) => {
    const graph = new Graph();
    const x = graph.placeholder("observation", [2]);
    const i = graph.placeholder("action", [1], { dtype: "int32" });
    using memory = backend.createMemory();
    using run = backend.compile(program({ y: op.gather(x, i) }), memory);
    const observation = Float32Array.of(1, NaN);
    const action = Int32Array.of(1);
    assertEquals(await run.run({ observation, action }), {
      y: Float32Array.of(NaN),
    });
    const refused = (
      feeds: Record<string, Float32Array | Int32Array>,
      text: string,
    ) => assertRejects(() => run.run(feeds), Error, text);
    await refused(
      { action },
      'Cannot run a program as placeholder "observation" must be fed: current feeds are [action]',
    );
    await refused(
      { observation, action, observations: observation },
      'Cannot run a program as the fed placeholder must be one of "observation", "action": current value is "observations"',
    );
    await refused(
      { observation: Float32Array.of(1), action },
      'Cannot run a program as "observation" takes 2 elements: current number is 1',
    );
    await refused(
      { observation, action: Float32Array.of(1) },
      'Cannot run a program as "action" takes a Int32Array: current value is a Float32Array',
    );
  },
);

await testOnEach(
  "a run that fails leaves no value behind and no variable changed",
  async (backend) => {
    const graph = new Graph();
    const count = graph.variable("count", [1, 2]);
    const next = op.add(count, graph.placeholder("x", [2]));
    // No array is this long.
    const endless = op.broadcastTo(op.reshape(op.exp(next), [2, 1]), [
      2,
      2 ** 50,
    ]);
    const noise = op.add(graph.randomNormal([2], 1), next);
    using memory = backend.createMemory();
    using run = backend.compile(
      program({ noise, y: op.sum(endless) }, [op.assign(count, next)]),
      memory,
    );
    const held = backend.bufferCount();
    for (let i = 0; i < 3; i++) {
      await assertRejects(
        () => run.run({ x: Float32Array.of(1, 1) }),
        Error,
        'Cannot compute "broadcastTo" as its kernel must succeed: current error is',
      );
      assertEquals(backend.bufferCount(), held);
    }
    assertEquals(run.draws, 0);
    assertEquals(await memory.read("count"), Float32Array.of(1, 2));
  },
  { kinds: ["cpu"] },
);

await testOnEach("nothing runs after its time", async (backend) => {
  const source = program({ one: new Graph().constant(1) });
  const memory = backend.createMemory();
  const run = backend.compile(source, memory);
  run[Symbol.dispose]();
  run[Symbol.dispose]();
  await assertRejects(() => run.run(), RangeError, "current state is disposed");
  memory[Symbol.dispose]();
  memory[Symbol.dispose]();
  await assertRejects(
    () => memory.read("x"),
    RangeError,
    'Cannot read variable "x" as its memory must be alive',
  );
  assertThrows(
    () => backend.compile(source, memory),
    RangeError,
    "its memory must be alive",
  );
  backend[Symbol.dispose]();
  assertThrows(() => backend.compile(source, memory), Error, "disposed");
}, { ends: true });

await testOnEach("a memory of another backend is refused", async (backend) => {
  for (const kind of ["wasm", "cpu"] as const) {
    using other = await openBackend(kind);
    using memory = other.createMemory();
    assertThrows(
      () => backend.compile(program({}), memory),
      TypeError,
      "Cannot compile a program as its memory must be of the same backend",
    );
  }
});

await testOnEach("runSync answers what run does", async (backend) => {
  using memory = backend.createMemory();
  const step = backend.compile(
    trainingStep(new Graph()),
    memory,
  ) as SyncExecutable;
  using other = backend.createMemory();
  using same = backend.compile(trainingStep(new Graph()), other);
  for (let i = 0; i < 3; i++) {
    assertEquals(step.runSync({ x: X }), await same.run({ x: X }));
  }
}, { kinds: ["wasm", "cpu"] });

await testOnEach(
  "a placeholder named like what every object has must be fed as well",
  async (backend) => {
    const graph = new Graph();
    const x = graph.placeholder("constructor", []);
    using memory = backend.createMemory();
    using executable = backend.compile(program({ y: op.square(x) }), memory);
    await assertRejects(
      () => executable.run({}),
      RangeError,
      'placeholder "constructor" must be fed',
    );
  },
);
