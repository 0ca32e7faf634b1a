import fc from "fast-check";
import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  type Block,
  Heap,
} from "../../../../../dsl/backends/wasm/memory/heap.ts";

Deno.test("a heap lends blocks behind its reserved beginning, and takes them back", () => {
  const count = { blocks: 0 };
  const heap = new Heap(false, count);
  const first = heap.allocate("try", 100);
  const second = heap.allocate("try", 1);
  assertEquals([first.address, first.bytes], [1024, 128]);
  assertEquals([second.address, second.bytes], [1152, 64]);
  assertEquals(count.blocks, 2);
  heap.release(first);
  assertEquals(heap.allocate("try", 128).address, 1024);
});

Deno.test("a heap grows, and shows its new words", () => {
  const heap = new Heap(false, { blocks: 0 });
  heap.f32[256] = 7;
  const { address, bytes } = heap.allocate("try", 1e6);
  assert(address + bytes <= heap.f32.byteLength);
  assertEquals(heap.f32[256], 7);
  assertEquals(heap.i32.buffer, heap.memory.buffer);
});

Deno.test("a heap refuses what cannot fit, and goes on", () => {
  const count = { blocks: 0 };
  const heap = new Heap(false, count);
  assertThrows(() => heap.allocate("try", 2 ** 33), RangeError, "Cannot try");
  assertEquals(count.blocks, 0);
  assertEquals(heap.allocate("try", 64).address, 1024);
});

type Action =
  | { readonly kind: "allocate"; readonly bytes: number }
  | { readonly kind: "release"; readonly which: number };

const actions = fc.array(fc.oneof<fc.Arbitrary<Action>[]>(
  fc.record({
    kind: fc.constant("allocate" as const),
    bytes: fc.nat(100_000),
  }),
  fc.record({ kind: fc.constant("release" as const), which: fc.nat(50) }),
));

Deno.test("blocks in use never overlap, are aligned, and all come back", () => {
  fc.assert(fc.property(actions, (todo) => {
    const count = { blocks: 0 };
    const heap = new Heap(false, count);
    const held: Block[] = [];
    for (const action of todo) {
      if (action.kind === "allocate") {
        held.push(heap.allocate("try", action.bytes));
        assert(held.at(-1)!.bytes >= action.bytes);
      } else if (held.length > 0) {
        heap.release(held.splice(action.which % held.length, 1)[0]!);
      }
      const inOrder = held.toSorted((a, b) => a.address - b.address);
      inOrder.forEach(({ address, bytes }, i) => {
        assertEquals(address % 64, 0);
        const end = inOrder[i + 1]?.address ?? heap.memory.buffer.byteLength;
        assert(address + bytes <= end);
      });
      assertEquals(count.blocks, held.length);
    }
    for (const block of held) heap.release(block);
    // What came back is one stretch again.
    const size = heap.memory.buffer.byteLength;
    heap.allocate("try", size - 1024);
    assertEquals(heap.memory.buffer.byteLength, size);
  }));
});
