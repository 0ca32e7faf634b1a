import type { Lowerings } from "../layout.ts";
import { lowerConv2d, lowerFusedConv2d } from "./conv2d.ts";
import { lowerConv2dFilterGradient } from "./conv2d_filter_gradient.ts";
import { lowerConv2dInputGradient } from "./conv2d_input_gradient.ts";

/** Convolutions and their gradients. */
export const CONVOLUTION_LOWERINGS: Lowerings<
  | "conv2d"
  | "fusedConv2d"
  | "conv2dInputGradient"
  | "conv2dFilterGradient"
> = {
  conv2d: lowerConv2d,
  fusedConv2d: lowerFusedConv2d,
  conv2dInputGradient: lowerConv2dInputGradient,
  conv2dFilterGradient: lowerConv2dFilterGradient,
};
