import type { Floats } from "./apply_function.ts";

/** Words of floats: those from `from` to `to`, each so many after the last. */
export interface Sweep {
  /** First word. */
  readonly from: number;
  /** The word behind the last. */
  readonly to: number;
  /** From one word to the next; odd, so that all low bits occur. */
  readonly step: number;
}

const BLOCK = 16384;

/** Floats of both signs and all sizes, NaN and infinity included. */
export const ALL: Sweep = { from: 0, to: 2 ** 32, step: 4099 };

/** Floats where functions bend: from 1/32 to 104. */
export const BENDING: Sweep = {
  from: 0x3d000000,
  to: 0x42d00000,
  step: 197,
};

/** The same, below 0. */
export const BENDING_BELOW: Sweep = {
  from: 0xbd000000,
  to: 0xc2d00000,
  step: 199,
};

/** The floats of sweeps, block by block. */
export function* floatsOf(...sweeps: readonly Sweep[]): Generator<Floats> {
  for (const { from, to, step } of sweeps) {
    for (let begin = from; begin < to; begin += BLOCK * step) {
      const count = Math.min(BLOCK, Math.ceil((to - begin) / step));
      const words = Uint32Array.from(
        { length: count },
        (_, i) => begin + i * step,
      );
      yield new Float32Array(words.buffer);
    }
  }
}
