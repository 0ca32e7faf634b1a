import type { WebGPUBackend } from "../../../../core/deps/tfjs_webgpu.ts";
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
import { view } from "./view.ts";

/**
 * Shaders of our own, run through tfjs's store, queue and pipelines.
 *
 * They stand in for tfjs's own webgpu kernels, which pass whole numbers through
 * floats, know few axes and no dilated gradients, break ties of maxima at the last
 * place, lose NaN and accuracy near 0, add in any order, and compile for minutes
 * on a software GPU.
 */
export function webgpuKernels(backend: WebGPUBackend): Kernels {
  return {
    elementwise: (spec) => elementwise(spec, backend),
    view: (spec) => view(spec, backend),
    concat: (spec) => concat(spec, backend),
    reduce: (kind, spec) => reduce(kind, spec, backend),
    argExtreme: (kind, spec) => argExtreme(kind, spec, backend),
    softmax: (kind, spec) => softmax(kind, spec, backend),
    matmul: (spec) => matmul(spec, backend),
    gather: (spec) => gather(spec, backend),
    scatterAdd: (spec) => scatterAdd(spec, backend),
    conv2d: (spec) => conv2d(spec, backend),
    conv2dInputGradient: (spec) => conv2dInputGradient(spec, backend),
    conv2dFilterGradient: (spec) => conv2dFilterGradient(spec, backend),
    maxPoolPick: (spec) => maxPoolPick(spec, backend),
    maxPoolGradient: (spec) => maxPoolGradient(spec, backend),
    averagePool: (spec) => averagePool(spec, backend),
    averagePoolGradient: (spec) => averagePoolGradient(spec, backend),
  };
}
