import { assert, assertEquals, assertThrows } from "@std/assert";
import { make } from "../../../envs/make.ts";
import { encodeGif, GifEncoder } from "../../../envs/rendering/encode_gif.ts";
import type { RgbImage } from "../../../envs/rendering/render_rgb.ts";

/** A frame of a GIF: its pixels, and how long it is shown in hundredths of a second. */
interface Frame {
  readonly delay: number;
  readonly data: Uint8Array;
  readonly hasOwnColors: boolean;
}

/** Reads a GIF, by its specification (GIF89a, CompuServe 1990). */
function readGif(
  bytes: Uint8Array,
): { repeats: boolean; size: number[]; frames: Frame[] } {
  let at = 0;
  const byte = () => bytes[at++]!;
  const word = () => byte() | byte() << 8;
  const text = (length: number) =>
    new TextDecoder().decode(bytes.subarray(at, at += length));
  const table = (packed: number) =>
    bytes.subarray(at, at += 3 * 2 ** ((packed & 7) + 1));
  const blocks = () => {
    const parts: number[] = [];
    for (let length = byte(); length > 0; length = byte()) {
      parts.push(...bytes.subarray(at, at += length));
    }
    return parts;
  };
  assertEquals(text(6), "GIF89a");
  const size = [word(), word()];
  const packed = byte();
  at += 2;
  const shared = packed & 128 ? table(packed) : undefined;
  const frames: Frame[] = [];
  let repeats = false;
  let delay = 0;
  for (let kind = byte(); kind !== 0x3b; kind = byte()) {
    if (kind === 0x21) {
      const label = byte();
      const content = blocks();
      if (label === 0xf9) delay = content[1]! | content[2]! << 8;
      if (label === 0xff) repeats = true;
      continue;
    }
    assertEquals(kind, 0x2c);
    at += 4;
    assertEquals([word(), word()], size);
    const local = byte();
    const colors = local & 128 ? table(local) : shared!;
    const indices = unpack(byte(), blocks(), size[0]! * size[1]!);
    const data = Uint8Array.from(
      { length: 3 * indices.length },
      (_, i) => colors[3 * indices[Math.floor(i / 3)]! + i % 3]!,
    );
    frames.push({ delay, data, hasOwnColors: (local & 128) !== 0 });
  }
  assertEquals(at, bytes.length);
  return { repeats, size, frames };
}

/** Lempel, Ziv and Welch, with codes of growing length. */
function unpack(
  bits: number,
  bytes: readonly number[],
  count: number,
): number[] {
  const clear = 1 << bits;
  let words: number[][] = [];
  let length = bits + 1;
  let before: number[] | undefined;
  const out: number[] = [];
  let [held, holding] = [0, 0];
  for (const next of bytes) {
    held |= next << holding;
    holding += 8;
    while (holding >= length) {
      const code = held & (1 << length) - 1;
      held >>>= length;
      holding -= length;
      if (code === clear) {
        words = Array.from({ length: clear + 2 }, (_, i) => [i]);
        length = bits + 1;
        before = undefined;
        continue;
      }
      if (code === clear + 1) {
        assertEquals(out.length, count);
        return out;
      }
      const word: number[] = words[code] ?? [...before!, before![0]!];
      out.push(...word);
      if (before && words.length < 4096) words.push([...before, word[0]!]);
      if (words.length === 1 << length && length < 12) length++;
      before = word;
    }
  }
  throw new Error("the end is missing");
}

/** A picture of one row. */
function row(...colors: number[][]): RgbImage {
  return { shape: [1, colors.length, 3], data: Uint8Array.from(colors.flat()) };
}

const red = [255, 0, 0];
const blue = [0, 0, 255];
const white = [255, 255, 255];

