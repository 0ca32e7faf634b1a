import { assertEquals } from "@std/assert";
import type { Backend, Values } from "../../../dsl/backends/backend.ts";
import type { Data, DType } from "../../../dsl/graph/node.ts";
import { programNodes } from "../../../dsl/graph/program.ts";
import type { Sample } from "../../arbitraries/sample.ts";
import { interpret } from "../reference.ts";
import { assertAllNear } from "../same_meaning.ts";

const ARRAYS = {
  float32: Float32Array,
  int32: Int32Array,
  bool: Uint8Array,
} as const;

/** Numbers as the typed array of a type. */
export function typed(dtype: DType, numbers: ArrayLike<number>): Data {
  return ARRAYS[dtype].from(numbers);
}

/** Runs a program once in a memory of its own; checks that nothing is left behind. */
export async function runOnce(
  backend: Backend,
  { program, feeds }: Sample,
): Promise<Values> {
  const before = backend.bufferCount();
  const given: Record<string, Data> = {};
  for (const node of programNodes(program)) {
    if (node.kind !== "placeholder") continue;
    given[node.name] = typed(node.dtype, feeds[node.name]!);
  }
  const memory = backend.createMemory();
  const executable = backend.compile(program, memory);
  const answers = await executable.run(given);
  executable[Symbol.dispose]();
  memory[Symbol.dispose]();
  assertEquals(backend.bufferCount(), before);
  return answers;
}

/** A program answers on a backend what it means. */
export async function assertMeaning(
  backend: Backend,
  sample: Sample,
  tolerance: number,
): Promise<void> {
  const expected = interpret(sample.program, { feeds: sample.feeds }).outputs;
  const actual = await runOnce(backend, sample);
  assertEquals(Object.keys(actual), Object.keys(expected));
  for (const [name, { dtype, data }] of Object.entries(expected)) {
    assertEquals(actual[name]!.constructor, ARRAYS[dtype]);
    const rounded = dtype === "float32" ? data.map(Math.fround) : data;
    assertAllNear(actual[name]!, rounded, tolerance, name);
  }
}
