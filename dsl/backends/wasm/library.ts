import type { Expression, Local } from "../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../core/assembler/function_builder.ts";
import { f32x4 } from "../../../core/assembler/instructions.ts";
import {
  call,
  type FunctionHandle,
  type ModuleBuilder,
} from "../../../core/assembler/module_builder.ts";
import { VECTOR_FUNCTIONS, type VectorFunctionName } from "./math/functions.ts";
import type { Target } from "./target.ts";

type V128 = Expression<"v128">;

/** Functions of the host, on single numbers of double precision. */
export interface Host {
  /** Radians. */
  readonly sin: (x: number) => number;
  /** Radians. */
  readonly cos: (x: number) => number;
  /** Base, exponent. */
  readonly pow: (base: number, exponent: number) => number;
}

/** What a module imports besides its memory. */
export const HOST: Host = { sin: Math.sin, cos: Math.cos, pow: Math.pow };

/** What the kernels of one module share. */
export class Library {
  /** What the module is written for. */
  readonly target: Pick<Target, "relaxed" | "shared">;
  readonly #module: ModuleBuilder;
  readonly #host: {
    readonly [N in keyof Host]: FunctionHandle<"f64">;
  };
  readonly #functions = new Map<VectorFunctionName, FunctionHandle<"v128">>();

  /** Imports the host's functions; before any function is written. */
  constructor(
    module: ModuleBuilder,
    target: Pick<Target, "relaxed" | "shared">,
  ) {
    this.target = target;
    this.#module = module;
    const one = { parameters: ["f64"], result: "f64" } as const;
    const two = { parameters: ["f64", "f64"], result: "f64" } as const;
    this.#host = {
      sin: module.import("sin", one),
      cos: module.import("cos", one),
      pow: module.import("pow", two),
    };
  }

  /** a · b + c, in each lane; rounded once where the target allows. */
  madd(a: V128, b: V128, c: V128): V128 {
    return this.target.relaxed
      ? f32x4.relaxedMadd(a, b, c)
      : f32x4.add(f32x4.mul(a, b), c);
  }

  /** c − a · b, in each lane; rounded once where the target allows. */
  nmadd(a: V128, b: V128, c: V128): V128 {
    return this.target.relaxed
      ? f32x4.relaxedNmadd(a, b, c)
      : f32x4.sub(c, f32x4.mul(a, b));
  }

  /** A vector, or a number in every lane; kept by the module, as it takes several instructions to write one out. */
  constant(value: V128 | number): V128 {
    return this.#module.constant(
      typeof value === "number" ? f32x4.const(value) : value,
    );
  }

  /** A function of each lane; written into the module when it is first needed. */
  apply(name: VectorFunctionName, ...operands: readonly V128[]): V128 {
    return call(this.#function(name), ...operands);
  }

  /** A function of each lane, written in place: no call, for innermost loops. */
  inline(
    f: FunctionBuilder,
    name: VectorFunctionName,
    ...operands: readonly Local<"v128">[]
  ): V128 {
    return VECTOR_FUNCTIONS[name].write(f, operands, this);
  }

  /** A function of the host. */
  host(
    name: keyof Host,
    ...operands: readonly Expression<"f64">[]
  ): Expression<"f64"> {
    return call(this.#host[name], ...operands);
  }

  #function(name: VectorFunctionName): FunctionHandle<"v128"> {
    const known = this.#functions.get(name);
    if (known) return known;
    const { operands, write } = VECTOR_FUNCTIONS[name];
    const parameters = Array.from({ length: operands }, () => "v128" as const);
    const made = this.#module.function(
      { parameters, result: "v128" },
      (f, locals) => f.return(write(f, locals, this)),
    );
    this.#functions.set(name, made);
    return made;
  }
}
