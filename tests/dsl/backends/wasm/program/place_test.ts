import fc from "fast-check";
import { assert, assertEquals } from "@std/assert";
import {
  type Chain,
  chainSteps,
} from "../../../../../dsl/backends/wasm/program/chain.ts";
import type { Kernel, Step } from "../../../../../dsl/backends/wasm/kernel.ts";
import {
  type Placement,
  placeRegions,
} from "../../../../../dsl/backends/wasm/program/place.ts";
import type { Plan } from "../../../../../dsl/backends/wasm/program/plan.ts";
import type {
  Region,
  RegionKind,
  Value,
} from "../../../../../dsl/backends/wasm/value.ts";

const kernel = (inPlace: boolean): Kernel => ({
  key: `${inPlace}`,
  label: "",
  inPlace,
  write: () => {},
});

/** A plan under construction; every element is a word, every value has rows of equal length. */
class Draft {
  readonly regions: Region[] = [];
  readonly steps: Step[] = [];

  value(kind: RegionKind, size: number): Value {
    const region = { id: this.regions.length, kind, bytes: 4 * size };
    this.regions.push(region);
    return { region, shape: [size], dtype: "float32" };
  }

  plan(
    outputs: readonly Value[],
    assignments: Plan["assignments"],
  ): Plan {
    return {
      steps: this.steps,
      regions: this.regions,
      constants: [],
      feeds: [],
      draws: [],
      variables: [],
      outputs: outputs.map((value, i) => ({ name: `${i}`, value })),
      assignments,
    };
  }
}

/** Mixes numbers such that every one of them, and its place, shows in the result. */
function mix(numbers: readonly number[]): number {
  return numbers.reduce(
    (hash, x) => Math.imul(hash ^ x, 0x5bd1e995) ^ hash >>> 13,
    17,
  );
}

/** Words of a row that a step computes: they depend on the rows that it reads, and no others. */
function rowOf(
  step: Step,
  order: number,
  row: number,
  word: number,
  read: (value: Value) => ArrayLike<number>,
): number {
  const seen = step.reads.flatMap(({ value, rows }) => {
    const all = Array.from(read(value));
    const width = all.length / step.rows;
    return rows === "own" ? all.slice(row * width, (row + 1) * width) : all;
  });
  return mix([order, row, word, ...seen]);
}

/** What regions hold, where each has a place of its own. */
type Apart = ReadonlyMap<Region, Int32Array>;

function contentsOf(regions: readonly Region[]): Map<Region, Int32Array> {
  return new Map(
    regions.map((region) => [
      region,
      Int32Array.from(
        { length: region.bytes / 4 },
        (_, i) => mix([region.id, i]),
      ),
    ]),
  );
}

function runApart(plan: Plan): Apart {
  const contents = contentsOf(plan.regions);
  for (const [order, step] of plan.steps.entries()) {
    for (const { region } of step.writes) {
      const words = contents.get(region)!;
      const width = words.length / step.rows;
      for (let i = 0; i < words.length; i++) {
        const row = Math.floor(i / width);
        words[i] = rowOf(
          step,
          order,
          row,
          i % width,
          (value) => contents.get(value.region)!,
        );
      }
    }
  }
  const stored = plan.assignments.map(({ variable, value }) =>
    [variable, contents.get(value.region)!.slice()] as const
  );
  for (const [variable, words] of stored) contents.set(variable, words);
  return contents;
}

/** Runs blocks of rows through the chains, in one memory. */
function runPlaced(
  plan: Plan,
  chains: readonly Chain[],
  placement: Placement,
): (region: Region) => Int32Array {
  const first = contentsOf(plan.regions);
  const memory = new Int32Array(placement.bytes / 4);
  const variables = new Map(
    plan.regions.filter(({ kind }) => kind === "variable")
      .map((region) => [region, first.get(region)!]),
  );
  const wordsOf = (region: Region): Int32Array => {
    const root = placement.root(region);
    const begin = (placement.offsets.get(root) ?? 0) / 4;
    return variables.get(root) ??
      memory.subarray(begin, begin + root.bytes / 4);
  };
  for (const region of plan.regions) {
    const isGiven = region.kind === "feed" || region.kind === "constant";
    const isPlaced = placement.offsets.has(region);
    if (isGiven && isPlaced) wordsOf(region).set(first.get(region)!);
  }
  let order = 0;
  for (const { steps, rows, blockRows } of chains) {
    for (let begin = 0; begin < rows; begin += blockRows) {
      for (const [i, step] of steps.entries()) {
        for (let row = begin; row < Math.min(begin + blockRows, rows); row++) {
          // Only a kernel that says so reads all of a row before it writes it.
          if (!step.kernel.inPlace) {
            for (const { region } of step.writes) {
              const width = region.bytes / 4 / rows;
              wordsOf(region).fill(-1, row * width, (row + 1) * width);
            }
          }
          const computed = step.writes.map(({ region }) => {
            const width = region.bytes / 4 / rows;
            return Array.from(
              { length: width },
              (_, word) =>
                rowOf(
                  step,
                  order + i,
                  row,
                  word,
                  ({ region }) => wordsOf(region),
                ),
            );
          });
          step.writes.forEach(({ region }, which) =>
            wordsOf(region).set(computed[which]!, row * computed[which]!.length)
          );
        }
      }
    }
    order += steps.length;
  }
  for (const { from, to } of placement.copies) wordsOf(to).set(wordsOf(from));
  return wordsOf;
}

