import type { Call, Elementwise } from "../kernels.ts";
import { loopsOver } from "../loop_nest.ts";
import { EXPRESSIONS } from "./expressions.ts";
import { FUNCTIONS } from "./functions.ts";
import { type Gpu, shaderCall, wgslType } from "./shader.ts";

const OPERANDS = ["x", "y", "z"];

/** One thread for each element of the result. */
export function elementwise(spec: Elementwise, gpu: Gpu): Call {
  const { kind, inputs, shape, dtype } = spec;
  const { sizes, steps } = loopsOver(shape, inputs.map(({ shape }) => shape));
  const uniforms: Record<string, number> = {};
  const isFlat = sizes.length === 1;
  if (!isFlat) {
    sizes.forEach((size, loop) => uniforms[`n${loop}`] = size);
    steps.forEach((step, operand) =>
      step.forEach((s, loop) => uniforms[`s${operand}_${loop}`] = s)
    );
  }
  // Over one loop, each operand runs along or stays.
  const places = inputs.map((_, operand) =>
    isFlat ? (steps[operand]![0] === 0 ? "0" : "i") : `p${operand}`
  );
  const loads = inputs.map(({ dtype }, operand) =>
    `let ${OPERANDS[operand]} = ${wgslType(dtype)}(${"abc"[operand]}[${
      places[operand]
    }]);`
  );
  const from = inputs[0]!.dtype;
  return shaderCall({
    key: [
      "map",
      kind,
      dtype,
      sizes.length,
      ...inputs.map(({ dtype }) => dtype),
      ...places,
    ].join(" "),
    inputs: inputs.map((_, operand) => "abc"[operand]!),
    uniforms,
    size: sizes.reduce((size, turns) => size * turns, 1),
    dtype,
    declarations: FUNCTIONS,
    body: `
      ${isFlat ? "" : placesOf(sizes.length, inputs.length)}
      ${loads.join("\n")}
      result[i] = ${EXPRESSIONS[kind](from, dtype)};`,
  }, gpu);
}

/** Statements that find each operand's place p0, p1, … from i. */
function placesOf(loops: number, operands: number): string {
  const lines = ["var rest = i;"];
  for (let k = 0; k < operands; k++) lines.push(`var p${k} = 0;`);
  for (let loop = loops - 1; loop >= 0; loop--) {
    lines.push(`let turn${loop} = rest % uniforms.n${loop};`);
    lines.push(`rest = rest / uniforms.n${loop};`);
    for (let k = 0; k < operands; k++) {
      lines.push(`p${k} = p${k} + turn${loop} * uniforms.s${k}_${loop};`);
    }
  }
  return lines.join("\n");
}
