import fc from "fast-check";
import { assert, assertEquals, assertThrows } from "@std/assert";
import * as assembler from "../../../core/assembler/instructions.ts";
import { ModuleBuilder } from "../../../core/assembler/module_builder.ts";
import { hasRelaxedSimd } from "../../../dsl/backends/wasm/target.ts";
import { assertSameNumbers } from "../../dsl/backends/wasm/assert_same_numbers.ts";
import { ACTIONS } from "./actions.ts";
import type { Action } from "./instruction.ts";
import { INSTRUCTIONS } from "./instructions.ts";
import { type Code, KINDS, type Value } from "./kinds.ts";

const { i32, i32x4, f32, f32x4, f64, f64x2, memory, v128 } = assembler;

/** Where operands stand, and the result behind them; what is below is scratch memory. */
const OPERANDS = 2048;
const RESULT = 4096;
const BYTES = 8192;

/** A module that takes its operands from memory. */
function instantiate(
  { operands }: { readonly operands: Action["operands"] },
  write: (
    operands: readonly Code[],
  ) => ReturnType<Action["build"]>,
): { run: () => void; memory: DataView } {
  const module = new ModuleBuilder({ initial: 1, shared: false });
  const written = module.function(
    { parameters: [], result: "void" },
    (f) => {
      const values = operands.map((kind, i) =>
        f.let(
          KINDS[kind].fromVector(v128.load(i32.const(OPERANDS + 16 * i))),
        )
      );
      f.do(write(values));
    },
  );
  module.export("run", written);
  const bytes = module.finish();
  assert(WebAssembly.validate(bytes), "the module validates");
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = new WebAssembly.Instance(
    new WebAssembly.Module(bytes),
    { env: { memory } },
  );
  return {
    run: exports.run as () => void,
    memory: new DataView(memory.buffer, 0, BYTES),
  };
}

const scratch = fc.uint8Array({ minLength: 64, maxLength: 64 });

/** Fills the scratch memory over and over, and puts the operands behind it. */
function fill(
  memory: DataView,
  pattern: Uint8Array,
  kinds: Action["operands"],
  values: readonly Value[],
): void {
  const all = new Uint8Array(memory.buffer, 0, BYTES);
  for (let i = 0; i < OPERANDS; i++) all[i] = pattern[i % pattern.length]! ^ i;
  values.forEach((value, i) =>
    KINDS[kinds[i]!].write(memory, OPERANDS + 16 * i, value)
  );
}

/** Runs code, and its meaning on a copy of the memory; both leave the same memory. */
function assertSameMemory(
  { run, memory }: ReturnType<typeof instantiate>,
  does: (memory: DataView) => void,
): void {
  const copy = new DataView(memory.buffer.slice(0, BYTES));
  run();
  does(copy);
  assertEquals(
    new Uint8Array(memory.buffer, 0, OPERANDS),
    new Uint8Array(copy.buffer, 0, OPERANDS),
  );
}

for (const instruction of INSTRUCTIONS) {
  const { name, operands, result, relaxed = false, build, means } = instruction;
  Deno.test({
    name: `${name} computes what JavaScript does`,
    ignore: relaxed && !hasRelaxedSimd(),
    fn: () => {
      const built = instantiate(
        instruction,
        (codes) =>
          v128.store(i32.const(RESULT), KINDS[result].toVector(build(codes))),
      );
      const values = operands.map((kind) =>
        // Whole numbers, so that it does not matter how often is rounded.
        relaxed
          ? fc.array(fc.integer({ min: -99, max: 99 }), {
            minLength: 4,
            maxLength: 4,
          })
          : KINDS[kind].values
      );
      fc.assert(fc.property(scratch, fc.tuple(...values), (pattern, values) => {
        fill(built.memory, pattern, operands, values);
        let expected: Value = 0;
        assertSameMemory(built, (copy) => {
          expected = means(values, copy);
        });
        assertSameNumbers(
          [KINDS[result].read(built.memory, RESULT)].flat(),
          [expected].flat(),
        );
      }));
    },
  });
}

