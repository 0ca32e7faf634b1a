import fc from "fast-check";
import { assertEquals } from "@std/assert";
import { lesser } from "../../../core/assembler/lesser.ts";
import { ModuleBuilder } from "../../../core/assembler/module_builder.ts";

const module = new ModuleBuilder({ initial: 0, shared: false });
module.export(
  "lesser",
  module.function(
    { parameters: ["i32", "i32"], result: "i32" },
    (f, [a, b]) => f.return(lesser(a, b)),
  ),
);
const { exports } = new WebAssembly.Instance(
  new WebAssembly.Module(module.finish()),
  { env: { memory: new WebAssembly.Memory({ initial: 0 }) } },
);
const answer = (a: number, b: number) =>
  (exports.lesser as (a: number, b: number) => number)(a, b) >>> 0;

Deno.test("of 3 and 2³² − 1, which has the bits of −1, 3 is the lesser", () => {
  assertEquals(answer(3, -1), 3);
  assertEquals(answer(-1, 3), 3);
});

Deno.test("the lesser of two unsigned numbers", () => {
  const numbers = fc.integer({ min: 0, max: 2 ** 32 - 1 });
  fc.assert(
    fc.property(numbers, numbers, (a, b) => {
      assertEquals(answer(a, b), Math.min(a, b));
    }),
  );
});
