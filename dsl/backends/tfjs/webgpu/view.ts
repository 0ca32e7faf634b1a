import type { DType } from "../../../graph/node.ts";
import type { Call } from "../kernels.ts";
import { isPadded, simplify, type View, viewSize } from "../../view.ts";
import { type Gpu, type Shader, shaderCall, wgslType } from "./shader.ts";

/** One thread for each element of the result. */
export function view(view: View, gpu: Gpu): Call {
  const simple = simplify(view);
  const uniforms: Record<string, number> = { start: 0 };
  const padded = simple.axes.map(isPadded);
  simple.axes.forEach(({ size, step, begin, limit }, k) => {
    uniforms[`n${k}`] = size;
    uniforms[`s${k}`] = step;
    if (padded[k]) {
      uniforms[`b${k}`] = begin;
      uniforms[`l${k}`] = limit;
    } else {
      uniforms.start! += begin * step;
    }
  });
  const shader: Omit<Shader, "dtype" | "key" | "body"> = {
    inputs: ["a"],
    uniforms,
    size: viewSize(simple),
  };
  // A view does not know its type before it runs; there are three at most.
  const calls = new Map<string, Call>();
  return (inputs) => {
    const dtype = inputs[0]!.dtype as DType;
    let call = calls.get(dtype);
    if (!call) {
      const key = `view ${dtype} ${padded}`;
      const body = bodyOf(padded, dtype);
      call = shaderCall({ ...shader, key, body, dtype }, gpu);
      calls.set(dtype, call);
    }
    return call(inputs);
  };
}

function bodyOf(padded: readonly boolean[], dtype: DType): string {
  const lines = [
    "var rest = i;",
    "var place = uniforms.start;",
    "var inside = true;",
  ];
  for (let k = padded.length - 1; k >= 0; k--) {
    lines.push(`var c${k} = rest % uniforms.n${k};`);
    lines.push(`rest = rest / uniforms.n${k};`);
    if (padded[k]) {
      lines.push(`c${k} = c${k} + uniforms.b${k};`);
      lines.push(`inside = inside && c${k} >= 0 && c${k} < uniforms.l${k};`);
    }
    lines.push(`place = place + c${k} * uniforms.s${k};`);
  }
  const type = wgslType(dtype);
  return `
    ${lines.join("\n")}
    var value = ${type}(0);
    if (inside) { value = a[place]; }
    result[i] = value;`;
}
