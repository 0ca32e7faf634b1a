import { cannot, quote } from "../core/errors.ts";
import type { Shape } from "./graph/node.ts";
import type { Layer } from "./layer.ts";
import { shapeOf } from "./passes/shape_of.ts";
import { weightsOf } from "./passes/weights_of.ts";

/** A layer at its place in a model: with what it is fed, and the shape it answers. */
export interface Place {
  /** What is done here. */
  readonly layer: Layer;
  /** Whose outputs it takes. */
  readonly inputs: readonly Place[];
  /** Shape of one sample of its output, without the batch. */
  readonly shape: Shape;
  /** The name its author gave it, if any. */
  readonly name: string | undefined;
}

/** What stands at the ends of a model, by name. */
export type Outputs = Readonly<Record<string, Place>>;

const NAME_REGEXP = /^[\p{L}\p{N}][\p{L}\p{N}_.-]*$/u;

/** Throws unless `name` can name a layer, an input or a head. */
export function requireName(name: string, action: string): void {
  if (typeof name === "string" && NAME_REGEXP.test(name)) return;
  const wish =
    "'name' must begin with a letter or digit and go on with these, _, - or .";
  throw new RangeError(cannot(action, wish, quote(String(name))));
}

/**
 * Puts a layer at the end of others.
 *
 * @throws {RangeError} If the layer does not take their shapes.
 */
export function link(
  layer: Layer,
  inputs: readonly Place[],
  name?: string,
): Place {
  if (name !== undefined) requireName(name, "name a layer");
  const shapes = inputs.map(({ shape }) => shape);
  const shape = shapeOf(layer, shapes);
  weightsOf(layer, shapes[0] ?? []);
  return Object.freeze({
    layer,
    inputs: Object.freeze([...inputs]),
    shape,
    name,
  });
}

/** Every place that `ends` need, inputs before users, left before right. */
export function reach(ends: readonly Place[]): readonly Place[] {
  const ordered = new Set<Place>();
  const pending = ends.toReversed();
  while (pending.length > 0) {
    const place = pending.at(-1)!;
    const missing = place.inputs.find((input) => !ordered.has(input));
    if (missing) pending.push(missing);
    else ordered.add(pending.pop()!);
  }
  return [...ordered];
}
