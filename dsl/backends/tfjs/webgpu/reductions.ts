import type { Block, Call } from "../kernels.ts";
import { elementwise } from "./elementwise.ts";
import { FUNCTIONS } from "./functions.ts";
import { type Gpu, shaderCall, wgslType } from "./shader.ts";

type Kind = "sum" | "max" | "min" | "prod";

/** From which length on several threads share the folding of one element. */
const SHARED_LENGTH = 64;
const LONG_LENGTH = 4096;

function start(kind: Kind, isFloat: boolean): string {
  switch (kind) {
    case "sum":
      return isFloat ? "0.0" : "0";
    case "prod":
      return isFloat ? "1.0" : "1";
    case "max":
      return isFloat ? "-uniforms.INFINITY" : "(-2147483647 - 1)";
    case "min":
      return isFloat ? "uniforms.INFINITY" : "2147483647";
  }
}

function combined(kind: Kind, isFloat: boolean): string {
  switch (kind) {
    case "sum":
      return "x + y";
    case "prod":
      return "x * y";
    case "max":
      return isFloat ? "larger(x, y)" : "max(x, y)";
    case "min":
      return isFloat ? "smaller(x, y)" : "min(x, y)";
  }
}

/** Folds the middle axis of a block: in order, or by halves where it is long. */
export function reduce(kind: Kind, spec: Block, gpu: Gpu): Call {
  const { outer, length, inner, dtype } = spec;
  const isFloat = dtype === "float32";
  const type = wgslType(dtype);
  const lanes = length < SHARED_LENGTH ? 1 : length < LONG_LENGTH ? 64 : 256;
  const fold = (first: string, by: number): string => `
      var value = ${type}(${start(kind, isFloat)});
      for (var k = ${first}; k < uniforms.length; k = k + ${by}) {
        let place = (i / uniforms.inner * uniforms.length + k) * uniforms.inner +
            i % uniforms.inner;
        value = combine(value, a[place]);
      }`;
  const declarations = `
    ${FUNCTIONS}
    fn combine(x : ${type}, y : ${type}) -> ${type} {
      return ${combined(kind, isFloat)};
    }
    ${lanes > 1 ? `var<workgroup> parts : array<${type}, ${lanes}>;` : ""}`;
  return shaderCall({
    key: `reduce ${kind} ${dtype} ${lanes}`,
    inputs: ["a"],
    uniforms: { length, inner },
    size: outer * inner,
    dtype,
    declarations,
    lanes,
    body: lanes === 1 ? `${fold("0", 1)} result[i] = value;` : `
      if (i < uniforms.size) {
        ${fold("lane", lanes)}
        parts[lane] = value;
      }
      workgroupBarrier();
      for (var half = ${lanes / 2}; half > 0; half = half / 2) {
        if (lane < half) {
          parts[lane] = combine(parts[lane], parts[lane + half]);
        }
        workgroupBarrier();
      }
      if (lane == 0 && i < uniforms.size) { result[i] = parts[0]; }`,
  }, gpu);
}

/** One thread for each result, along the block's middle axis. */
export function argExtreme(
  kind: "argMax" | "argMin",
  { outer, length, inner, dtype }: Block,
  gpu: Gpu,
): Call {
  const better = kind === "argMax" ? ">" : "<";
  const isFloat = dtype === "float32";
  const isBetter = isFloat
    ? `value ${better} best || (isnan(value) && !isnan(best))`
    : `value ${better} best`;
  return shaderCall({
    key: `${kind} ${dtype}`,
    inputs: ["a"],
    uniforms: { length, inner },
    size: outer * inner,
    dtype: "int32",
    body: `
      let first = i / uniforms.inner * uniforms.length * uniforms.inner +
          i % uniforms.inner;
      var best = a[first];
      var place = 0;
      for (var k = 1; k < uniforms.length; k = k + 1) {
        let value = a[first + k * uniforms.inner];
        if (${isBetter}) {
          best = value;
          place = k;
        }
      }
      result[i] = place;`,
  }, gpu);
}

/** e^(xᵢ − max) / Σⱼ e^(xⱼ − max) along the last axis, or its logarithm. */
export function softmax(
  kind: "softmax" | "logSoftmax",
  { outer, length }: Block,
  gpu: Gpu,
): Call {
  const block = { outer, length, inner: 1, dtype: "float32" } as const;
  const max = reduce("max", block, gpu);
  const shifted = rows("subtract", outer, length, gpu);
  const power = rows("exp", outer, length, gpu);
  const sum = reduce("sum", block, gpu);
  const log = rows("log", outer, 1, gpu);
  const quotient = rows("divide", outer, length, gpu);
  return (inputs) => {
    const [logits] = inputs;
    const temporary = [max(inputs)];
    const keep = (value: typeof temporary[0]) => {
      temporary.push(value);
      return value;
    };
    try {
      const x = keep(shifted([logits!, temporary[0]!]));
      const powers = keep(power([x]));
      const sums = keep(sum([powers]));
      if (kind === "softmax") return quotient([powers, sums]);
      return shifted([x, keep(log([sums]))]);
    } finally {
      for (const { dataId } of temporary) gpu.backend.disposeData(dataId);
    }
  };
}

/** An operation on [outer, length], with [outer, 1] as its second operand if it has one. */
function rows(
  kind: "subtract" | "divide" | "exp" | "log",
  outer: number,
  length: number,
  gpu: Gpu,
): Call {
  const dtype = "float32";
  const whole = { shape: [outer, length], dtype } as const;
  const column = { shape: [outer, 1], dtype } as const;
  const isBinary = kind === "subtract" || kind === "divide";
  const inputs = isBinary ? [whole, column] : [whole];
  return elementwise({ kind, inputs, ...whole }, gpu);
}
