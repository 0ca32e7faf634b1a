import fc from "fast-check";
import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import type { Backend, Values } from "../../../dsl/backends/backend.ts";
import { Graph } from "../../../dsl/graph/graph.ts";
import type { Data, DType, GraphNode } from "../../../dsl/graph/node.ts";
import * as op from "../../../dsl/graph/op.ts";
import {
  type Program,
  program,
  programNodes,
} from "../../../dsl/graph/program.ts";
import { optimize } from "../../../dsl/passes/optimize.ts";
import { steadyPrograms } from "../../arbitraries/graph.ts";
import { operations } from "../../arbitraries/operation.ts";
import type { Sample } from "../../arbitraries/sample.ts";
import { statePrograms } from "../../arbitraries/state.ts";
import { edges, notFinite } from "./edges.ts";
import { interpret } from "../reference.ts";
import { assertAllNear } from "../same_meaning.ts";

/** How thoroughly to look, and how far single precision may be off. */
export interface LawOptions {
  /** Opens the backend; the laws share one, as some drivers do not bear many. */
  readonly open: () => Promise<Backend>;
  /** Samples of each operation. */
  readonly runs: number;
  /** Samples of whole programs. */
  readonly programRuns: number;
  /** Largest error of an operation, relative to 1 + |value|. */
  readonly tolerance: number;
  /** Whether NaN and infinity come out as they should. */
  readonly keepsNotFinite: boolean;
  /** Skips every law, by name. */
  readonly ignore?: boolean;
}

const ARRAYS = {
  float32: Float32Array,
  int32: Int32Array,
  bool: Uint8Array,
} as const satisfies Record<DType, unknown>;

/** Values for the placeholders of a program, in arrays of their types. */
function feedsOf(source: Program, feeds: Sample["feeds"]): Values {
  const fed = programNodes(source)
    .filter((node) => node.kind === "placeholder")
    .map((
      { name, dtype },
    ): [string, Data] => [name, ARRAYS[dtype].from(feeds[name]!)]);
  return Object.fromEntries(fed);
}

/** Runs a program twice, as the interpreter does, and compares all it answers and stores. */
async function assertAgrees(
  backend: Backend,
  source: Program,
  sample: Sample,
  tolerance: number,
): Promise<void> {
  using memory = backend.createMemory();
  using executable = backend.compile(source, memory);
  let variables: Readonly<Record<string, readonly number[]>> = {};
  for (const draws of [0, 1]) {
    const feeds = feedsOf(source, sample.feeds);
    const expected = interpret(sample.program, {
      feeds: sample.feeds,
      variables,
      draws,
    });
    const actual = await executable.run(feeds);
    assertEquals(
      Object.keys(actual).sort(),
      Object.keys(expected.outputs).sort(),
    );
    for (const [name, { dtype, data }] of Object.entries(expected.outputs)) {
      assertEquals(actual[name]!.constructor, ARRAYS[dtype]);
      assertAllNear(actual[name]!, data, tolerance, name);
    }
    for (const [name, data] of Object.entries(expected.variables)) {
      assertAllNear(await memory.read(name), data, tolerance, name);
    }
    variables = expected.variables;
  }
}

/** x² into a variable, and out again. */
function counter(): Program {
  const graph = new Graph();
  const x = graph.placeholder("x", [2]);
  const total = graph.variable("total", [0, 0]);
  const next = op.add(total, op.square(x));
  return program({ before: total, next }, [op.assign(total, next)]);
}

