import fc from "fast-check";
import { assert, assertEquals, assertThrows } from "@std/assert";
import type { Expression, Local } from "../../../core/assembler/expression.ts";
import { FunctionBuilder } from "../../../core/assembler/function_builder.ts";
import { i32, i32x4 } from "../../../core/assembler/instructions.ts";
import { ModuleBuilder } from "../../../core/assembler/module_builder.ts";

/** A function of two integers, compiled. */
function compiled(
  write: (f: FunctionBuilder, a: Local<"i32">, b: Local<"i32">) => void,
): (a: number, b: number) => number {
  const module = new ModuleBuilder({ initial: 0, shared: false });
  const written = module.function(
    { parameters: ["i32", "i32"], result: "i32" },
    (f, [a, b]) => write(f, a, b),
  );
  module.export("written", written);
  const bytes = module.finish();
  assert(WebAssembly.validate(bytes), "the module validates");
  const { exports } = new WebAssembly.Instance(
    new WebAssembly.Module(bytes),
    { env: { memory: new WebAssembly.Memory({ initial: 0 }) } },
  );
  return exports.written as (a: number, b: number) => number;
}

/** A decimal digit behind the others, to tell in which order things happened. */
function note(f: FunctionBuilder, to: Local<"i32">, digit: Expression<"i32">) {
  f.set(to, i32.add(i32.mul(to, i32.const(10)), digit));
}

Deno.test("a condition chooses", () => {
  const larger = compiled((f, a, b) => {
    f.if(i32.gtS(a, b), () => f.return(a), () => f.return(b));
    f.return(i32.const(0));
  });
  assertEquals([larger(3, 5), larger(5, 3), larger(-1, -2)], [5, 5, -1]);
  const positive = compiled((f, a) => {
    f.if(i32.ltS(a, i32.const(0)), () => f.set(a, i32.const(0)));
    f.return(a);
  });
  assertEquals([positive(-4, 0), positive(4, 0)], [0, 4]);
});

Deno.test("a counter runs from, to, by; not at all where there is nothing to do", () => {
  const digits = (from: number, to: number, step: number) =>
    compiled((f, a) => {
      f.for({ from: i32.const(from), to: i32.const(to), step }, (i) => {
        note(f, a, i);
      });
      f.return(a);
    })(0, 0);
  assertEquals(digits(1, 5, 1), 1234);
  assertEquals(digits(1, 6, 2), 135);
  assertEquals(digits(1, 2, 5), 1);
  assertEquals(digits(3, 3, 1), 0);
  assertEquals(digits(4, 3, 1), 0);
  // Addresses may lie above 2³¹.
  assertEquals(
    digits(2 ** 31 - 1, 2 ** 31 + 1, 1),
    (2 ** 31 - 1) * 10 - 2 ** 31 | 0,
  );
});

Deno.test("the greatest common divisor, by Euclid's algorithm", () => {
  const divisor = compiled((f, a, b) => {
    f.while(() => b, () => {
      const rest = f.let(i32.remU(a, b));
      f.set(a, b);
      f.set(b, rest);
    });
    f.return(a);
  });
  assertEquals([divisor(12, 18), divisor(7, 5), divisor(9, 0)], [6, 1, 9]);
  const naturals = fc.integer({ min: 1, max: 10_000 });
  fc.assert(fc.property(naturals, naturals, naturals, (a, b, c) => {
    const common = divisor(a * c, b * c);
    assertEquals([a * c % common, b * c % common, common % c], [0, 0, 0]);
    assertEquals(divisor(a * c / common, b * c / common), 1);
  }));
});

Deno.test("a body is repeated as often as said", () => {
  for (const count of [0, 1, 2, 7]) {
    const repeated = compiled((f, a, b) => {
      f.repeat(count, () => f.increase(a, b));
      f.return(a);
    });
    assertEquals(repeated(100, 3), 100 + 3 * count);
  }
});

Deno.test("a block is left from within whatever was opened inside", () => {
  // The first multiple of b from a on, below 100.
  const multiple = compiled((f, a, b) => {
    f.block(() => {
      f.for({ from: a, to: i32.const(100), step: 1 }, (i) => {
        f.set(a, i);
        f.if(i32.const(1), () => {
          f.repeat(2, () => f.leaveIf(i32.eqz(i32.remU(i, b))));
        });
      });
      f.set(a, i32.const(-1));
    });
    f.return(a);
  });
  assertEquals([multiple(10, 7), multiple(14, 7), multiple(99, 98)], [
    14,
    14,
    -1,
  ]);
});

Deno.test("the innermost block is left; behind it, the one around it", () => {
  const order = compiled((f, a, b) => {
    const notes = f.let(i32.const(0));
    f.block(() => {
      f.block(() => {
        note(f, notes, i32.const(1));
        f.leaveIf(a);
        note(f, notes, i32.const(2));
      });
      note(f, notes, i32.const(3));
      f.leaveIf(b);
      note(f, notes, i32.const(4));
    });
    note(f, notes, i32.const(5));
    f.return(notes);
  });
  assertEquals(
    [order(0, 0), order(1, 0), order(0, 1), order(1, 1)],
    [12345, 1345, 1235, 135],
  );
});

Deno.test("nothing is left where no block is open", () => {
  const f = new FunctionBuilder([]);
  assertThrows(() => f.leaveIf(i32.const(1)), Error, "block");
  f.block(() => {});
  assertThrows(() => f.leaveIf(i32.const(1)), Error, "block");
});

Deno.test("variables of a scope are free behind it, those around it are not", () => {
  const f = new FunctionBuilder(["i32"]);
  const outer = f.local("i32");
  const seen: number[] = [];
  f.scope(() => {
    seen.push(f.local("i32").index, f.local("v128").index);
    f.scope(() => seen.push(f.local("i32").index));
    seen.push(f.local("i32").index);
  });
  const later = [f.local("i32"), f.local("v128"), f.local("i32")]
    .map(({ index }) => index);
  assertEquals(outer.index, 1);
  assertEquals(seen, [2, 3, 4, 4]);
  assertEquals(later.toSorted(), [2, 3, 4]);
});

Deno.test("variables of every body are free behind it", () => {
  const f = new FunctionBuilder([]);
  const one = i32.const(1);
  const used = new Set<number>();
  const body = () => void used.add(f.local("f64").index);
  f.if(one, body, body);
  f.for({ from: one, to: one, step: 1 }, body);
  f.while(() => one, body);
  f.repeat(1, body);
  f.repeat(2, body);
  f.block(body);
  f.scope(body);
  assertEquals(used.size, 1);
});

Deno.test("a value computed for its effects alone leaves nothing", () => {
  const dropped = compiled((f, a) => {
    f.drop(i32x4.splat(a));
    f.drop(a);
    f.return(a);
  });
  assertEquals(dropped(5, 0), 5);
});

Deno.test("a function of many variables and instructions stays valid", () => {
  const sum = compiled((f, a) => {
    const all = Array.from(
      { length: 300 },
      (_, i) => f.let(i32.add(a, i32.const(i))),
    );
    for (let turn = 0; turn < 100; turn++) {
      for (const each of all) f.increase(a, each);
    }
    f.return(a);
  });
  // Each of the 300 is a + i; they are added 100 times.
  assertEquals(sum(2, 0), 2 + 100 * (300 * 2 + 299 * 150));
});
