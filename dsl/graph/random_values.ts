import { keyFor, keyOfSeed } from "../../core/random_key.ts";

/** Distributions that a random node can draw from. */
export type RandomKind = "randomUniform" | "randomNormal";

/**
 * Fills an array with the values of a random node: a pure function of the seed,
 * of how often the node has been drawn before, and of each element's index.
 *
 * A 128-bit key is made of seed and draws; an element is its index, hashed under
 * the key. No state goes from element to element, so any backend can compute
 * them in any order.
 *
 * @param kind Uniform in [0, 1), in steps of 2⁻²⁴, or standard normal.
 * @param seed An integer of at least 0.
 * @param draws An integer of at least 0.
 * @param out The array to fill.
 */
export function fillRandom(
  kind: RandomKind,
  seed: number,
  draws: number,
  out: Float32Array,
): void {
  const low = draws | 0;
  const high = Math.floor(draws / 2 ** 32) | 0;
  const [k1, k2, k3, k4] = keyFor(keyFor(keyOfSeed(seed), low), high);
  const bits = (index: number): number =>
    mix(mix(mix(index + k1) + k2 ^ k3) + k4) >>> 0;
  if (kind === "randomUniform") {
    for (let i = 0; i < out.length; i++) out[i] = (bits(i) >>> 8) * 2 ** -24;
    return;
  }
  for (let i = 0; i < out.length; i += 2) {
    // Box and Muller: z = √(−2 ln u) (cos 2πv, sin 2πv), u in (0, 1].
    const radius = Math.sqrt(-2 * Math.log((bits(i) + 1) * 2 ** -32));
    const angle = 2 * Math.PI * bits(i + 1) * 2 ** -32;
    out[i] = radius * Math.cos(angle);
    if (i + 1 < out.length) out[i + 1] = radius * Math.sin(angle);
  }
}

/** A bijection of 32 bits in which every bit bears on every other (Wellons, triple32). */
function mix(bits: number): number {
  let h = bits | 0;
  h = Math.imul(h ^ h >>> 17, 0xed5ad4bb);
  h = Math.imul(h ^ h >>> 11, 0xac4c1b51);
  h = Math.imul(h ^ h >>> 15, 0x31848bab);
  return h ^ h >>> 14;
}
