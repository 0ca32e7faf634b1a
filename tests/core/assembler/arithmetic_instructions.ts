import {
  f32,
  f32x4,
  f64x2,
  i32,
  i32x4,
  v128,
} from "../../../core/assembler/instructions.ts";
import { family, type Instruction, type LaneMeaning } from "./instruction.ts";

type Meanings<N extends string> = { readonly [P in N]: LaneMeaning };

const bit = (holds: boolean): number => holds ? 1 : 0;
const mask = (holds: boolean): number => holds ? -1 : 0;

const COMPARISONS: Meanings<"eq" | "ne" | "lt" | "gt" | "le" | "ge"> = {
  eq: (a, b) => mask(a === b),
  ne: (a, b) => mask(a !== b),
  lt: (a, b) => mask(a! < b!),
  gt: (a, b) => mask(a! > b!),
  le: (a, b) => mask(a! <= b!),
  ge: (a, b) => mask(a! >= b!),
};

const THREE: Meanings<"add" | "sub" | "mul"> = {
  add: (a, b) => a! + b!,
  sub: (a, b) => a! - b!,
  mul: (a, b) => a! * b!,
};

const SIGNS: Meanings<"abs" | "neg"> = {
  abs: (a) => Math.abs(a!),
  neg: (a) => -a!,
};

const WHOLE: Meanings<"add" | "sub" | "mul"> = {
  ...THREE,
  mul: (a, b) => Math.imul(a!, b!),
};

const SHIFTS: Meanings<"shl" | "shrS" | "shrU"> = {
  shl: (a, b) => a! << b!,
  shrS: (a, b) => a! >> b!,
  shrU: (a, b) => a! >>> b!,
};

const BITS: Meanings<"and" | "or" | "xor"> = {
  and: (a, b) => a! & b!,
  or: (a, b) => a! | b!,
  xor: (a, b) => a! ^ b!,
};

const ORDER: Meanings<"min" | "max"> = {
  min: (a, b) => Math.min(a!, b!),
  max: (a, b) => Math.max(a!, b!),
};

/** Only divisors from 1 to 256, so that none is 0. */
const bySome = (divide: typeof i32.divU): typeof i32.divU => (a, b) =>
  divide(a, i32.add(i32.and(b, i32.const(255)), i32.const(1)));
const some = (b: number): number => (b & 255) + 1;

/** Instructions that treat all lanes alike. */
export const ARITHMETIC: readonly Instruction[] = [
  ...family({
    namespace: "i32",
    builders: i32,
    operands: ["i32"],
    result: "i32",
    means: { eqz: (a) => bit(a === 0) },
  }),
  ...family({
    namespace: "i32",
    builders: i32,
    operands: ["i32", "i32"],
    result: "i32",
    means: {
      ...WHOLE,
      shl: SHIFTS.shl,
      and: BITS.and,
      eq: (a, b) => bit(a === b),
      ltS: (a, b) => bit(a! < b!),
      ltU: (a, b) => bit(a! >>> 0 < b! >>> 0),
      gtS: (a, b) => bit(a! > b!),
      gtU: (a, b) => bit(a! >>> 0 > b! >>> 0),
      leS: (a, b) => bit(a! <= b!),
      leU: (a, b) => bit(a! >>> 0 <= b! >>> 0),
      geU: (a, b) => bit(a! >>> 0 >= b! >>> 0),
    },
  }),
  ...family({
    namespace: "i32",
    builders: { divU: bySome(i32.divU), remU: bySome(i32.remU) },
    operands: ["i32", "i32"],
    result: "i32",
    means: {
      divU: (a, b) => (a! >>> 0) / some(b!),
      remU: (a, b) => (a! >>> 0) % some(b!),
    },
  }),
  ...family({
    namespace: "i32",
    builders: i32,
    operands: ["i32", "i32", "i32"],
    result: "i32",
    means: { select: (a, b, condition) => condition === 0 ? b! : a! },
  }),
  ...family({
    namespace: "f32",
    builders: f32,
    operands: ["f32", "f32"],
    result: "f32",
    means: { add: THREE.add },
  }),
  ...family({
    namespace: "v128",
    builders: v128,
    operands: ["i32x4", "i32x4"],
    result: "i32x4",
    means: { ...BITS, andNot: (a, b) => a! & ~b! },
  }),
  ...family({
    namespace: "v128",
    builders: v128,
    operands: ["i32x4"],
    result: "i32x4",
    means: { not: (a) => ~a! },
  }),
  ...family({
    namespace: "v128",
    builders: v128,
    operands: ["i32x4", "i32x4", "i32x4"],
    result: "i32x4",
    means: { select: (a, b, bits) => a! & bits! | b! & ~bits! },
  }),
  ...family({
    namespace: "i32x4",
    builders: i32x4,
    operands: ["i32x4", "i32x4"],
    result: "i32x4",
    means: {
      ...WHOLE,
      ...ORDER,
      ...COMPARISONS,
      geU: (a, b) => mask(a! >>> 0 >= b! >>> 0),
    },
  }),
  ...family({
    namespace: "i32x4",
    builders: i32x4,
    operands: ["i32x4"],
    result: "i32x4",
    means: SIGNS,
  }),
  ...family({
    namespace: "i32x4",
    builders: i32x4,
    operands: ["i32x4", "i32"],
    result: "i32x4",
    means: SHIFTS,
  }),
  ...family({
    namespace: "f32x4",
    builders: f32x4,
    operands: ["f32x4", "f32x4"],
    result: "f32x4",
    means: {
      ...THREE,
      ...ORDER,
      div: (a, b) => a! / b!,
      pmin: (a, b) => b! < a! ? b! : a!,
      pmax: (a, b) => a! < b! ? b! : a!,
    },
  }),
  ...family({
    namespace: "f32x4",
    builders: f32x4,
    operands: ["f32x4", "f32x4"],
    result: "i32x4",
    means: COMPARISONS,
  }),
  ...family({
    namespace: "f32x4",
    builders: f32x4,
    operands: ["f32x4"],
    result: "f32x4",
    means: {
      ...SIGNS,
      floor: (a) => Math.floor(a!),
      trunc: (a) => Math.trunc(a!),
      sqrt: (a) => Math.sqrt(a!),
    },
  }),
  ...family({
    namespace: "f32x4",
    builders: f32x4,
    operands: ["f32x4", "f32x4", "f32x4"],
    result: "f32x4",
    means: {
      relaxedMadd: (a, b, c) => Math.fround(a! * b!) + c!,
      relaxedNmadd: (a, b, c) => c! - Math.fround(a! * b!),
    },
  }).map((instruction) => ({ ...instruction, relaxed: true })),
  ...family({
    namespace: "f64x2",
    builders: f64x2,
    operands: ["f64x2", "f64x2"],
    result: "f64x2",
    means: { ...THREE, div: (a, b) => a! / b! },
  }),
  ...family({
    namespace: "f64x2",
    builders: f64x2,
    operands: ["f64x2"],
    result: "f64x2",
    means: { abs: SIGNS.abs },
  }),
  ...family({
    namespace: "f64x2",
    builders: f64x2,
    operands: ["f64x2", "f64x2"],
    result: "i32x4",
    means: COMPARISONS,
  }).map((comparison) => ({
    ...comparison,
    // A mask of 64 bits is two of 32.
    means: (...given: Parameters<Instruction["means"]>) =>
      [comparison.means(...given)].flat().flatMap((each) => [each, each]),
  })),
];