Deno.test("encodeGif() keeps frames of few colours as they are, each for its time", () => {
  const images = [row(red, white), row(white, red), row(blue, white)];
  const { repeats, size, frames } = readGif(
    encodeGif(images, { framesPerSecond: 50 }),
  );
  assertEquals(repeats, true);
  assertEquals(size, [2, 1]);
  assertEquals(frames.map(({ data }) => data), images.map(({ data }) => data));
  assertEquals(frames.map(({ delay }) => delay), [2, 2, 2]);
  assertEquals(frames.map(({ hasOwnColors }) => hasOwnColors), [
    false,
    false,
    true,
  ]);
  const once = encodeGif(images, { framesPerSecond: 50, repeat: false });
  assertEquals(readGif(once).repeats, false);
});

Deno.test("encodeGif() keeps a frame rate that hundredths of a second do not divide", () => {
  const images = Array.from({ length: 60 }, () => row(red));
  for (const framesPerSecond of [30, 24, 15, 7.5, 1]) {
    const { frames } = readGif(encodeGif(images, { framesPerSecond }));
    const total = frames.reduce((sum, { delay }) => sum + delay, 0);
    assertEquals(total, Math.round(100 * 60 / framesPerSecond));
    assert(
      frames.every(({ delay }) => Math.abs(delay - 100 / framesPerSecond) < 1),
    );
  }
});

Deno.test("encodeGif() stays close to frames of many colours", () => {
  const colors = Array.from(
    { length: 4096 },
    (_, i) => [16 * (i >> 8), 16 * (i >> 4 & 15), 16 * (i & 15)],
  );
  const image = row(...colors);
  const { frames } = readGif(encodeGif([image], { framesPerSecond: 1 }));
  const far = frames[0]!.data.map((part, i) => Math.abs(part - image.data[i]!));
  const mean = far.reduce((sum, each) => sum + each, 0) / far.length;
  assert(mean < 16, `${mean} on average`);
});

Deno.test("encodeGif() needs no minutes for pictures of which every pixel has another colour", () => {
  const [height, width] = [210, 160] as const;
  const data = Uint8Array.from(
    { length: height * width * 3 },
    (_, i) => Math.imul(i, 2654435761) >>> 24,
  );
  const begun = performance.now();
  const gif = encodeGif([{ shape: [height, width, 3], data }], {
    framesPerSecond: 10,
  });
  // A third of a second; it was sixteen, while colours were joined one by one.
  assert(performance.now() - begun < 5000);
  assertEquals(readGif(gif).frames.length, 1);
});

Deno.test("a GIF of CartPole looks like its frames", () => {
  const env = make("CartPole-v1");
  env.reset({ seed: 1 });
  const images = Array.from({ length: 4 }, (_, i) => {
    env.step(i % 3 === 0 ? 0 : 1);
    return env.render();
  });
  const { framesPerSecond } = env.description.rendering!;
  const { frames } = readGif(encodeGif(images, { framesPerSecond }));
  assertEquals(frames.length, 4);
  frames.forEach(({ data, delay }, i) => {
    assertEquals(delay, 2);
    assertEquals(data.length, 400 * 600 * 3);
    assert(
      data.every((part, at) => Math.abs(part - images[i]!.data[at]!) <= 12),
    );
  });
});

Deno.test("GifEncoder refuses frames of another size, none at all, and rates that browsers slow down", () => {
  const gif = new GifEncoder({ framesPerSecond: 10 });
  assertThrows(() => gif.finish(), RangeError, "there must be a frame");
  gif.add(row(red));
  assertThrows(
    () => gif.add(row(red, blue)),
    RangeError,
    "every frame must have shape [1, 1, 3]: current shape is [1, 2, 3]",
  );
  assertEquals(gif.finish(), gif.finish());
  assertThrows(
    () => gif.add(row(red)),
    RangeError,
    "no frame can follow finish()",
  );
  for (const framesPerSecond of [0, -1, 51, NaN]) {
    assertThrows(
      () => new GifEncoder({ framesPerSecond }),
      RangeError,
      "'framesPerSecond'",
    );
  }
});
