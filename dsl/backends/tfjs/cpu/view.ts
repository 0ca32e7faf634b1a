import type { Data, DType } from "../../../graph/node.ts";
import type { Call } from "../kernels.ts";
import {
  isPadded,
  simplify,
  type View,
  type ViewAxis,
  viewSize,
} from "../../view.ts";
import { zeros } from "../../../graph/zeros.ts";
import type { Store } from "./store.ts";

/** Copies the elements a view shows. */
export function view(view: View, store: Store): Call {
  const { axes } = simplify(view);
  const size = viewSize({ axes, source: view.source });
  return ([source]) => {
    const from = store.elements(source!);
    const y = zeros(source!.dtype as DType, size);
    if (axes.length === 0) y[0] = from[0]!;
    else copy(y, 0, size, from, 0, axes, 0);
    return store.keep(y);
  };
}

/** Copies what the axes from `depth` on show into `size` elements of y. */
function copy(
  y: Data,
  at: number,
  size: number,
  from: Data,
  place: number,
  axes: readonly ViewAxis[],
  depth: number,
): void {
  const axis = axes[depth]!;
  const { step, begin, limit } = axis;
  const row = size / axis.size;
  // Only places inside the source are copied: the others are 0 already.
  const first = isPadded(axis) ? Math.max(0, -begin) : 0;
  const end = isPadded(axis) ? Math.min(axis.size, limit - begin) : axis.size;
  if (end <= first) return;
  place += (begin + first) * step;
  at += first * row;
  if (depth === axes.length - 1) {
    copyRow(y, at, end - first, from, place, step);
    return;
  }
  for (let i = first; i < end; i++, at += row, place += step) {
    copy(y, at, row, from, place, axes, depth + 1);
  }
}

function copyRow(
  y: Data,
  at: number,
  n: number,
  from: Data,
  place: number,
  step: number,
): void {
  if (step === 1 && n > 16) {
    y.set(from.subarray(place, place + n), at);
  } else if (step === 0) {
    y.fill(from[place]!, at, at + n);
  } else {
    for (const end = at + n; at < end; at++, place += step) {
      y[at] = from[place]!;
    }
  }
}
