/** What the pixels of square images are called, row by row: `pixel_0_0`, `pixel_0_1`, …. */
export function pixelNames(side: number): readonly string[] {
  const names = Array.from(
    { length: side * side },
    (_, i) => `pixel_${Math.floor(i / side)}_${i % side}`,
  );
  return Object.freeze(names);
}
