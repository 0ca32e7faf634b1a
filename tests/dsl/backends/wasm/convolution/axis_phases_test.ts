import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  type Axis,
  axisPhases,
} from "../../../../../dsl/backends/wasm/convolution/axis_phases.ts";

Deno.test("a stride of 2 has even pixels with two cells and odd ones with one", () => {
  const { phases, padding, sourceStep, cellStep } = axisPhases({
    image: 7,
    result: 3,
    kernel: 3,
    stride: 2,
    dilation: 1,
    before: 0,
  });
  // Pixel 0: cell 2 of the window before the first, cell 0 of the first.
  assertEquals(phases, [
    { first: 0, count: 4, taps: 2, source: 0, cell: 0 },
    { first: 1, count: 3, taps: 1, source: 1, cell: 1 },
  ]);
  assertEquals([padding, sourceStep, cellStep], [[1, 1], 1, 2]);
});

const axes: fc.Arbitrary<Axis> = fc.record({
  image: fc.integer({ min: 1, max: 12 }),
  kernel: fc.integer({ min: 1, max: 5 }),
  stride: fc.integer({ min: 1, max: 6 }),
  dilation: fc.integer({ min: 1, max: 4 }),
  before: fc.nat(9),
  after: fc.nat(9),
}).map(({ after, ...axis }) => {
  const reach = (axis.kernel - 1) * axis.dilation + 1;
  const image = Math.max(axis.image, reach - axis.before - after);
  const room = image + axis.before + after - reach;
  return { ...axis, image, result: Math.floor(room / axis.stride) + 1 };
});

/** Each pixel with the windows and cells that lie on it. */
function touches({ image, result, kernel, stride, dilation, before }: Axis) {
  const pixels = Array.from({ length: image }, (): number[][] => []);
  for (let window = 0; window < result; window++) {
    for (let cell = 0; cell < kernel; cell++) {
      pixels[window * stride + cell * dilation - before]?.push([window, cell]);
    }
  }
  return pixels;
}

Deno.test("phases reach each pixel from the windows and with the cells that lie on it", () => {
  fc.assert(
    fc.property(axes, (axis) => {
      const { phases, padding, sourceStep, cellStep } = axisPhases(axis);
      const pixels = Array.from({ length: axis.image }, (): number[][] => []);
      for (const { first, count, taps, source, cell } of phases) {
        for (let i = 0; i < count; i++) {
          for (let tap = taps - 1; tap >= 0; tap--) {
            const padded = source + i + tap * sourceStep;
            assert(padded >= 0);
            assert(padded < padding[0] + axis.result + padding[1]);
            const window = padded - padding[0];
            if (window < 0 || window >= axis.result) continue;
            const fromEnd = cell + tap * cellStep;
            pixels[first + i * axis.stride]!.push([
              window,
              axis.kernel - 1 - fromEnd,
            ]);
          }
        }
      }
      const inOrder = (found: number[][][]) =>
        found.map((each) => each.sort((a, b) => a[0]! - b[0]!));
      assertEquals(inOrder(pixels), inOrder(touches(axis)));
      const counted = phases.reduce((sum, { count }) => sum + count, 0);
      assertEquals(counted, axis.image);
    }),
    { numRuns: 500 },
  );
});

Deno.test("the axes tried have pixels that no cell reaches, and padding on both sides", () => {
  const tried = fc.sample(axes, { numRuns: 300, seed: 1 }).map(axisPhases);
  assert(tried.some(({ phases }) => phases.some(({ taps }) => taps === 0)));
  assert(tried.some(({ padding: [before, after] }) => before > 1 && after > 1));
  assert(
    tried.some(({ cellStep, sourceStep }) => cellStep > 1 && sourceStep > 1),
  );
});
