import type {
  Expression,
  Local,
} from "../../../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../../../core/assembler/function_builder.ts";
import type { Library } from "../library.ts";
import { elu } from "./elu.ts";
import { erf } from "./erf.ts";
import { exp } from "./exp.ts";
import { expm1 } from "./expm1.ts";
import { log } from "./log.ts";
import { log1p } from "./log1p.ts";
import { power } from "./power.ts";
import { sigmoid } from "./sigmoid.ts";
import { softplus } from "./softplus.ts";
import { tanh } from "./tanh.ts";
import { cos, sin } from "./trigonometry.ts";
import { truncate } from "./truncate.ts";

/** A function of four lanes at once. */
export interface VectorFunction {
  /** Number of operands. */
  readonly operands: 1 | 2;
  /** Writes it; answers the result. */
  write(
    f: FunctionBuilder,
    operands: readonly Local<"v128">[],
    library: Library,
  ): Expression<"v128">;
}

/** Functions that a module may hold. */
export type VectorFunctionName =
  | "exp"
  | "expm1"
  | "log"
  | "log1p"
  | "sin"
  | "cos"
  | "tanh"
  | "sigmoid"
  | "softplus"
  | "elu"
  | "erf"
  | "power"
  | "truncate";

/** How each function is written. */
export const VECTOR_FUNCTIONS: {
  readonly [N in VectorFunctionName]: VectorFunction;
} = {
  exp,
  expm1,
  log,
  log1p,
  sin,
  cos,
  tanh,
  sigmoid,
  softplus,
  elu,
  erf,
  power,
  truncate,
};
