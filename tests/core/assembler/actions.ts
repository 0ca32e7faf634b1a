import {
  f32,
  f32x4,
  i32,
  memory,
  v128,
} from "../../../core/assembler/instructions.ts";
import type { Statement } from "../../../core/assembler/expression.ts";
import { type Action, type Builder, taking } from "./instruction.ts";
import type { Kind } from "./kinds.ts";
import {
  aligned,
  OFFSET,
  placeOf,
  SCRATCH_BYTES,
  within,
  wordOf,
} from "./other_instructions.ts";

type Lanes = readonly number[];

function action(
  name: string,
  operands: readonly Kind[],
  build: Builder<Statement>,
  does: (operands: readonly Lanes[], memory: DataView) => void,
): Action {
  return {
    name,
    operands,
    build: taking(build),
    does: (values, memory) =>
      does(
        values.map((each) => typeof each === "number" ? [each] : each),
        memory,
      ),
  };
}

/** Stores whole words. */
function store(memory: DataView, at: number, words: Lanes): void {
  words.forEach((word, i) => memory.setInt32(at + 4 * i, word, true));
}

/** Bytes that are copied or filled at most, less 1. */
const STRETCH = 63;

/** Instructions that leave nothing. */
export const ACTIONS: readonly Action[] = [
  action(
    "i32.store",
    ["i32", "i32"],
    (at: never, x: never) => i32.store(within(at), x, OFFSET),
    ([at, x], memory) => store(memory, placeOf(at!), x!),
  ),
  action(
    "i32.atomic.store",
    ["i32", "i32"],
    (at: never, x: never) => i32.atomic.store(aligned(at), x, OFFSET),
    ([at, x], memory) => store(memory, wordOf(at!), x!),
  ),
  action(
    "f32.store",
    ["i32", "f32"],
    // −Infinity for NaN, whose bits differ from machine to machine.
    (at: never, x: never) =>
      f32.store(
        within(at),
        f32x4.extract(
          f32x4.pmax(f32x4.const(-Infinity), f32x4.splat(x)),
          0,
        ),
        OFFSET,
      ),
    ([at, x], memory) =>
      memory.setFloat32(
        placeOf(at!),
        Number.isNaN(x![0]) ? -Infinity : x![0]!,
        true,
      ),
  ),
  action(
    "v128.store",
    ["i32", "i32x4"],
    (at: never, a: never) => v128.store(within(at), a, OFFSET),
    ([at, a], memory) => store(memory, placeOf(at!), a!),
  ),
  ...[0, 1, 2, 3].map((lane) =>
    action(
      "v128.storeLane",
      ["i32", "i32x4"],
      (at: never, a: never) => v128.storeLane(within(at), a, lane, OFFSET),
      ([at, a], memory) => store(memory, placeOf(at!), [a![lane]!]),
    )
  ),
  ...[0, 1].map((half) =>
    action(
      "v128.storeHalf",
      ["i32", "i32x4"],
      (at: never, a: never) => v128.storeHalf(within(at), a, half, OFFSET),
      ([at, a], memory) =>
        store(memory, placeOf(at!), a!.slice(2 * half, 2 * half + 2)),
    )
  ),
  action(
    "memory.copy",
    ["i32", "i32", "i32"],
    (to: never, from: never, bytes: never) =>
      memory.copy(
        within(to),
        within(from),
        i32.and(bytes, i32.const(STRETCH)),
      ),
    ([to, from, bytes], { buffer }) => {
      const start = from![0]! & SCRATCH_BYTES - 1;
      new Uint8Array(buffer).copyWithin(
        to![0]! & SCRATCH_BYTES - 1,
        start,
        start + (bytes![0]! & STRETCH),
      );
    },
  ),
  action(
    "memory.fill",
    ["i32", "i32", "i32"],
    (to: never, byte: never, bytes: never) =>
      memory.fill(within(to), byte, i32.and(bytes, i32.const(STRETCH))),
    ([to, byte, bytes], { buffer }) => {
      const start = to![0]! & SCRATCH_BYTES - 1;
      new Uint8Array(buffer).fill(
        byte![0]!,
        start,
        start + (bytes![0]! & STRETCH),
      );
    },
  ),
];
