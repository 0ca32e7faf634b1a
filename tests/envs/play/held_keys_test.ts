import fc from "fast-check";
import { assertEquals } from "@std/assert";
import { HeldKeys } from "../../../envs/play/held_keys.ts";
import type { Controls } from "../../../envs/description.ts";
import type { Discrete } from "../../../envs/spaces/discrete.ts";

const controls: Controls<Discrete> = {
  idle: 0,
  keys: { " ": 1, ArrowRight: 2, ArrowUp: 3, " +ArrowRight": 4 },
};

Deno.test("keys mean what they say together, else what was pressed last", () => {
  const held = new HeldKeys(controls);
  assertEquals(held.act(), 0);
  held.press("ArrowRight");
  assertEquals([held.act(), held.act()], [2, 2]);
  held.press(" ");
  assertEquals(held.act(), 4);
  held.press("ArrowUp");
  assertEquals(held.act(), 3);
  held.release("ArrowUp");
  assertEquals(held.act(), 4);
  held.release(" ");
  assertEquals(held.act(), 2);
  held.releaseAll();
  assertEquals(held.act(), 0);
});

Deno.test("a tap that is over before anything was done counts once", () => {
  const held = new HeldKeys(controls);
  held.press("ArrowUp");
  held.release("ArrowUp");
  assertEquals([held.act(), held.act()], [3, 0]);
  held.press("ArrowUp");
  assertEquals(held.act(), 3);
  held.release("ArrowUp");
  assertEquals(held.act(), 0);
});

Deno.test("keys that mean nothing change nothing", () => {
  fc.assert(fc.property(fc.string(), (key) => {
    fc.pre(!Object.keys(controls.keys).includes(key));
    const held = new HeldKeys(controls);
    held.press("ArrowUp");
    assertEquals(held.press(key), false);
    held.release(key);
    assertEquals(held.act(), 3);
  }));
  const waits = new HeldKeys({ idle: null, keys: { a: 1 } });
  for (const key of ["__proto__", "constructor", "toString", "b"]) {
    assertEquals(waits.press(key), false);
    assertEquals(waits.act(), null);
  }
});
