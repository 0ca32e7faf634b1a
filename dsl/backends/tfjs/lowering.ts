import type {
  Data,
  DType,
  NodeOf,
  OperationKind,
  Shape,
} from "../../graph/node.ts";
import type { Call, Kernels, Typed } from "./kernels.ts";

/** A value of a schedule: in which slot it will stand, and how its elements are to be read. */
export interface Value extends Typed {
  /** Index into the values of a run. */
  readonly slot: number;
}

/** A schedule under construction. */
export interface Layout {
  /** What the machine can compute. */
  readonly kernels: Kernels;
  /** Appends a call; answers where its result will stand. */
  call(run: Call, inputs: readonly Value[], result: Typed): Value;
  /** A value that is stored once, when the schedule is made. */
  constant(data: Data, shape: Shape, dtype: DType): Value;
  /** A value that every run is fed. */
  feed(node: NodeOf<"placeholder">): Value;
  /** A value that lives from run to run. */
  variable(node: NodeOf<"variable">): Value;
  /** A value drawn anew by every run. */
  random(node: NodeOf<"randomUniform"> | NodeOf<"randomNormal">): Value;
  /** Stores a value when the run ends. */
  assign(node: NodeOf<"assign">, value: Value): void;
}

/** Lays out one node, given the values of its inputs. */
export type Lowering<K extends OperationKind> = (
  node: NodeOf<K>,
  inputs: readonly Value[],
  to: Layout,
) => Value;

/** The same elements in another shape. */
export function reshaped(value: Value, shape: Shape): Value {
  return { ...value, shape };
}
