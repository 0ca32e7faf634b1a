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
import type { Gpu } from "./shader.ts";
import { view } from "./view.ts";

/**
 * Shaders of our own, run through tfjs's store, queue and pipelines.
 *
 * They stand in for tfjs's own webgpu kernels, which pass whole numbers through
 * floats, know few axes and no dilated gradients, break ties of maxima at the last
 * place, lose NaN and accuracy near 0, add in any order, and compile for minutes
 * on a software GPU.
 */
export function webgpuKernels(gpu: Gpu): Kernels {
  return {
    elementwise: (spec) => elementwise(spec, gpu),
    view: (spec) => view(spec, gpu),
    concat: (spec) => concat(spec, gpu),
    reduce: (kind, spec) => reduce(kind, spec, gpu),
    argExtreme: (kind, spec) => argExtreme(kind, spec, gpu),
    softmax: (kind, spec) => softmax(kind, spec, gpu),
    matmul: (spec) => matmul(spec, gpu),
    gather: (spec) => gather(spec, gpu),
    scatterAdd: (spec) => scatterAdd(spec, gpu),
    conv2d: (spec) => conv2d(spec, gpu),
    conv2dInputGradient: (spec) => conv2dInputGradient(spec, gpu),
    conv2dFilterGradient: (spec) => conv2dFilterGradient(spec, gpu),
    maxPoolPick: (spec) => maxPoolPick(spec, gpu),
    maxPoolGradient: (spec) => maxPoolGradient(spec, gpu),
    averagePool: (spec) => averagePool(spec, gpu),
    averagePoolGradient: (spec) => averagePoolGradient(spec, gpu),
  };
}
