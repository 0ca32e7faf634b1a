/** 128 bits as four 32-bit integers. */
export type RandomKey = readonly [number, number, number, number];

// Multipliers of MurmurHash3_x86_128.
const C1 = 0x239b961b;
const C2 = 0xab0e9789;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93;

/** The key of a seed, an integer of at least 0; different seeds have different keys. */
export function keyOfSeed(seed: number): RandomKey {
  return finish([seed | 0, Math.floor(seed / 2 ** 32) | 0, C1 | 0, C2 | 0]);
}

/**
 * The key of the child called `name`.
 *
 * Every step is a bijection of the parent's key, so two parents never agree on
 * a child of one name. So is it of the name, among names of one length up to 8.
 *
 * Appleby, MurmurHash3_x86_128, over UTF-16 code units, with the parent's key as its seed.
 */
export function childKey(parent: RandomKey, name: string): RandomKey {
  let [h1, h2, h3, h4] = parent;
  const unit = (i: number): number => i < name.length ? name.charCodeAt(i) : 0;
  const word = (i: number): number => unit(i) | unit(i + 1) << 16;
  for (let i = 0; i < name.length; i += 8) {
    h1 ^= Math.imul(rotate(Math.imul(word(i), C1), 15), C2);
    h1 = Math.imul(rotate(h1, 19) + h2, 5) + 0x561ccd1b | 0;
    h2 ^= Math.imul(rotate(Math.imul(word(i + 2), C2), 16), C3);
    h2 = Math.imul(rotate(h2, 17) + h3, 5) + 0x0bcaa747 | 0;
    h3 ^= Math.imul(rotate(Math.imul(word(i + 4), C3), 17), C4);
    h3 = Math.imul(rotate(h3, 15) + h4, 5) + 0x96cd1c35 | 0;
    h4 ^= Math.imul(rotate(Math.imul(word(i + 6), C4), 18), C1);
    h4 = Math.imul(rotate(h4, 13) + h1, 5) + 0x32ac3b17 | 0;
  }
  const length = name.length;
  return finish([h1 ^ length, h2 ^ length, h3 ^ length, h4 ^ length]);
}

/** Bits for the purpose numbered `purpose`, as far from the key's own as any other key's. */
export function keyFor(key: RandomKey, purpose: number): RandomKey {
  return finish([key[0] ^ purpose, key[1], key[2], key[3]]);
}

/** Lets every bit bear on every other, twice; a bijection. */
function finish(key: RandomKey): RandomKey {
  let [h1, h2, h3, h4] = key;
  for (let round = 0; round < 2; round++) {
    h1 = h1 + h2 + h3 + h4 | 0;
    h2 = h2 + h1 | 0;
    h3 = h3 + h1 | 0;
    h4 = h4 + h1 | 0;
    h1 = avalanche(h1 + 0x9e3779b9);
    h2 = avalanche(h2);
    h3 = avalanche(h3);
    h4 = avalanche(h4);
  }
  h1 = h1 + h2 + h3 + h4 | 0;
  return [h1, h2 + h1 | 0, h3 + h1 | 0, h4 + h1 | 0];
}

/** The finalizer of MurmurHash3 for 32 bits. */
function avalanche(bits: number): number {
  let h = bits | 0;
  h = Math.imul(h ^ h >>> 16, 0x85ebca6b);
  h = Math.imul(h ^ h >>> 13, 0xc2b2ae35);
  return h ^ h >>> 16;
}

function rotate(bits: number, by: number): number {
  return bits << by | bits >>> 32 - by;
}
