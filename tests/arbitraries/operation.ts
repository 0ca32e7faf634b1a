import type { OperationKind } from "../../dsl/graph/node.ts";
import { ELEMENTWISE } from "./operations/elementwise.ts";
import type { Flavours, FlavoursOf } from "./operations/flavours.ts";
import { FOLDING } from "./operations/folding.ts";
import { IMAGES } from "./operations/images.ts";
import { LEAVES } from "./operations/leaves.ts";
import { MOVING } from "./operations/moving.ts";

/** Samples of every operation: a kind without them does not type-check. */
const OPERATIONS: FlavoursOf<OperationKind> = {
  ...LEAVES,
  ...ELEMENTWISE,
  ...FOLDING,
  ...IMAGES,
  ...MOVING,
};

/** Every operation with its samples. */
export const operations: readonly (readonly [OperationKind, Flavours])[] =
  Object.entries(OPERATIONS) as [OperationKind, Flavours][];
