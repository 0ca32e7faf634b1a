import {
  f32,
  f32x4,
  f64,
  f64x2,
  i32,
  i32x4,
  v128,
} from "../../../core/assembler/instructions.ts";
import type { Address } from "../../../core/assembler/expression.ts";
import {
  type Builder,
  family,
  type Instruction,
  taking,
} from "./instruction.ts";
import { type Code, type Kind, KINDS, type Value } from "./kinds.ts";

type Lanes = readonly number[];

/** Towards 0, to the nearest 32-bit whole number; 0 from NaN. */
function saturate(x: number): number {
  return Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, Math.trunc(x)));
}

/** An instruction that is written and computed in its own way. */
function instruction(
  name: string,
  operands: readonly Kind[],
  result: Kind,
  build: Builder<Code>,
  means: (operands: readonly Lanes[], memory: DataView) => Value,
): Instruction {
  return {
    name,
    operands,
    result,
    build: taking(build),
    means: (values, memory) =>
      means(
        values.map((each) => typeof each === "number" ? [each] : each),
        memory,
      ),
  };
}

/** Bytes of memory that programs read and write, at any address below, and a little behind. */
export const SCRATCH_BYTES = 1024;

/** What is added to addresses when they are written. */
export const OFFSET = 200;

/** An address in the scratch memory, before the offset. */
export const within = (address: Address): Address =>
  i32.and(address, i32.const(SCRATCH_BYTES - 1));
/** The address, offset included. */
export const placeOf = ([address]: Lanes): number =>
  (address! & SCRATCH_BYTES - 1) + OFFSET;
/** An address of a whole word. */
export const aligned = (address: Address): Address =>
  i32.and(address, i32.const(SCRATCH_BYTES - 4));
/** Its place. */
export const wordOf = ([address]: Lanes): number =>
  (address! & SCRATCH_BYTES - 4) + OFFSET;

/** The words from a place on; zeros behind the first so many. */
function words(memory: DataView, at: number, count: number): number[] {
  return [0, 1, 2, 3].map((i) =>
    i < count ? memory.getInt32(at + 4 * i, true) : 0
  );
}

const replaced = (lanes: Lanes, at: number, value: number): Lanes =>
  lanes.map((lane, i) => i === at ? value : lane);

/** Each vector's way to and from single numbers. */
const LANES: readonly Instruction[] = [
  ...([
    ["i32x4", "i32", i32x4, 4],
    ["f32x4", "f32", f32x4, 4],
    ["f64x2", "f64", f64x2, 2],
  ] as const).flatMap(([vector, single, { splat, extract }, count]) => [
    instruction(
      `${vector}.splat`,
      [single],
      vector,
      splat,
      ([x]) => Array.from({ length: count }, () => x![0]!),
    ),
    ...Array.from({ length: count }, (_, lane) =>
      instruction(
        `${vector}.extract`,
        [vector],
        single,
        (a: never) => extract(a, lane),
        ([a]) => a![lane]!,
      )),
  ]),
  ...[0, 1, 2, 3].map((lane) =>
    instruction(
      "f32x4.replace",
      ["f32x4", "f32"],
      "f32x4",
      (a: never, x: never) => f32x4.replace(a, lane, x),
      ([a, x]) => replaced(a!, lane, x![0]!),
    )
  ),
];

