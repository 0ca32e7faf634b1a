import { formatShape } from "../../core/errors.ts";
import { layerTitle } from "../layer.ts";
import type { AnyModel } from "../model.ts";
import type { Place } from "../place.ts";
import { placesOf } from "../places_of.ts";
import { countElements } from "./_count_elements.ts";
import { countFlops } from "./count_flops.ts";
import { countParameters } from "./count_parameters.ts";
import { weightsOf } from "./weights_of.ts";

/**
 * Draws a model as a table: each layer with its output shape and number of
 * parameters; then how many there are, and how much arithmetic a sample takes.
 *
 * Shapes are those of one sample. Where layers do not simply follow each other,
 * a column says what each is fed.
 *
 * @param model The model.
 * @returns Lines of text.
 *
 * @example A small classifier
 * ```ts
 * import { input, summary } from "@silica/silica";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const model = input([8, 8]).flatten().dense(10).softmax();
 * assertStringIncludes(summary(model), "total 650, trainable 650, non-trainable 0");
 * ```
 */
export function summary(model: AnyModel): string {
  const names = placesOf(model);
  const places = [...names.keys()];
  const row = (place: Place): string[] => [
    `${names.get(place)} (${layerTitle(place.layer)})`,
    formatShape(place.shape),
    countText(parameterCount(place)),
    place.inputs.map((input) => names.get(input)).join(", "),
  ];
  const header = ["layer (kind)", "output shape", "parameters", "inputs"];
  const columns = isChain(places) ? 3 : 4;
  const table = drawTable(
    [header, ...places.map(row)].map((cells) => cells.slice(0, columns)),
  );
  const { total, trainable, nonTrainable } = countParameters(model);
  const heads = Object.entries<Place>(model.outputs)
    .map(([name, place]) => `${name} = ${names.get(place)}`);
  return [
    ...table,
    ...(model.kind === "heads" ? [`heads: ${heads.join(", ")}`] : []),
    `parameters: total ${countText(total)}, trainable ${
      countText(trainable)
    }, non-trainable ${countText(nonTrainable)}`,
    `operations: ${countText(countFlops(model))} for each sample`,
  ].join("\n");
}

function parameterCount({ layer, inputs }: Place): number {
  return countElements(weightsOf(layer, inputs[0]?.shape ?? []));
}

/** Whether each place takes just the one before it. */
function isChain(places: readonly Place[]): boolean {
  return places.every(({ inputs }, i) =>
    inputs.length === Math.min(i, 1) && inputs[0] === places[i - 1]
  );
}

/** A number with commas between thousands. */
const countText = (count: number) => count.toLocaleString("en-US");

/** Rows in columns, the third to the right, with a rule under the first row. */
function drawTable(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) =>
    Math.max(...rows.map((row) => row[column]!.length))
  );
  const lines = rows.map((row) =>
    row.map((cell, column) =>
      column === 2
        ? cell.padStart(widths[column]!)
        : cell.padEnd(widths[column]!)
    ).join("  ").trimEnd()
  );
  const rule = "─".repeat(Math.max(...lines.map((line) => line.length)));
  return [lines[0]!, rule, ...lines.slice(1), rule];
}
