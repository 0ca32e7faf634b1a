import { assertEquals, assertThrows } from "@std/assert";
import { averagePool } from "../../../dsl/layers/average_pool.ts";
import { maxPool } from "../../../dsl/layers/max_pool.ts";

for (const pool of [maxPool, averagePool]) {
  Deno.test(`${pool.name}() steps by whole windows unless told otherwise`, () => {
    const kind = pool.name;
    const padding = "valid";
    const { ...layer } = pool([2, 3]);
    assertEquals<unknown>(layer, {
      kind,
      size: [2, 3],
      strides: [2, 3],
      padding,
    });
    assertEquals(pool(3, { strides: 2 }).strides, [2, 2]);
  });

  Deno.test(`${pool.name}() refuses nonsense`, () => {
    assertThrows(() => pool(0), RangeError, "'size'");
    assertThrows(() => pool(2, { strides: [1, 0.5] }), RangeError, "'strides'");
    const padding = "full" as "same";
    assertThrows(() => pool(2, { padding }), RangeError, "'padding'");
  });
}