const CONVERSIONS: readonly Instruction[] = [
  ...family({
    namespace: "f32",
    builders: f32,
    operands: ["f64"],
    result: "f32",
    means: { demoteF64: (a) => a! },
  }),
  ...family({
    namespace: "f64",
    builders: f64,
    operands: ["f32"],
    result: "f64",
    means: { promoteF32: (a) => a! },
  }),
  ...family({
    namespace: "i32x4",
    builders: i32x4,
    operands: ["f32x4"],
    result: "i32x4",
    means: { truncF32: (a) => saturate(a!) },
  }),
  ...family({
    namespace: "f32x4",
    builders: f32x4,
    operands: ["i32x4"],
    result: "f32x4",
    means: { convertI32: (a) => a! },
  }),
  instruction(
    "f32x4.demoteF64",
    ["f64x2"],
    "f32x4",
    f32x4.demoteF64,
    ([a]) => [...a!.map(Math.fround), 0, 0],
  ),
  instruction(
    "f64x2.promoteF32",
    ["f32x4"],
    "f64x2",
    f64x2.promoteF32,
    ([a]) => a!.slice(0, 2),
  ),
  instruction(
    "bits of floats, −Infinity for NaN",
    ["f32x4"],
    "i32x4",
    (a: never) => f32x4.pmax(f32x4.const(-Infinity), a),
    ([a]) => [
      ...new Int32Array(
        Float32Array.from(a!, (x) => Number.isNaN(x) ? -Infinity : x).buffer,
      ),
    ],
  ),
  instruction(
    "floats of bits",
    ["i32x4"],
    "f32x4",
    (a: never) => a,
    ([a]) => [...new Float32Array(Int32Array.from(a!).buffer)],
  ),
];

const SHUFFLES: readonly Instruction[] = ([
  [0, 1, 2, 3],
  [4, 5, 6, 7],
  [0, 4, 1, 5],
  [3, 3, 7, 0],
] as const).map((order) =>
  instruction(
    "v128.shuffle",
    ["i32x4", "i32x4"],
    "i32x4",
    (a: never, b: never) => v128.shuffle(a, b, order),
    ([a, b]) => order.map((lane) => [...a!, ...b!][lane]!),
  )
);

const TESTS: readonly Instruction[] = [
  instruction(
    "v128.anyTrue",
    ["i32x4"],
    "i32",
    v128.anyTrue,
    ([a]) => Number(a!.some((lane) => lane !== 0)),
  ),
];

const LOADS: readonly Instruction[] = [
  ...(["i32", "f32"] as const).map((kind) =>
    instruction(
      `${kind}.load`,
      ["i32"],
      kind,
      (at: never) => ({ i32, f32 })[kind].load(within(at), OFFSET),
      ([at], memory) => KINDS[kind].read(memory, placeOf(at!)),
    )
  ),
  ...([["load", 4], ["load1", 1], ["load2", 2]] as const).map((
    [name, count],
  ) =>
    instruction(
      `v128.${name}`,
      ["i32"],
      "i32x4",
      (at: never) => v128[name](within(at), OFFSET),
      ([at], memory) => words(memory, placeOf(at!), count),
    )
  ),
  instruction(
    "v128.loadSplat",
    ["i32"],
    "i32x4",
    (at: never) => v128.loadSplat(within(at), OFFSET),
    ([at], memory) => new Array(4).fill(words(memory, placeOf(at!), 1)[0]),
  ),
  ...[0, 1, 2, 3].map((lane) =>
    instruction(
      "v128.loadLane",
      ["i32", "i32x4"],
      "i32x4",
      (at: never, a: never) => v128.loadLane(within(at), a, lane, OFFSET),
      ([at, a], memory) =>
        replaced(a!, lane, words(memory, placeOf(at!), 1)[0]!),
    )
  ),
  instruction(
    "i32.atomic.load",
    ["i32"],
    "i32",
    (at: never) => i32.atomic.load(aligned(at), OFFSET),
    ([at], memory) => memory.getInt32(wordOf(at!), true),
  ),
  instruction(
    "i32.atomic.add",
    ["i32", "i32"],
    "i32",
    (at: never, x: never) => i32.atomic.add(aligned(at), x, OFFSET),
    ([at, x], memory) => {
      const before = memory.getInt32(wordOf(at!), true);
      memory.setInt32(wordOf(at!), before + x![0]!, true);
      return before;
    },
  ),
];

/** Instructions on lanes, conversions and loads. */
export const OTHERS: readonly Instruction[] = [
  ...LANES,
  ...CONVERSIONS,
  ...SHUFFLES,
  ...TESTS,
  ...LOADS,
];
