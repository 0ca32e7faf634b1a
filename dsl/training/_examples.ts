import { cannot, formatValue, unknownName } from "../../core/errors.ts";
import type { RandomStream } from "../../core/random.ts";
import type { TensorLike } from "../../core/tensor.ts";
import type { Shape } from "../graph/node.ts";
import type { AnyModel } from "../model.ts";
import type { Place } from "../place.ts";
import { placesOf } from "../places_of.ts";
import {
  asClasses,
  type Column,
  type ColumnWish,
  joinColumns,
  readColumn,
  requireValues,
  type Rows,
  selectRows,
} from "./_columns.ts";
import { type Head, targetShape } from "./_heads.ts";
import type { LabeledData, ModelData } from "./labeled_data.ts";
import { targetKind } from "./losses/loss.ts";

/** Placeholders of one input, of the targets of one head, and of the weights. */
export const placeholderOf = {
  input: (name: string): string => `x/${name}`,
  target: (name: string): string => `y/${name}`,
  weight: "weight",
} as const;

/** The inputs of a model by name, with the shape of one sample. */
export function inputsOf(model: AnyModel): ReadonlyMap<string, Shape> {
  return new Map(
    [...placesOf(model)]
      .filter(([{ layer }]) => layer.kind === "input")
      .map(([{ shape }, name]) => [name, shape]),
  );
}

/**
 * Reads what a model is given.
 *
 * @throws {RangeError} If something is missing, too much, of a wrong shape, or not finite.
 */
export function readInputs(
  action: string,
  model: AnyModel,
  x: ModelData,
): Rows {
  return joinColumns(action, inputColumns(action, model, x));
}

/**
 * Reads examples for a model: inputs, targets, and a weight for each if there are any.
 *
 * @throws {RangeError} If something is missing, too much, of a wrong shape, not finite, or no target of its loss.
 */
export function readExamples(
  action: string,
  model: AnyModel,
  heads: readonly Head[],
  { x, y, sampleWeight }: LabeledData,
): Rows {
  const inputs = inputColumns(action, model, x);
  const shapes = Object.entries<Place>(model.outputs).map(([name, place]) => {
    const { loss } = heads.find((head) => head.name === name)!;
    return [name, targetShape(loss, place.shape)] as const;
  });
  const given = byName(action, "y", "head", y, new Map(shapes));
  const targets = heads.map((head): NamedColumn => {
    const wish = given.get(head.name)!;
    const placeholder = placeholderOf.target(head.name);
    return [placeholder, wish.name, readTarget(model, head, wish)];
  });
  const weights = sampleWeight === undefined
    ? []
    : [readWeights(action, sampleWeight)];
  return joinColumns(action, [...inputs, ...targets, ...weights]);
}

type NamedColumn = readonly [string, string, Column];

function inputColumns(
  action: string,
  model: AnyModel,
  x: ModelData,
): readonly NamedColumn[] {
  return [...byName(action, "x", "input", x, inputsOf(model))].map((
    [name, wish],
  ) => [placeholderOf.input(name), wish.name, readColumn(wish.values, wish)]);
}

interface Given extends ColumnWish {
  readonly values: TensorLike;
}

/** The values for each name, which must all be there. */
function byName(
  action: string,
  variable: string,
  what: string,
  data: ModelData,
  shapes: ReadonlyMap<string, Shape>,
): ReadonlyMap<string, Given> {
  const names = [...shapes.keys()];
  if (isTensorLike(data)) {
    if (names.length !== 1) {
      const wish = `'${variable}' must have values for each ${what}, ${
        names.join(", ")
      }`;
      throw new RangeError(cannot(action, wish, "a single one"));
    }
    const [name] = names as [string];
    const shape = shapes.get(name)!;
    return new Map([[name, { action, name: variable, shape, values: data }]]);
  }
  const stranger = Object.keys(data).find((name) => !shapes.has(name));
  if (stranger !== undefined) throw unknownName(action, what, stranger, names);
  return new Map(names.map((name) => {
    const values = data[name];
    if (values === undefined) {
      const wish = `'${variable}' must have values for ${what} "${name}"`;
      throw new RangeError(cannot(action, wish, "none"));
    }
    const shape = shapes.get(name)!;
    return [name, { action, name: `${variable}.${name}`, shape, values }];
  }));
}

function isTensorLike(data: ModelData): data is TensorLike {
  if (typeof data === "number" || Array.isArray(data)) return true;
  if (typeof data !== "object" || data === null || ArrayBuffer.isView(data)) {
    throw new TypeError(
      cannot(
        "read data",
        "it must be a tensor, nested arrays, or a record of such",
        formatValue(data),
      ),
    );
  }
  return ArrayBuffer.isView((data as { data?: unknown }).data);
}

function readTarget(model: AnyModel, head: Head, given: Given): Column {
  const column = readColumn(given.values, given);
  switch (targetKind(head.loss)) {
    case "numbers":
      return column;
    case "probabilities":
      requireValues(column, given, 0, 1);
      return column;
    case "classes": {
      const outputs = model.outputs as Readonly<Record<string, Place>>;
      return asClasses(column, given, outputs[head.name]!.shape.at(-1)!);
    }
  }
}

function readWeights(action: string, sampleWeight: TensorLike): NamedColumn {
  const name = "sampleWeight";
  const wish = { action, name, shape: [] };
  const column = readColumn(sampleWeight, wish);
  requireValues(column, wish, 0, Infinity);
  if (column.data.every((weight) => weight === 0)) {
    const wanted = `'${name}' must have a weight above 0`;
    throw new RangeError(cannot(action, wanted, 0, "sum"));
  }
  return [placeholderOf.weight, name, column];
}

/** Two parts of some rows. */
export interface Split {
  /** To learn from. */
  readonly training: Rows;
  /** To be judged by. */
  readonly validation: Rows;
}

/**
 * Takes some rows away, for validation: a random part, or the last rows where there is no `random`.
 *
 * @throws {RangeError} If that leaves nothing on one side.
 */
export function splitRows(
  action: string,
  rows: Rows,
  share: number,
  random?: RandomStream,
): Split {
  const { count } = rows;
  const taken = Math.round(count * share);
  if (taken === 0 || taken === count) {
    const wish = "'validationSplit' must leave examples on both sides";
    const fact = `${count - taken} and ${taken} of ${count}`;
    throw new RangeError(cannot(action, wish, fact, "number"));
  }
  const order = random?.permutation(count) ??
    Int32Array.from({ length: count }, (_, i) => i);
  // Each part keeps its order.
  const begin = count - taken;
  return {
    training: selectRows(rows, order.slice(0, begin).sort()),
    validation: selectRows(rows, order.slice(begin).sort()),
  };
}
