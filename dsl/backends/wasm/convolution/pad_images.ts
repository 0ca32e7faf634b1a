import type { Padding } from "../../../graph/node.ts";
import { wholeAxes } from "../../view.ts";
import type { Layout } from "../layout.ts";
import { appendView } from "../moving/append_view.ts";
import type { Value } from "../value.ts";

/** Appends zeros around images [n, h, w, c]; the images as they are, if there are none. */
export function padImages(
  images: Value,
  { top, bottom, left, right }: Padding,
  to: Layout,
): Value {
  const before = [0, top, left, 0];
  const after = [0, bottom, right, 0];
  const axes = wholeAxes(images.shape).map((axis, i) => ({
    ...axis,
    size: before[i]! + axis.size + after[i]!,
    begin: -before[i]!,
  }));
  const shape = axes.map(({ size }) => size);
  return appendView(
    images,
    axes,
    { kind: "pad", shape, dtype: images.dtype },
    to,
  );
}
