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
import type { Store } from "./store.ts";
import { view } from "./view.ts";

/**
 * Kernels in plain loops over tfjs's cpu store.
 *
 * They stand in for tfjs's own cpu kernels, some of which are wrong for our
 * meaning (ties, padded averages, casts) and some far slower: a filter gradient 400 times.
 */
export function cpuKernels(store: Store): Kernels {
  return {
    elementwise: (spec) => elementwise(spec, store),
    view: (spec) => view(spec, store),
    concat: (spec) => concat(spec, store),
    reduce: (kind, spec) => reduce(kind, spec, store),
    argExtreme: (kind, spec) => argExtreme(kind, spec, store),
    softmax: (kind, spec) => softmax(kind, spec, store),
    matmul: (spec) => matmul(spec, store),
    gather: (spec) => gather(spec, store),
    scatterAdd: (spec) => scatterAdd(spec, store),
    conv2d: (spec) => conv2d(spec, store),
    conv2dInputGradient: (spec) => conv2dInputGradient(spec, store),
    conv2dFilterGradient: (spec) => conv2dFilterGradient(spec, store),
    maxPoolPick: (spec) => maxPoolPick(spec, store),
    maxPoolGradient: (spec) => maxPoolGradient(spec, store),
    averagePool: (spec) => averagePool(spec, store),
    averagePoolGradient: (spec) => averagePoolGradient(spec, store),
  };
}
