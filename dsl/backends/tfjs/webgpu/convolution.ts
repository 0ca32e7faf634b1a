import { sizeOf } from "../../../graph/node.ts";
import type { Call, Convolution, FusedConvolution } from "../kernels.ts";
import { matmul } from "./matmul.ts";
import { type Gpu, shaderCall } from "./shader.ts";

// A convolution is a product: the windows of all images, each laid out as a row
// [kh·kw·c], times the filter as a matrix [kh·kw·c, f].

/** Sizes of the product. */
interface Sizes {
  /** Windows of all images, n·oh·ow. */
  readonly windows: number;
  /** Cells of a window, kh·kw·c. */
  readonly cells: number;
  /** Filters, f. */
  readonly filters: number;
}

function sizesOf({ filter, result }: Convolution): Sizes {
  return {
    windows: sizeOf(result.slice(0, 3)),
    cells: sizeOf(filter.slice(0, 3)),
    filters: result[3]!,
  };
}

const PLAIN = {
  count: 1,
  transposeA: false,
  transposeB: false,
  bias: false,
  activation: "linear",
} as const;

function uniformsOf(
  { image, filter, result, geometry }: Convolution,
): Record<string, number> {
  const { strides, dilations, padding } = geometry;
  return {
    height: image[1]!,
    width: image[2]!,
    channels: image[3]!,
    rows: filter[0]!,
    columns: filter[1]!,
    down: result[1]!,
    across: result[2]!,
    stride_y: strides[0],
    stride_x: strides[1],
    dilation_y: dilations[0],
    dilation_x: dilations[1],
    top: padding.top,
    left: padding.left,
  };
}

/** Lays out windows: one thread for each cell of each. */
function unfold(spec: Convolution, gpu: Gpu): Call {
  const { windows, cells } = sizesOf(spec);
  return shaderCall({
    key: "unfold",
    inputs: ["a"],
    uniforms: uniformsOf(spec),
    size: windows * cells,
    dtype: "float32",
    body: `
      let c = i % uniforms.channels;
      let column = i / uniforms.channels % uniforms.columns;
      let row = i / uniforms.channels / uniforms.columns % uniforms.rows;
      let window = i / uniforms.channels / uniforms.columns / uniforms.rows;
      let across = window % uniforms.across;
      let down = window / uniforms.across % uniforms.down;
      let n = window / uniforms.across / uniforms.down;
      let y = down * uniforms.stride_y - uniforms.top + row * uniforms.dilation_y;
      let x = across * uniforms.stride_x - uniforms.left + column * uniforms.dilation_x;
      var value = 0.0;
      if (y >= 0 && y < uniforms.height && x >= 0 && x < uniforms.width) {
        value = a[((n * uniforms.height + y) * uniforms.width + x) * uniforms.channels + c];
      }
      result[i] = value;`,
  }, gpu);
}

/** Sums windows back into images: one thread for each cell of an image. */
function fold(spec: Convolution, gpu: Gpu): Call {
  return shaderCall({
    key: "fold",
    inputs: ["a"],
    uniforms: uniformsOf(spec),
    size: sizeOf(spec.image),
    dtype: "float32",
    body: `
      let c = i % uniforms.channels;
      let x = i / uniforms.channels % uniforms.width + uniforms.left;
      let y = i / uniforms.channels / uniforms.width % uniforms.height + uniforms.top;
      let n = i / uniforms.channels / uniforms.width / uniforms.height;
      var value = 0.0;
      for (var row = 0; row < uniforms.rows; row = row + 1) {
        let dy = y - row * uniforms.dilation_y;
        let down = dy / uniforms.stride_y;
        if (dy < 0 || dy % uniforms.stride_y != 0 || down >= uniforms.down) { continue; }
        for (var column = 0; column < uniforms.columns; column = column + 1) {
          let dx = x - column * uniforms.dilation_x;
          let across = dx / uniforms.stride_x;
          if (dx < 0 || dx % uniforms.stride_x != 0 || across >= uniforms.across) { continue; }
          let window = (n * uniforms.down + down) * uniforms.across + across;
          let cell = (window * uniforms.rows + row) * uniforms.columns + column;
          value = value + a[cell * uniforms.channels + c];
        }
      }
      result[i] = value;`,
  }, gpu);
}

/** Calls `second` with what `first` answers, which is let go then. */
function chained(
  first: Call,
  firstInputs: (inputs: Parameters<Call>[0]) => Parameters<Call>[0],
  second: (
    made: ReturnType<Call>,
    inputs: Parameters<Call>[0],
  ) => ReturnType<Call>,
  gpu: Gpu,
): Call {
  return (inputs) => {
    const made = first(firstInputs(inputs));
    try {
      return second(made, inputs);
    } finally {
      gpu.backend.disposeData(made.dataId);
    }
  };
}

/** A convolution, with bias and activation. */
export function conv2d(spec: FusedConvolution, gpu: Gpu): Call {
  const { windows, cells, filters } = sizesOf(spec);
  const { bias, activation } = spec;
  const size = { m: windows, n: filters, k: cells };
  const product = matmul({ ...PLAIN, ...size, bias, activation }, gpu);
  return chained(
    unfold(spec, gpu),
    ([image]) => [image!],
    (unfolded, [, ...rest]) => product([unfolded, ...rest]),
    gpu,
  );
}

/** Windows' gradients are upstream · filterᵀ; cells that windows share sum them. */
export function conv2dInputGradient(
  spec: Convolution,
  gpu: Gpu,
): Call {
  const { windows, cells, filters } = sizesOf(spec);
  const size = { m: windows, n: cells, k: filters };
  const sum = fold(spec, gpu);
  return chained(
    matmul({ ...PLAIN, ...size, transposeB: true }, gpu),
    (inputs) => inputs,
    (unfolded) => sum([unfolded]),
    gpu,
  );
}

/** The filter's gradient is windowsᵀ · upstream. */
export function conv2dFilterGradient(
  spec: Convolution,
  gpu: Gpu,
): Call {
  const { windows, cells, filters } = sizesOf(spec);
  const size = { m: cells, n: filters, k: windows };
  const product = matmul({ ...PLAIN, ...size, transposeA: true }, gpu);
  return chained(
    unfold(spec, gpu),
    ([image]) => [image!],
    (unfolded, [, upstream]) => product([unfolded, upstream!]),
    gpu,
  );
}
