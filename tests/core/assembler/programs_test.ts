import fc from "fast-check";
import { assert, assertEquals } from "@std/assert";
import { hasRelaxedSimd } from "../../../dsl/backends/wasm/target.ts";
import { assertSameNumbers } from "../../dsl/backends/wasm/assert_same_numbers.ts";
import { ACTIONS } from "./actions.ts";
import { INSTRUCTIONS } from "./instructions.ts";
import { interpretProgram } from "./interpret_program.ts";
import { KINDS } from "./kinds.ts";
import { programsOver } from "./program.ts";
import { RESULTS, writeProgram } from "./write_program.ts";

const PAGE = 65536;

/** Instructions with one meaning on every machine. */
const STRICT = INSTRUCTIONS.filter(({ relaxed = false }) => !relaxed);

/** A memory full of numbers. */
function fill(memory: ArrayBufferLike): void {
  new Uint8Array(memory, 0, RESULTS)
    .forEach((_, i, bytes) => bytes[i] = i * i + (i >> 3));
}

Deno.test({
  name: "programs of all instructions validate",
  ignore: !hasRelaxedSimd(),
  fn: () => {
    fc.assert(
      fc.property(programsOver(INSTRUCTIONS), (program) => {
        assert(WebAssembly.validate(writeProgram(program)));
      }),
      { numRuns: 300 },
    );
  },
});

Deno.test("programs do what an interpreter does", () => {
  fc.assert(
    fc.property(programsOver(STRICT), (program) => {
      const { memory } = runProgram(writeProgram(program));
      const expected = new DataView(new ArrayBuffer(PAGE));
      fill(expected.buffer);
      interpretProgram(program, expected);
      program.functions.forEach(({ result }, i) => {
        if (result === "void") return;
        const at = RESULTS + 16 * i;
        assertSameNumbers(
          [KINDS[result].read(memory, at)].flat(),
          [KINDS[result].read(expected, at)].flat(),
        );
      });
      assertEquals(
        new Uint8Array(memory.buffer, 0, RESULTS),
        new Uint8Array(expected.buffer, 0, RESULTS),
      );
    }),
    { numRuns: 300 },
  );
});

Deno.test("programs reach every instruction, action and step", () => {
  const seen = new Set<string>();
  const look = (x: unknown): void => {
    if (typeof x !== "object" || x === null) return;
    if ("name" in x) seen.add(String(x.name));
    if ("kind" in x) seen.add(String(x.kind));
    Object.values(x).forEach(look);
  };
  fc.sample(programsOver(INSTRUCTIONS), { numRuns: 500, seed: 1 })
    .forEach(look);
  const steps = ["let", "set", "increase", "act", "drop", "run", "call"];
  const bodies = ["if", "for", "while", "repeat", "block", "scope"];
  const ends = ["leaveIf", "return"];
  const names = [...INSTRUCTIONS, ...ACTIONS].map(({ name }) => name);
  assertEquals(
    [...steps, ...bodies, ...ends, ...names].filter((name) => !seen.has(name)),
    [],
  );
});

function runProgram(
  bytes: Uint8Array<ArrayBuffer>,
): { memory: DataView } {
  const memory = new WebAssembly.Memory({ initial: 1 });
  fill(memory.buffer);
  const { exports } = new WebAssembly.Instance(
    new WebAssembly.Module(bytes),
    { env: { memory } },
  );
  (exports.main as () => void)();
  return { memory: new DataView(memory.buffer) };
}
