import type { ConvolutionGeometry, Shape } from "../../graph/node.ts";
import type { Convolution, Pooling } from "./kernels.ts";
import type { Lowering } from "./lowering.ts";

type ImageKind =
  | "conv2d"
  | "fusedConv2d"
  | "conv2dInputGradient"
  | "conv2dFilterGradient"
  | "maxPool"
  | "maxPoolGradient"
  | "maxPoolPick"
  | "averagePool"
  | "averagePoolGradient";

function convolution(
  image: Shape,
  filter: Shape,
  result: Shape,
  { strides, padding, dilations }: ConvolutionGeometry,
): Convolution {
  return { image, filter, result, geometry: { strides, padding, dilations } };
}

function pooling(
  image: Shape,
  result: Shape,
  geometry: Pooling["geometry"],
): Pooling {
  return { image, result, geometry };
}

/** Lowerings of operations on images. */
export const IMAGE_LOWERINGS: {
  readonly [K in ImageKind]: Lowering<K>;
} = {
  conv2d: (node, inputs, to) => {
    const [image, filter] = inputs;
    const spec = convolution(
      image!.shape,
      filter!.shape,
      node.shape,
      node.attributes,
    );
    const fused = { ...spec, bias: false, activation: "linear" } as const;
    return to.call(to.kernels.conv2d(fused), inputs, node);
  },
  fusedConv2d: (node, inputs, to) => {
    const [image, filter] = inputs;
    const { activation } = node.attributes;
    const spec = convolution(
      image!.shape,
      filter!.shape,
      node.shape,
      node.attributes,
    );
    const fused = { ...spec, bias: inputs.length > 2, activation };
    return to.call(to.kernels.conv2d(fused), inputs, node);
  },
  conv2dInputGradient: (node, inputs, to) => {
    const [upstream, filter] = inputs;
    const spec = convolution(
      node.shape,
      filter!.shape,
      upstream!.shape,
      node.attributes,
    );
    return to.call(to.kernels.conv2dInputGradient(spec), inputs, node);
  },
  conv2dFilterGradient: (node, inputs, to) => {
    const [image, upstream] = inputs;
    const spec = convolution(
      image!.shape,
      node.shape,
      upstream!.shape,
      node.attributes,
    );
    return to.call(to.kernels.conv2dFilterGradient(spec), inputs, node);
  },
  maxPool: (node, [image], to) => {
    const spec = pooling(image!.shape, node.shape, node.attributes);
    return to.call(to.kernels.maxPoolPick(spec), [image!, image!], node);
  },
  maxPoolGradient: (node, inputs, to) => {
    const spec = pooling(node.shape, inputs[1]!.shape, node.attributes);
    return to.call(to.kernels.maxPoolGradient(spec), inputs, node);
  },
  maxPoolPick: (node, inputs, to) => {
    const spec = pooling(inputs[0]!.shape, node.shape, node.attributes);
    return to.call(to.kernels.maxPoolPick(spec), inputs, node);
  },
  averagePool: (node, inputs, to) => {
    const spec = pooling(inputs[0]!.shape, node.shape, node.attributes);
    return to.call(to.kernels.averagePool(spec), inputs, node);
  },
  averagePoolGradient: (node, inputs, to) => {
    const spec = pooling(node.shape, inputs[0]!.shape, node.attributes);
    return to.call(to.kernels.averagePoolGradient(spec), inputs, node);
  },
};
