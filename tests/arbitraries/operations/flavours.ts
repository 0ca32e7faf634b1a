import type fc from "fast-check";
import type { OperationKind } from "../../../dsl/graph/node.ts";
import type { Sample } from "../sample.ts";

/** Samples of one operation; `output` is the operation applied to placeholders. */
export interface Flavours {
  /** Whatever the operation takes: ties, zeros, every type. */
  readonly any: fc.Arbitrary<Sample>;
  /**
   * Floats where the operation has derivatives, a step of 1/16 in any direction
   * included. Left out where gradients are not meant to be derivatives.
   */
  readonly smooth?: fc.Arbitrary<Sample>;
}

/** Samples of some operations. */
export type FlavoursOf<K extends OperationKind> = {
  readonly [P in K]: Flavours;
};
