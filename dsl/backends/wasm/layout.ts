import type {
  Data,
  DType,
  NodeOf,
  OperationKind,
  Shape,
} from "../../graph/node.ts";
import type { Step } from "./kernel.ts";
import type { Typed, Value } from "./value.ts";

/** A program under construction. */
export interface Layout {
  /** A new value that lasts until it was last read. */
  temporary(typed: Typed): Value;
  /** A value that is stored once, when the program is compiled. */
  constant(data: Data, shape: Shape, dtype: DType): Value;
  /** Appends a step. */
  step(step: Step): void;
}

/** Lays out one node, given the values of its inputs, none of them empty. */
export type Lowering<K extends OperationKind> = (
  node: NodeOf<K>,
  inputs: readonly Value[],
  to: Layout,
) => Value;

/** Lowerings of some kinds. */
export type Lowerings<K extends OperationKind> = {
  readonly [P in K]: Lowering<P>;
};
