import type { Kernels } from "../kernels.ts";
import { concat } from "./concat.ts";
import {
  conv2d,
  conv2dFilterGradient,
  conv2dInputGradient,
} from "./convolution.ts";
import { elementwise } from "./elementwise.ts";
import { gather, scatterAdd } from "./indexing.ts";
import { matmul } from "./matmul.ts";
import {
  averagePool,
  averagePoolGradient,
  maxPoolGradient,
  maxPoolPick,
} from "./pooling.ts";
import { argExtreme, reduce, softmax } from "./reductions.ts";
import type { Tfjs } from "./tfjs_kernel.ts";
import { view } from "./view.ts";

/**
 * tfjs's webgpu kernels for products and convolutions; for the rest shaders of
 * our own, run through tfjs.
 *
 * tfjs's others pass whole numbers through floats, know few axes, break ties of
 * maxima at the last place, or lose NaN and accuracy near 0.
 */
export function webgpuKernels(tfjs: Tfjs): Kernels {
  const { backend } = tfjs;
  return {
    elementwise: (spec) => elementwise(spec, backend),
    view: (spec) => view(spec, backend),
    concat: (spec) => concat(spec, backend),
    reduce: (kind, spec) => reduce(kind, spec, backend),
    argExtreme: (kind, spec) => argExtreme(kind, spec, backend),
    softmax: (kind, spec) => softmax(kind, spec, backend),
    matmul: (spec) => matmul(spec, tfjs),
    gather: (spec) => gather(spec, backend),
    scatterAdd: (spec) => scatterAdd(spec, backend),
    conv2d: (spec) => conv2d(spec, tfjs),
    conv2dInputGradient: (spec) => conv2dInputGradient(spec, tfjs),
    conv2dFilterGradient: (spec) => conv2dFilterGradient(spec, tfjs),
    maxPoolPick: (spec) => maxPoolPick(spec, backend),
    maxPoolGradient: (spec) => maxPoolGradient(spec, backend),
    averagePool: (spec) => averagePool(spec, backend),
    averagePoolGradient: (spec) => averagePoolGradient(spec, backend),
  };
}
