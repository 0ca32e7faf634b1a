import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Lowering } from "../../../../../dsl/backends/wasm/layout.ts";
import { appendView } from "../../../../../dsl/backends/wasm/moving/append_view.ts";
import {
  isPadded,
  type ViewAxis,
  wholeAxes,
} from "../../../../../dsl/backends/view.ts";
import { Graph } from "../../../../../dsl/graph/graph.ts";
import {
  type DType,
  type NodeOf,
  type Shape,
  sizeOf,
} from "../../../../../dsl/graph/node.ts";
import * as op from "../../../../../dsl/graph/op.ts";
import { elementsOf, types } from "../../../../arbitraries/values.ts";
import { typed } from "../../run_sample.ts";
import { stepsOf } from "../lowered.ts";
import { runEveryWay } from "../run_every_way.ts";

/** A view of a whole shape, some axes turned, cut, padded or repeated. */
interface Case {
  readonly source: Shape;
  readonly axes: readonly ViewAxis[];
}

/** Any node of one operand will do: only its operand and type are looked at. */
function nodeOf({ source }: Case, dtype: DType): NodeOf<"broadcastTo"> {
  const x = new Graph().placeholder("x", source, { dtype });
  return op.broadcastTo(x, [2, ...source]) as NodeOf<"broadcastTo">;
}

function lowering({ axes }: Case): Lowering<"broadcastTo"> {
  const shape = axes.map(({ size }) => size);
  return ({ kind, dtype }, [x], to) =>
    appendView(x!, axes, { kind, shape, dtype }, to);
}

/** What a view shows, place by place. */
function shown({ axes }: Case, elements: ArrayLike<number>): number[] {
  const found: number[] = [];
  const go = (depth: number, place: number, inside: boolean) => {
    const axis = axes[depth];
    if (!axis) return found.push(inside ? elements[place]! : 0);
    for (let i = 0; i < axis.size; i++) {
      const at = axis.begin + i;
      const isInside = inside && at >= 0 && at < axis.limit;
      go(depth + 1, place + at * axis.step, isInside);
    }
  };
  go(0, 0, true);
  return found;
}

function seen(view: Case, dtype: DType, numbers: readonly number[]): number[] {
  const node = nodeOf(view, dtype);
  const inputs = [typed(dtype, numbers)];
  return [...runEveryWay({ lowering: lowering(view), node }, inputs)];
}

/** Sizes at which runs, tiles and strips end in every way. */
const SIZES = [1, 2, 3, 4, 5, 7, 8, 9, 14, 16, 17, 19, 21, 33] as const;
const MOST = 3000;

const sources: fc.Arbitrary<Shape> = fc.array(fc.constantFrom(...SIZES), {
  minLength: 1,
  maxLength: 4,
}).map((sizes) => {
  let left = MOST;
  return sizes.map((size) => {
    const some = Math.min(size, left);
    left = Math.floor(left / some);
    return some;
  });
});

interface Way {
  readonly kind: "whole" | "cut" | "padded" | "outside" | "repeated";
  readonly before: number;
  readonly after: number;
}

function changed(axis: ViewAxis, { kind, before, after }: Way): ViewAxis {
  const { size } = axis;
  switch (kind) {
    case "whole":
      return axis;
    case "cut": {
      const begin = before % size;
      return { ...axis, begin, size: 1 + after % (size - begin) };
    }
    case "padded":
      return { ...axis, begin: -before % 4, size: size + (before + after) % 4 };
    case "outside":
      return { ...axis, begin: size };
    case "repeated":
      return { ...axis, step: 0 };
  }
}

const KINDS = [
  ...new Array(12).fill("whole"),
  ...new Array(4).fill("cut"),
  ...new Array(2).fill("padded"),
  "outside",
  "repeated",
] as readonly Way["kind"][];

const views: fc.Arbitrary<Case> = sources.chain((source) => {
  const rank = source.length;
  const way = fc.record({
    kind: fc.constantFrom(...KINDS),
    before: fc.nat(40),
    after: fc.nat(40),
  });
  return fc.tuple(
    fc.shuffledSubarray(source.map((_, i) => i), { minLength: rank }),
    fc.array(way, { minLength: rank, maxLength: rank }),
  ).map(([order, ways]) => {
    const axes = wholeAxes(source);
    return { source, axes: order.map((i) => changed(axes[i]!, ways[i]!)) };
  });
});

Deno.test("a matrix padded below and to the left", () => {
  const [rows, columns] = wholeAxes([2, 2]);
  const axes = [{ ...rows!, size: 3 }, { ...columns!, begin: -1, size: 3 }];
  assertEquals(seen({ source: [2, 2], axes }, "int32", [1, 2, 3, 4]), [
    ...[0, 1, 2],
    ...[0, 3, 4],
    ...[0, 0, 0],
  ]);
});

/** Columns of a matrix as rows, and rows of zeros: as many together as it has elements. */
const TURNED_AND_PADDED: Case = {
  source: [2, 2],
  axes: [
    { size: 4, step: 1, begin: 0, limit: 2 },
    { size: 2, step: 2, begin: 0, limit: 2 },
  ],
};

