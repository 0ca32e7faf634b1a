import { type Shape, sizeOf } from "../../../graph/node.ts";
import type { Layout } from "../layout.ts";
import type { Value } from "../value.ts";
import { type Correlation, type Place, placeWords } from "./correlation.ts";
import { correlationKernel } from "./correlation_kernel.ts";

/** What a correlation reads. */
export interface CorrelationInputs {
  /** Images [n, h, w, c]. */
  readonly images: Value;
  /** Weights, as the correlation says. */
  readonly weights: Value;
  /** A number for each channel of the result. */
  readonly bias?: Value | undefined;
  /** Where the grids of outputs begin. */
  readonly places: readonly Place[];
}

/** What a correlation answers. */
export interface CorrelationResult {
  /** Its shape [n, h, w, channels]. */
  readonly shape: Shape;
  /** Its name, for people. */
  readonly label: string;
  /** Arithmetic operations. */
  readonly flops: number;
}

/** Appends sums of surroundings; sizes that follow from the inputs are filled in. */
export function appendCorrelation(
  correlation: Omit<
    Correlation,
    "channels" | "sourceImage" | "resultImage" | "bias"
  >,
  { images, weights, bias, places }: CorrelationInputs,
  { shape, label, flops }: CorrelationResult,
  to: Layout,
): Value {
  const [count, ...image] = shape;
  const { imageRows } = correlation;
  const kernel = correlationKernel({
    ...correlation,
    channels: shape.at(-1)!,
    sourceImage: sizeOf(images.shape.slice(1)),
    resultImage: sizeOf(image),
    bias: bias !== undefined,
  }, label);
  const words = placeWords(places);
  const table = to.constant(words, [words.length], "int32");
  const result = to.temporary({ shape, dtype: images.dtype });
  const others = [weights, table, ...(bias ? [bias] : [])];
  to.step({
    kernel,
    reads: [
      { value: images, rows: imageRows === undefined ? "own" : "whole" },
      ...others.map((value) => ({ value, rows: "whole" } as const)),
    ],
    writes: [result],
    rows: count! * (imageRows ?? 1),
    flops,
  });
  return result;
}
