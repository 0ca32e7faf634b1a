import type { Call, Joining } from "../kernels.ts";
import { type Gpu, shaderCall, wgslType } from "./shader.ts";

/** One thread for each element of the result; many parts are joined in several goes. */
export function concat(
  { outer, widths, dtype }: Joining,
  gpu: Gpu,
): Call {
  const most = gpu.backend.device.limits.maxStorageBuffersPerShaderStage - 1;
  if (widths.length > most) {
    const first = widths.slice(0, most);
    const width = first.reduce((sum, part) => sum + part, 0);
    const head = concat({ outer, widths: first, dtype }, gpu);
    const rest = [width, ...widths.slice(most)];
    const tail = concat({ outer, widths: rest, dtype }, gpu);
    return (inputs) => {
      const joined = head(inputs.slice(0, most));
      try {
        return tail([joined, ...inputs.slice(most)]);
      } finally {
        gpu.backend.disposeData(joined.dataId);
      }
    };
  }
  const uniforms: Record<string, number> = {};
  let row = 0;
  widths.forEach((width, part) => {
    uniforms[`w${part}`] = width;
    uniforms[`start${part}`] = row;
    row += width;
  });
  uniforms.row = row;
  const names = widths.map((_, part) => `part${part}`);
  const chosen = names.map((name, part) => `
    if (column >= uniforms.start${part} &&
        column < uniforms.start${part} + uniforms.w${part}) {
      value = ${name}[line * uniforms.w${part} + column - uniforms.start${part}];
    }`);
  return shaderCall({
    key: `concat ${dtype} ${widths.length}`,
    inputs: names,
    uniforms,
    size: outer * row,
    dtype,
    body: `
      let line = i / uniforms.row;
      let column = i % uniforms.row;
      var value = ${wgslType(dtype)}(0);
      ${chosen.join("\n")}
      result[i] = value;`,
  }, gpu);
}
