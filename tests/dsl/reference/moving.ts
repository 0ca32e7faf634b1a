import {
  at,
  type Meanings,
  offset,
  places,
  stretched,
  tabulate,
  zeros,
} from "./plain.ts";

/** Meanings that move elements and leave them as they are. */
export const MOVING: Meanings<
  | "reshape"
  | "transpose"
  | "slice"
  | "concat"
  | "pad"
  | "broadcastTo"
  | "gather"
  | "scatterAdd"
  | "oneHot"
> = {
  reshape: ({ shape }, [x]) => ({ ...x!, shape }),
  transpose: ({ attributes: { permutation } }, [x]) =>
    tabulate(
      permutation.map((axis) => x!.shape[axis]!),
      x!.dtype,
      (place) =>
        at(x!, permutation.map((_, i) => place[permutation.indexOf(i)]!)),
    ),
  slice: ({ attributes: { begin }, shape }, [x]) =>
    tabulate(
      shape,
      x!.dtype,
      (place) => at(x!, place.map((i, axis) => begin[axis]! + i)),
    ),
  concat: ({ attributes: { axis } }, parts) => {
    const sizes = parts.map((part) => part.shape[axis]!);
    const total = sizes.reduce((sum, size) => sum + size);
    const shape = parts[0]!.shape.with(axis, total);
    return tabulate(shape, parts[0]!.dtype, (place) => {
      let along = place[axis]!;
      let which = 0;
      while (along >= sizes[which]!) along -= sizes[which++]!;
      return at(parts[which]!, place.with(axis, along));
    });
  },
  pad: ({ attributes: { paddings } }, [x]) => {
    const shape = x!.shape.map((size, axis) =>
      paddings[axis]![0] + size + paddings[axis]![1]
    );
    return tabulate(shape, x!.dtype, (place) => {
      const inner = place.map((i, axis) => i - paddings[axis]![0]);
      const inside = inner.every((i, axis) => i >= 0 && i < x!.shape[axis]!);
      return inside ? at(x!, inner) : 0;
    });
  },
  broadcastTo: ({ shape }, [x]) =>
    tabulate(shape, x!.dtype, (place) => stretched(x!, place)),
  gather: (_node, [x, indices]) => {
    const [rows, ...rest] = x!.shape;
    return tabulate([...indices!.shape, ...rest], x!.dtype, (place) => {
      const row = at(indices!, place.slice(0, indices!.shape.length));
      if (row < 0 || row >= rows!) throw new Error(`no row ${row} of ${rows}`);
      return at(x!, [row, ...place.slice(indices!.shape.length)]);
    });
  },
  scatterAdd: ({ attributes: { rows } }, [values, indices]) => {
    const count = indices!.shape.length;
    const shape = [rows, ...values!.shape.slice(count)];
    const data = zeros(shape);
    for (const place of places(values!.shape)) {
      const row = at(indices!, place.slice(0, count));
      if (row < 0 || row >= rows) throw new Error(`no row ${row} of ${rows}`);
      data[offset(shape, [row, ...place.slice(count)])]! += at(values!, place);
    }
    return { shape, dtype: values!.dtype, data };
  },
  oneHot: ({ attributes: { depth } }, [indices]) =>
    tabulate(
      [...indices!.shape, depth],
      "float32",
      (place) => at(indices!, place.slice(0, -1)) === place.at(-1) ? 1 : 0,
    ),
};