for (const action of ACTIONS) {
  const { name, operands, build, does } = action;
  Deno.test(`${name} does what JavaScript does`, () => {
    const built = instantiate(action, build);
    const values = operands.map((kind) => KINDS[kind].values);
    fc.assert(fc.property(scratch, fc.tuple(...values), (pattern, values) => {
      fill(built.memory, pattern, operands, values);
      assertSameMemory(built, (copy) => does(values, copy));
    }));
  });
}

Deno.test("constants are what was written, to the bit", () => {
  const lanes = (vector: Code): Int32Array => {
    const { run, memory } = instantiate(
      { operands: [] },
      () =>
        v128.store(i32.const(RESULT), vector as ReturnType<typeof v128.not>),
    );
    run();
    return new Int32Array(memory.buffer.slice(RESULT, RESULT + 16));
  };
  assertEquals(lanes(v128.const(1, -2, 3, -4)), Int32Array.of(1, -2, 3, -4));
  assertEquals(lanes(i32x4.const(-7)), new Int32Array(4).fill(-7));
  for (const value of [0, -0, 1.5, NaN, -Infinity, 2 ** -149]) {
    assertEquals(
      lanes(f32x4.const(value)),
      new Int32Array(new Float32Array(4).fill(value).buffer),
    );
    assertEquals(
      lanes(f32x4.splat(f32.const(value))),
      new Int32Array(new Float32Array(4).fill(value).buffer),
    );
    assertEquals(
      lanes(f64x2.const(value)),
      new Int32Array(new Float64Array(2).fill(value).buffer),
    );
    assertEquals(
      lanes(f64x2.splat(f64.const(value))),
      new Int32Array(new Float64Array(2).fill(value).buffer),
    );
  }
});

Deno.test("a thread that waits for another value goes on, and wakes nobody", () => {
  const module = new ModuleBuilder({ initial: 1, maximum: 1, shared: true });
  const at = i32.const(64);
  const wait = module.function(
    { parameters: ["i32"], result: "i32" },
    (f, [value]) => f.return(memory.wait(at, value)),
  );
  const notify = module.function(
    { parameters: [], result: "i32" },
    (f) => f.return(memory.notify(at, i32.const(1))),
  );
  module.export("wait", wait);
  module.export("notify", notify);
  const shared = new WebAssembly.Memory({
    initial: 1,
    maximum: 1,
    shared: true,
  });
  const { exports } = new WebAssembly.Instance(
    new WebAssembly.Module(module.finish()),
    { env: { memory: shared } },
  );
  new Int32Array(shared.buffer)[16] = 5;
  // 1: the word had another value.
  assertEquals((exports.wait as (value: number) => number)(4), 1);
  assertEquals((exports.notify as () => number)(), 0);
});

Deno.test("what is unreachable ends the run", () => {
  const { run } = instantiate({ operands: [] }, () => assembler.unreachable);
  assertThrows(run, WebAssembly.RuntimeError, "unreachable");
});

/** Names of all instructions, however deep. */
function namesIn(members: object, prefix = ""): string[] {
  return Object.entries(members).flatMap(([name, member]) =>
    typeof member === "function" || "instruction" in member
      ? [prefix + name]
      : namesIn(member, `${prefix}${name}.`)
  );
}

Deno.test("every instruction of the assembler is among those that are tested", () => {
  const tested = new Set(
    [...INSTRUCTIONS, ...ACTIONS].map(({ name }) => name),
  );
  const byHand = [
    "memory.wait",
    "memory.notify",
    "unreachable",
    ...["i32", "f32", "f64", "v128", "i32x4", "f32x4", "f64x2"]
      .map((type) => `${type}.const`),
  ];
  assertEquals(
    namesIn(assembler).filter((name) =>
      !tested.has(name) && !byHand.includes(name)
    ),
    [],
  );
});
