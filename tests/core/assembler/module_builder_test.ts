import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  f32x4,
  i32,
  i32x4,
  v128,
} from "../../../core/assembler/instructions.ts";
import {
  call,
  ModuleBuilder,
  run,
} from "../../../core/assembler/module_builder.ts";

type Exports = Readonly<Record<string, (...x: number[]) => number>>;

function instantiate(
  module: ModuleBuilder,
  env: WebAssembly.ModuleImports = {},
): Exports {
  const bytes = module.finish();
  assert(WebAssembly.validate(bytes), "the module validates");
  const { exports } = new WebAssembly.Instance(
    new WebAssembly.Module(bytes),
    { env: { memory: new WebAssembly.Memory({ initial: 1 }), ...env } },
  );
  return exports as Exports;
}

Deno.test("the smallest module, byte for byte", () => {
  const module = new ModuleBuilder({ initial: 1, shared: false });
  const answer = module.function(
    { parameters: [], result: "i32" },
    (f) => f.return(i32.const(42)),
  );
  module.export("answer", answer);
  const letters = (text: string) => [...new TextEncoder().encode(text)];
  const sections = [
    [0x00, ...letters("asm"), 1, 0, 0, 0],
    // Types: one, () → i32.
    [1, 5, 1, 0x60, 0, 1, 0x7f],
    // Imports: a memory of 1 page.
    [2, 15, 1, 3, ...letters("env"), 6, ...letters("memory"), 2, 0, 1],
    // Functions: one, of type 0.
    [3, 2, 1, 0],
    // Globals: none.
    [6, 1, 0],
    // Exports: function 0.
    [7, 10, 1, 6, ...letters("answer"), 0, 0],
    // Code: no locals; i32.const 42, return, end.
    [10, 7, 1, 5, 0, 0x41, 42, 0x0f, 0x0b],
  ];
  assertEquals(module.finish(), Uint8Array.from(sections.flat()));
  assertEquals(instantiate(module).answer!(), 42);
});

Deno.test("functions call one another, and those from outside", () => {
  const module = new ModuleBuilder({ initial: 1, shared: false });
  const root = module.import("root", { parameters: ["i32"], result: "i32" });
  const tell = module.import("tell", { parameters: ["i32"], result: "void" });
  const square = module.function(
    { parameters: ["i32"], result: "i32" },
    (f, [x]) => f.return(i32.mul(x, x)),
  );
  const length = module.function(
    { parameters: ["i32", "i32"], result: "i32" },
    (f, [x, y]) => {
      f.do(run(tell, i32.const(7)));
      f.return(call(root, i32.add(call(square, x), call(square, y))));
    },
  );
  module.export("length", length);
  module.export("square", square);
  const told: number[] = [];
  const exports = instantiate(module, {
    root: Math.sqrt,
    tell: (x: number) => told.push(x),
  });
  assertEquals(exports.length!(3, 4), 5);
  assertEquals(exports.square!(3), 9);
  assertEquals(told, [7]);
});

Deno.test("a function may be written while another is", () => {
  const module = new ModuleBuilder({ initial: 1, shared: false });
  const outer = module.function(
    { parameters: ["i32"], result: "i32" },
    (f, [x]) => {
      const inner = module.function(
        { parameters: ["i32"], result: "i32" },
        (g, [y]) => g.return(i32.add(y, i32.const(1))),
      );
      f.return(call(inner, i32.mul(x, i32.const(10))));
    },
  );
  module.export("outer", outer);
  assertEquals(instantiate(module).outer!(4), 41);
});

Deno.test("a constant is kept once, and read everywhere", () => {
  const module = new ModuleBuilder({ initial: 1, shared: false });
  const one = module.constant(f32x4.const(1.5));
  const same = module.constant(f32x4.const(1.5));
  const other = module.constant(i32x4.const(7));
  const third = module.constant(i32.const(3));
  assertEquals(same, one);
  const sum = module.function(
    { parameters: [], result: "i32" },
    (f) => {
      const total = f32x4.convertI32(other);
      f.do(v128.store(i32.const(0), f32x4.add(f32x4.add(one, same), total)));
      f.return(third);
    },
  );
  module.export("sum", sum);
  const memory = new WebAssembly.Memory({ initial: 1 });
  assertEquals(instantiate(module, { memory }).sum!(), 3);
  assertEquals(
    new Float32Array(memory.buffer, 0, 4),
    new Float32Array(4).fill(10),
  );
});

Deno.test("functions with one signature share its type", () => {
  const sizeWith = (count: number): number => {
    const module = new ModuleBuilder({ initial: 1, shared: false });
    for (let i = 0; i < count; i++) {
      module.function(
        { parameters: ["v128", "i32"], result: "void" },
        (f) => f.return(),
      );
    }
    return module.finish().length;
  };
  // A number of a type, and a body of 4 bytes.
  assertEquals(sizeWith(3) - sizeWith(2), 5);
});

Deno.test("a shared memory needs to be one, with its limits", () => {
  const module = new ModuleBuilder({ initial: 1, maximum: 300, shared: true });
  const bytes = module.finish();
  assert(WebAssembly.validate(bytes));
  const link = (memory: WebAssembly.Memory) =>
    new WebAssembly.Instance(new WebAssembly.Module(bytes), {
      env: { memory },
    });
  link(new WebAssembly.Memory({ initial: 2, maximum: 300, shared: true }));
  assertThrows(
    () => link(new WebAssembly.Memory({ initial: 2, maximum: 300 })),
    WebAssembly.LinkError,
  );
  assertThrows(
    () =>
      link(new WebAssembly.Memory({ initial: 2, maximum: 301, shared: true })),
    WebAssembly.LinkError,
  );
});

Deno.test("imports come before functions", () => {
  const module = new ModuleBuilder({ initial: 1, shared: false });
  const nothing = { parameters: [], result: "void" } as const;
  module.function(nothing, (f) => f.return());
  assertThrows(() => module.import("late", nothing), Error, "first");
});
