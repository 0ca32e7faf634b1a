import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  joinTaps,
  type TapLoop,
  type Taps,
  writeTaps,
} from "../../../../../dsl/backends/wasm/convolution/taps.ts";
import { i32, memory } from "../../../../../core/assembler/instructions.ts";
import { ModuleBuilder } from "../../../../../core/assembler/module_builder.ts";

const loop = (count: number, source: number, filter: number): TapLoop => ({
  count,
  source,
  filter,
});

/** Elements of source and weights at each term, in order. */
function termsOf(taps: Taps): [number, number][] {
  const [tap, ...rest] = taps;
  if (!tap) return [[0, 0]];
  const inner = termsOf(rest);
  return Array.from(
    { length: tap.count },
    (_, i) =>
      inner.map(([source, filter]): [number, number] => [
        source + i * tap.source,
        filter + i * tap.filter,
      ]),
  ).flat();
}

Deno.test("a window of 3 × 3 pixels of 2 channels is three runs of 6", () => {
  const row = 2 * 28;
  assertEquals(
    joinTaps([loop(3, row, 48), loop(3, 2, 16), loop(2, 1, 8)]),
    [loop(3, row, 48), loop(6, 1, 8)],
  );
  assertEquals(joinTaps([loop(1, 5, 7), loop(1, 1, 8)]), []);
});

const loops: fc.Arbitrary<Taps> = fc.array(
  fc.record({
    count: fc.integer({ min: 1, max: 11 }),
    source: fc.integer({ min: 1, max: 12 }),
    filter: fc.integer({ min: 1, max: 12 }),
  }),
  { minLength: 1, maxLength: 3 },
);

/** Loops some of which run on where the next ones end. */
const joinable: fc.Arbitrary<Taps> = fc.tuple(
  fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 }),
  fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
).map(([counts, gaps]) => {
  let [source, filter] = [1, 4];
  return counts.toReversed().map((count, i) => {
    const made = loop(count, source, filter);
    source = source * count + (gaps[i] ? 3 : 0);
    filter *= count;
    return made;
  }).toReversed();
});

Deno.test("joined loops visit the same terms in the same order", () => {
  fc.assert(fc.property(fc.oneof(loops, joinable), (taps) => {
    const joined = joinTaps(taps);
    assertEquals(termsOf(joined), termsOf(taps));
    assertEquals(joinTaps(joined), joined);
    assert(joined.every(({ count }) => count > 1));
  }));
});

Deno.test("written loops visit these terms, and none if a loop has no turns", () => {
  const none = joinable.map((taps) => [loop(0, 5, 5), ...taps]);
  fc.assert(
    fc.property(fc.oneof(loops, joinable, none), (taps) => {
      const expected = termsOf(taps);
      assertEquals(
        visited(joinTaps(taps)),
        expected.map(([source, filter]) => [4 * source, 4 * filter]),
      );
    }),
    { numRuns: 60 },
  );
});

/** Runs the code of loops whose terms write down where they are. */
function visited(taps: Taps): number[][] {
  const builder = new ModuleBuilder({ initial: 1, shared: false });
  const made = builder.function({ parameters: [], result: "i32" }, (f) => {
    const [source, filter, at] = [0, 0, 8].map((x) => f.let(i32.const(x)));
    f.do(memory.fill(at!, i32.const(0), i32.const(64)));
    const pointers = { sources: [source!], filter: filter! };
    writeTaps(f, taps, pointers, (sourceBytes, filterBytes) => {
      f.do(
        i32.store(at!, i32.add(source!, i32.const(sourceBytes))),
        i32.store(at!, i32.add(filter!, i32.const(filterBytes)), 4),
      );
      f.increase(at!, 8);
    });
    f.return(at!);
  });
  builder.export("run", made);
  const env = { memory: new WebAssembly.Memory({ initial: 1 }) };
  const module = new WebAssembly.Module(builder.finish());
  const { exports } = new WebAssembly.Instance(module, { env });
  const end = (exports.run as () => number)();
  const words = new Int32Array(env.memory.buffer, 8, (end - 8) / 4);
  return Array.from(
    { length: words.length / 2 },
    (_, i) => [words[2 * i]!, words[2 * i + 1]!],
  );
}