Deno.test("views show what they should, whatever the type, the sizes and the division", () => {
  fc.assert(
    fc.property(
      views.chain((view) =>
        types.chain((dtype) => {
          const length = sizeOf(view.source);
          const elements = dtype === "bool" ? elementsOf("bool") : fc.nat(9999);
          const all = { minLength: length, maxLength: length };
          return fc.tuple(
            fc.constant(view),
            fc.constant(dtype),
            fc.array(elements, all),
          );
        })
      ),
      ([view, dtype, numbers]) => {
        assertEquals(seen(view, dtype, numbers), shown(view, numbers));
      },
    ),
    {
      numRuns: 150,
      examples: [[[TURNED_AND_PADDED, "float32", [1, 2, 3, 4]]]],
    },
  );
});

Deno.test("matrices of every size up to 21 are turned", () => {
  for (const rows of SIZES) {
    for (let columns = 1; columns <= 21; columns++) {
      const [down, across] = wholeAxes([rows, columns]);
      const view = { source: [rows, columns], axes: [across!, down!] };
      const numbers = Array.from({ length: rows * columns }, (_, i) => i);
      assertEquals(seen(view, "int32", numbers), shown(view, numbers));
    }
  }
});

Deno.test("runs of every length are copied, gathered, repeated and cleared", () => {
  for (let length = 1; length <= 140; length += length < 70 ? 1 : 23) {
    const [rows, along] = wholeAxes([3, 2 * length]);
    const row = { ...along!, size: length, begin: length - 1 };
    const step = { size: length, step: 2, begin: 0, limit: length };
    const runs: readonly ViewAxis[] = [
      row,
      step,
      { ...row, step: 0 },
      { ...row, begin: 2 * length },
    ];
    const numbers = Array.from({ length: 6 * length }, (_, i) => i + 1);
    for (const run of runs) {
      for (const axes of [[rows!, run], [run]]) {
        const view = { source: [3, 2 * length], axes };
        assertEquals(seen(view, "int32", numbers), shown(view, numbers));
      }
    }
  }
});

Deno.test("rows that lie 4096 bytes apart make narrower strips", () => {
  const [down, across] = wholeAxes([1024, 21]);
  const view = { source: [1024, 21], axes: [across!, down!] };
  const numbers = Array.from({ length: 1024 * 21 }, (_, i) => i);
  assertEquals(seen(view, "float32", numbers), shown(view, numbers));
});

Deno.test("rows that are shifted need those of others", () => {
  const [rows, columns] = wholeAxes([3, 2]);
  const axes = [{ ...rows!, begin: -1 }, columns!];
  assertEquals(seen({ source: [3, 2], axes }, "int32", [1, 2, 3, 4, 5, 6]), [
    ...[0, 0],
    ...[1, 2],
    ...[3, 4],
  ]);
});

Deno.test("NaN and -0 come through as they are", () => {
  const bits = Uint32Array.of(0x7fc12345, 0x80000000, 0x7f812345, 0xffc00000);
  const floats = new Float32Array(bits.buffer);
  const [down, across] = wholeAxes([2, 2]);
  const view = { source: [2, 2], axes: [across!, down!] };
  const node = nodeOf(view, "float32");
  const turned = runEveryWay({ lowering: lowering(view), node }, [floats]);
  assertEquals(
    [...new Uint32Array(turned.buffer, turned.byteOffset, 4)],
    [bits[0], bits[2], bits[1], bits[3]],
  );
});

Deno.test("equal keys stand for equal code, different views have different keys", () => {
  const keyOf = (axes: readonly ViewAxis[], source: Shape) => {
    const view = { axes, source };
    const node = nodeOf(view, "float32");
    return stepsOf({ lowering: lowering(view), node }).steps[0]!.kernel.key;
  };
  const [a, b, c] = wholeAxes([4, 2, 3]);
  // The last two axes run on, as one of size 6 does.
  const [d, e] = wholeAxes([4, 6]);
  const cut = { ...a!, size: 3, begin: 1 };
  assertEquals(
    keyOf([cut, b!, c!], [4, 2, 3]),
    keyOf([{ ...d!, size: 3, begin: 1 }, e!], [4, 6]),
  );
  const keys = [
    [cut, b!, c!],
    [{ ...cut, begin: 0 }, b!, c!],
    [b!, a!, c!],
    [{ ...a!, size: 5 }, b!, c!],
  ].map((axes) => keyOf(axes, [4, 2, 3]));
  assertEquals(new Set(keys).size, 4);
});

Deno.test("the views tried read their own rows, make strips, and are padded in every place", () => {
  const tried = fc.sample(views, { numRuns: 400, seed: 1 });
  const reads = tried.flatMap((view) => {
    const node = nodeOf(view, "float32");
    return stepsOf({ lowering: lowering(view), node }).steps
      .filter(({ rows }) => rows > 1).flatMap(({ reads }) => reads);
  });
  assert(reads.filter(({ rows }) => rows === "own").length > 20);
  assert(reads.filter(({ rows }) => rows === "whole").length > 20);
  const turned = tried.filter(({ axes }) => {
    const last = axes.at(-1)!;
    return last.step > 1 && last.size >= 4 && !axes.some(isPadded) &&
      axes.some(({ step, size }) => step === 1 && size >= 16);
  });
  assert(turned.length > 5);
  for (const place of [0, 1, -1]) {
    const padded = tried.filter(({ axes }) =>
      axes.length > 2 && isPadded(axes.at(place)!)
    );
    assert(padded.length > 5);
  }
});