/** Registers what every backend owes to every program. */
export function backendLaws(name: string, options: LawOptions): void {
  const { runs, programRuns, tolerance, ignore = false } = options;
  let opened: Promise<Backend> | undefined;
  const open = () => opened ??= options.open();
  const test = (law: string, fn: () => Promise<void>) =>
    Deno.test({ name: `${name} ${law}`, ignore, fn });

  for (const [kind, { any }] of operations) {
    test(`means by ${kind} what the interpreter means`, async () => {
      const backend = await open();
      await fc.assert(
        fc.asyncProperty(
          any,
          (sample) => assertAgrees(backend, sample.program, sample, tolerance),
        ),
        { numRuns: runs },
      );
      assertEquals(backend.bufferCount(), 0);
    });
  }

  const cases = options.keepsNotFinite ? [...edges, ...notFinite] : edges;
  for (const [edge, sample] of cases) {
    test(`means by ${edge} what the interpreter means`, async () => {
      const backend = await open();
      for (const source of [sample.program, optimize(sample.program)]) {
        await assertAgrees(backend, source, sample, tolerance);
      }
    });
  }

  test("means by whole programs what the interpreter means", async () => {
    const backend = await open();
    await fc.assert(
      fc.asyncProperty(steadyPrograms, fc.boolean(), (sample, optimized) => {
        const { program } = sample;
        const source = optimized ? optimize(program) : program;
        return assertAgrees(backend, source, sample, 100 * tolerance);
      }),
      { numRuns: programRuns },
    );
    assertEquals(backend.bufferCount(), 0);
  });

  test("stores in many variables at once what the interpreter stores", async () => {
    const backend = await open();
    await fc.assert(
      fc.asyncProperty(statePrograms, fc.boolean(), (sample, optimized) => {
        const { program } = sample;
        const source = optimized ? optimize(program) : program;
        return assertAgrees(backend, source, sample, 0);
      }),
      { numRuns: programRuns },
    );
    assertEquals(backend.bufferCount(), 0);
  });

  test("keeps variables from run to run, and stores when a run ends", async () => {
    const backend = await open();
    using memory = backend.createMemory();
    using executable = backend.compile(counter(), memory);
    const x = Float32Array.of(1, 2);
    assertEquals(await executable.run({ x }), {
      before: Float32Array.of(0, 0),
      next: Float32Array.of(1, 4),
    });
    assertEquals(await executable.run({ x }), {
      before: Float32Array.of(1, 4),
      next: Float32Array.of(2, 8),
    });
    assertEquals(await memory.read("total"), Float32Array.of(2, 8));
  });

  test("shares variables between programs of one memory", async () => {
    const backend = await open();
    using memory = backend.createMemory();
    using first = backend.compile(counter(), memory);
    await first.run({ x: Float32Array.of(1, 2) });
    using second = backend.compile(counter(), memory);
    const { before } = await second.run({ x: Float32Array.of(0, 0) });
    assertEquals(before, Float32Array.of(1, 4));
    memory.write(
      "total",
      { shape: [2], dtype: "float32" },
      Float32Array.of(5, 6),
    );
    const again = await first.run({ x: Float32Array.of(0, 0) });
    assertEquals(again.before, Float32Array.of(5, 6));
  });

  test("swaps two variables in one run", async () => {
    const backend = await open();
    using memory = backend.createMemory();
    const graph = new Graph();
    const [a, b] = [graph.variable("a", 1), graph.variable("b", 2)];
    using swap = backend.compile(
      program({}, [op.assign(a, b), op.assign(b, a)] as GraphNode[]),
      memory,
    );
    await swap.run();
    assertEquals(await memory.read("a"), Float32Array.of(2));
    assertEquals(await memory.read("b"), Float32Array.of(1));
    await swap.run();
    assertEquals(await memory.read("a"), Float32Array.of(1));
  });

  test("shares no array with its caller", async () => {
    const backend = await open();
    using memory = backend.createMemory();
    const graph = new Graph();
    const x = graph.placeholder("x", [2]);
    const stored = graph.variable("stored", [0, 0]);
    const echo = program({ x, stored }, [op.assign(stored, x)]);
    using executable = backend.compile(echo, memory);
    const fed = Float32Array.of(1, 2);
    const first = await executable.run({ x: fed });
    fed[0] = 99;
    first.x![1] = 77;
    first.stored![0] = 55;
    const held = await memory.read("stored");
    assertEquals(held, Float32Array.of(1, 2));
    held[0] = 33;
    const second = await executable.run({ x: Float32Array.of(5, 6) });
    assertEquals(second.stored, Float32Array.of(1, 2));
    assertEquals(fed, Float32Array.of(99, 2));
    assertEquals(first.x, Float32Array.of(1, 77));
  });

  test("frees every buffer, and makes no more with every run", async () => {
    const backend = await open();
    {
      using memory = backend.createMemory();
      using executable = backend.compile(counter(), memory);
      const x = Float32Array.of(1, 2);
      await executable.run({ x });
      await executable.run({ x });
      const steady = backend.bufferCount();
      for (let i = 0; i < 20; i++) await executable.run({ x });
      assertEquals(backend.bufferCount(), steady);
    }
    assertEquals(backend.bufferCount(), 0);
  });

  test("leaves nothing of a program that does not fit the memory", async () => {
    const backend = await open();
    using memory = backend.createMemory();
    const old = { shape: [3], dtype: "float32" } as const;
    memory.write("old", old, Float32Array.of(1, 2, 3));
    const before = backend.bufferCount();
    const graph = new Graph();
    const added = graph.variable("added", [1, 2]);
    const constant = graph.constant([3, 4]);
    const other = graph.variable("old", [5, 6]);
    const sum = op.add(op.multiply(added, constant), other);
    assertThrows(
      () => backend.compile(program({ sum }), memory),
      RangeError,
      'Cannot compile a program with "old"',
    );
    assertEquals([...memory.slots], [["old", old]]);
    assertEquals(backend.bufferCount(), before);
    assertEquals(await memory.read("old"), Float32Array.of(1, 2, 3));
    // Its name is free.
    memory.write("added", old, Float32Array.of(4, 5, 6));
  });

  test("refuses feeds that do not fit", async () => {
    const backend = await open();
    using memory = backend.createMemory();
    using executable = backend.compile(counter(), memory);
    await assertRejects(() => executable.run({}), RangeError, "x");
    await assertRejects(
      () => executable.run({ x: Float32Array.of(1) }),
      RangeError,
      "x",
    );
    const x = Float32Array.of(1, 2);
    await assertRejects(() => executable.run({ x, y: x }), RangeError, "y");
    // A refused run changes nothing.
    assertEquals(await memory.read("total"), Float32Array.of(0, 0));
  });

  test("holds nothing in the end", async () => {
    const backend = await open();
    assertEquals(backend.bufferCount(), 0);
    backend[Symbol.dispose]();
  });
}
