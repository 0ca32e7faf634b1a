import { sizeOf } from "../../../graph/node.ts";
import type { Call, Pooling } from "../kernels.ts";
import { type Gpu, type Shader, shaderCall } from "./shader.ts";

/** Window of one cell of the result: the cells [y0, y1) × [x0, x1) of image n, channel c. */
const WINDOW = `
  struct Window { base : i32, y0 : i32, y1 : i32, x0 : i32, x1 : i32 };

  fn window_of(n : i32, down : i32, across : i32, c : i32) -> Window {
    let y = down * uniforms.stride_y - uniforms.top;
    let x = across * uniforms.stride_x - uniforms.left;
    return Window(
        n * uniforms.height * uniforms.width * uniforms.channels + c,
        max(y, 0), min(y + uniforms.size_y, uniforms.height),
        max(x, 0), min(x + uniforms.size_x, uniforms.width));
  }

  fn place_of(w : Window, y : i32, x : i32) -> i32 {
    return w.base + (y * uniforms.width + x) * uniforms.channels;
  }

  fn cells_of(w : Window) -> i32 { return (w.y1 - w.y0) * (w.x1 - w.x0); }

  fn is_empty(w : Window) -> bool { return w.y1 <= w.y0 || w.x1 <= w.x0; }
`;

/** Place of a window's first largest cell of the array `a`; a NaN counts as the largest. */
const LARGEST = `
  fn largest(w : Window) -> i32 {
    var place = place_of(w, w.y0, w.x0);
    var best = a[place];
    for (var y = w.y0; y < w.y1; y = y + 1) {
      for (var x = w.x0; x < w.x1; x = x + 1) {
        let value = a[place_of(w, y, x)];
        if (value > best || (isnan(value) && !isnan(best))) {
          place = place_of(w, y, x);
          best = value;
        }
      }
    }
    return place;
  }
`;

/** One thread for each window: `code` finds `value` from the window w. */
function eachWindow(code: string): string {
  return `
    let c = i % uniforms.channels;
    let across = i / uniforms.channels % uniforms.across;
    let down = i / uniforms.channels / uniforms.across % uniforms.down;
    let n = i / uniforms.channels / uniforms.across / uniforms.down;
    let w = window_of(n, down, across, c);
    var value = 0.0;
    if (!is_empty(w)) { ${code} }
    result[i] = value;`;
}

/** One thread for each cell of the image: `code` adds to `value` for each window w, at `place` of the result, that covers it. */
function eachCell(code: string): string {
  return `
    let c = i % uniforms.channels;
    let x = i / uniforms.channels % uniforms.width + uniforms.left;
    let y = i / uniforms.channels / uniforms.width % uniforms.height + uniforms.top;
    let n = i / uniforms.channels / uniforms.width / uniforms.height;
    // Windows begin at multiples of the stride, at most a window's size before.
    let down0 = max(0, (y - uniforms.size_y + uniforms.stride_y) / uniforms.stride_y);
    let down1 = min(uniforms.down - 1, y / uniforms.stride_y);
    let across0 = max(0, (x - uniforms.size_x + uniforms.stride_x) / uniforms.stride_x);
    let across1 = min(uniforms.across - 1, x / uniforms.stride_x);
    var value = 0.0;
    for (var down = down0; down <= down1; down = down + 1) {
      for (var across = across0; across <= across1; across = across + 1) {
        let w = window_of(n, down, across, c);
        let place = ((n * uniforms.down + down) * uniforms.across + across) *
            uniforms.channels + c;
        ${code}
      }
    }
    result[i] = value;`;
}

function pooling(
  { image, result, geometry }: Pooling,
  shader: Pick<Shader, "key" | "inputs" | "body"> & { overImage: boolean },
  gpu: Gpu,
): Call {
  const { size, strides, padding } = geometry;
  const { key, inputs, body, overImage } = shader;
  return shaderCall({
    key,
    inputs,
    uniforms: {
      height: image[1]!,
      width: image[2]!,
      channels: image[3]!,
      down: result[1]!,
      across: result[2]!,
      size_y: size[0],
      size_x: size[1],
      stride_y: strides[0],
      stride_x: strides[1],
      top: padding.top,
      left: padding.left,
    },
    size: sizeOf(overImage ? image : result),
    dtype: "float32",
    declarations: WINDOW + (key.startsWith("max") ? LARGEST : ""),
    body,
  }, gpu);
}

/** Takes a value at the place of each window's largest cell. */
export function maxPoolPick(spec: Pooling, gpu: Gpu): Call {
  return pooling(spec, {
    key: "maxPoolPick",
    inputs: ["a", "b"],
    overImage: false,
    body: eachWindow("value = b[largest(w)];"),
  }, gpu);
}

/** Gives what comes from upstream to each window's largest cell. */
export function maxPoolGradient(spec: Pooling, gpu: Gpu): Call {
  return pooling(spec, {
    key: "maxPoolGradient",
    inputs: ["a", "b"],
    overImage: true,
    body: eachCell("if (largest(w) == i) { value = value + b[place]; }"),
  }, gpu);
}

/** The mean of each window's cells. */
export function averagePool(spec: Pooling, gpu: Gpu): Call {
  return pooling(spec, {
    key: "averagePool",
    inputs: ["a"],
    overImage: false,
    body: eachWindow(`
      for (var y = w.y0; y < w.y1; y = y + 1) {
        for (var x = w.x0; x < w.x1; x = x + 1) {
          value = value + a[place_of(w, y, x)];
        }
      }
      value = value / f32(cells_of(w));`),
  }, gpu);
}

/** Shares what comes from upstream among each window's cells. */
export function averagePoolGradient(
  spec: Pooling,
  gpu: Gpu,
): Call {
  return pooling(spec, {
    key: "averagePoolGradient",
    inputs: ["a"],
    overImage: true,
    body: eachCell("value = value + a[place] / f32(cells_of(w));"),
  }, gpu);
}
