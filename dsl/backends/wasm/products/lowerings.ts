import type { Lowerings } from "../layout.ts";
import { appendProduct } from "./append_product.ts";

/** Lowerings of products of matrices. */
export const PRODUCT_LOWERINGS: Lowerings<"matmul" | "fusedMatmul"> = {
  matmul: (node, [a, b], to) =>
    appendProduct(
      { ...node.attributes, a: a!, b: b!, activation: "linear" },
      node,
      to,
    ),
  fusedMatmul: (node, [a, b, bias], to) =>
    appendProduct(
      { ...node.attributes, a: a!, b: b!, bias: bias! },
      node,
      to,
    ),
};