/** Random plans: steps over some row counts, reading values made before. */
const plans = fc.array(
  fc.record({
    rows: fc.constantFrom(1, 2, 2, 4),
    width: fc.constantFrom(1, 2),
    // Mostly what was made last, mostly row by row.
    reads: fc.array(
      fc.tuple(
        fc.oneof(fc.nat(3), fc.nat(100)),
        fc.nat(3).map((x) => x > 0),
      ),
      { minLength: 1, maxLength: 3 },
    ),
    writes: fc.integer({ min: 1, max: 2 }),
    inPlace: fc.boolean(),
    output: fc.integer({ min: 0, max: 5 }).map((x) => x === 0),
    assigned: fc.option(fc.nat(3), { nil: undefined }),
  }),
  { minLength: 1, maxLength: 14 },
).map((drafts): Plan => {
  const to = new Draft();
  const variables = [2, 4, 4, 8].map((size) => to.value("variable", size));
  const values: Value[] = [
    ...variables,
    to.value("feed", 4),
    to.value("feed", 8),
    to.value("constant", 4),
  ];
  const outputs: Value[] = [];
  const assignments: { variable: Region; value: Value }[] = [];
  for (const draft of drafts) {
    const { rows } = draft;
    const reads = draft.reads.map(([which, isOwn]) => {
      const value = values.at(-1 - which % values.length)!;
      const divides = value.region.bytes / 4 % rows === 0;
      return { value, rows: isOwn && divides ? "own" : "whole" } as const;
    });
    const target = draft.assigned === undefined
      ? undefined
      : variables[draft.assigned];
    const isFree = target &&
      assignments.every(({ variable }) => variable !== target.region) &&
      target.region.bytes / 4 % rows === 0;
    const size = isFree ? target.region.bytes / 4 : rows * draft.width;
    const writes = Array.from(
      { length: draft.writes },
      () => to.value("temporary", size),
    );
    to.steps.push({
      kernel: kernel(draft.inPlace),
      reads,
      writes,
      rows,
      flops: 1,
    });
    values.push(...writes);
    if (draft.output) outputs.push(...writes);
    if (isFree) {
      assignments.push({ variable: target.region, value: writes[0]! });
    }
  }
  return to.plan([...outputs, values.at(-1)!], assignments);
});

const CACHES = [1, 40, 1e9];

Deno.test("values keep their places as long as they are needed, whatever shares their space", () => {
  fc.assert(
    fc.property(plans, fc.constantFrom(...CACHES), (plan, cacheBytes) => {
      const chains = chainSteps(plan.steps, { cacheBytes });
      assertEquals(chains.flatMap(({ steps }) => steps), plan.steps);
      const placement = placeRegions(plan, chains);
      const apart = runApart(plan);
      const found = runPlaced(plan, chains, placement);
      for (const { value: { region } } of plan.outputs) {
        assertEquals([...found(region)], [...apart.get(region)!]);
      }
      for (const { variable } of plan.assignments) {
        assertEquals([...found(variable)], [...apart.get(variable)!]);
      }
      assert(
        placement.bytes <= placement.apartBytes + 64 * plan.regions.length,
      );
    }),
    { numRuns: 1000 },
  );
});

Deno.test("the plans tried share space, compute in place, and copy", () => {
  const seen = { inPlace: 0, assigned: 0, copies: 0, blocks: 0, shared: 0 };
  for (const plan of fc.sample(plans, { numRuns: 500, seed: 1 })) {
    const chains = chainSteps(plan.steps, { cacheBytes: 1 });
    const { root, copies, bytes, apartBytes } = placeRegions(plan, chains);
    const roots = plan.regions.filter((region) => root(region) !== region);
    seen.inPlace += roots.some((r) => root(r).kind === "temporary") ? 1 : 0;
    seen.assigned += roots.some((r) => root(r).kind === "variable") ? 1 : 0;
    seen.copies += copies.length > 0 ? 1 : 0;
    seen.shared += bytes < apartBytes ? 1 : 0;
    seen.blocks += chains.some(({ steps, blockRows, rows }) =>
        steps.length > 1 && blockRows < rows
      )
      ? 1
      : 0;
  }
  for (const [what, times] of Object.entries(seen)) {
    assert(times > 20, `${what}: ${times}`);
  }
});
