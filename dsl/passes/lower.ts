import {
  cannot,
  formatShape,
  quote,
  requireInteger,
  requirePositiveInteger,
  unknownName,
} from "../../core/errors.ts";
import { RandomStream } from "../../core/random.ts";
import type { Graph } from "../graph/graph.ts";
import type { GraphNode, NodeOf, Shape } from "../graph/node.ts";
import type { AnyModel } from "../model.ts";
import type { Place } from "../place.ts";
import { placesOf } from "../places_of.ts";
import type { ParameterValues } from "./initialize.ts";
import { lowerLayer } from "./lower_layer.ts";
import { type LoweredParameter, lowerParameters } from "./lower_parameters.ts";
import { parametersOf } from "./parameters_of.ts";

/** Options for {@linkcode lower}. */
export interface LowerOptions {
  /** The graph to add to. */
  readonly graph: Graph;
  /** Samples in a batch. */
  readonly batch: number;
  /** What names of parameters begin with: `model/dense_1/kernel`. @default {"model"} */
  readonly scope?: string;
  /** Whether layers do as they do while training: dropout forgets, batchNorm looks at the batch. @default {false} */
  readonly training?: boolean;
  /** Where dropout's randomness begins; every layer draws from a stream of its own. @default {0} */
  readonly seed?: number;
  /** Nodes to take for inputs, [batch, ...shape], by the input's name; the others become placeholders. @default {{}} */
  readonly inputs?: Readonly<Record<string, GraphNode>>;
  /** First values of variables that the graph lacks, by name without the scope, as `initialize` draws them. @default zeros */
  readonly values?: ParameterValues;
}

/** A model as a part of a graph. */
export interface LoweredModel {
  /** What feeds each input, by the input's name; feeds go by the placeholders' own names. */
  readonly inputs: Readonly<Record<string, GraphNode>>;
  /** What each head answers, [batch, ...shape]; `output` where there is only one. */
  readonly outputs: Readonly<Record<string, GraphNode>>;
  /** What each training step has to do besides: batchNorm's moving averages. */
  readonly updates: readonly NodeOf<"assign">[];
  /** All parameters, layer by layer. */
  readonly parameters: readonly LoweredParameter[];
}

const ACTION = "lower a model";
const EMPTY_SCOPE = "'scope' must not be empty";

/**
 * Writes a model as operations of a computation graph, for batches of one size.
 *
 * Parameters become variables named `scope/layer/kernel`, `…/bias`, and so on. A
 * variable that the graph has already is taken as it is: a model lowered twice
 * with one scope shares its parameters.
 *
 * @param model The model.
 * @param options The graph, the size of a batch, and the names.
 * @returns The nodes that stand for inputs, outputs and parameters.
 * @throws {RangeError} If an input or parameter does not fit the model.
 *
 * @example A batch of two
 * ```ts
 * import { Graph, input, lower } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * const graph = new Graph();
 * const { outputs, parameters } = lower(input([3]).dense(4), { graph, batch: 2 });
 * assertEquals(outputs.output!.shape, [2, 4]);
 * assertEquals(parameters[0]!.variable.name, "model/dense_1/kernel");
 * ```
 */
export function lower(model: AnyModel, options: LowerOptions): LoweredModel {
  const { graph, batch, scope = "model", training = false, seed = 0 } = options;
  requirePositiveInteger(batch, ACTION, "batch");
  requireInteger(seed, ACTION, "seed", { min: 0 });
  if (scope === "") throw new RangeError(cannot(ACTION, EMPTY_SCOPE, '""'));
  const names = placesOf(model);
  const parameters = lowerParameters(
    parametersOf(model),
    graph,
    scope,
    options.values,
  );
  const updates: NodeOf<"assign">[] = [];
  const update = (assignment: NodeOf<"assign">) => updates.push(assignment);
  const random = RandomStream.from(seed).split(scope);
  const lowerPlace = (
    { layer }: Place,
    name: string,
    fed: readonly GraphNode[],
  ): GraphNode =>
    graph.scope(name, () => {
      const layerSeed = random.split(name).seed();
      const weights = weightsAt(name, parameters);
      const around = { graph, training, seed: layerSeed, weights, update };
      return lowerLayer(layer, around, fed);
    });
  return graph.scope(scope, () => {
    const inputs = feedInputs(names, options);
    const nodes = new Map<Place, GraphNode>();
    for (const [place, name] of names) {
      const fed = place.inputs.map((input) => nodes.get(input)!);
      const node = place.layer.kind === "input"
        ? inputs[name]!
        : lowerPlace(place, name, fed);
      nodes.set(place, node);
    }
    const outputs = Object.entries<Place>(model.outputs)
      .map(([name, place]) => [name, nodes.get(place)!] as const);
    return Object.freeze({
      inputs: Object.freeze(inputs),
      outputs: Object.freeze(Object.fromEntries(outputs)),
      updates: Object.freeze(updates),
      parameters: Object.freeze(parameters),
    });
  });
}

/** A placeholder for each input, but where `options` has a node for it. */
function feedInputs(
  names: ReadonlyMap<Place, string>,
  options: LowerOptions,
): Readonly<Record<string, GraphNode>> {
  const { graph, batch, inputs: given = {} } = options;
  const inputs = [...names].filter(([{ layer }]) => layer.kind === "input");
  const known = inputs.map(([, name]) => name);
  const stranger = Object.keys(given).find((name) => !known.includes(name));
  if (stranger !== undefined) {
    throw unknownName(ACTION, "input", stranger, known);
  }
  const fed = inputs.map(([place, name]) => {
    const shape = [batch, ...place.shape];
    if (!Object.hasOwn(given, name)) {
      return [name, graph.placeholder(name, shape)] as const;
    }
    requireFeed(given[name]!, name, shape);
    return [name, given[name]!] as const;
  });
  return Object.fromEntries(fed);
}

function requireFeed(node: GraphNode, name: string, shape: Shape): void {
  const wanted = `float32 ${formatShape(shape)}`;
  const found = `${node.dtype} ${formatShape(node.shape)}`;
  if (found === wanted) return;
  const wish = `input ${quote(name)} takes ${wanted}`;
  throw new RangeError(cannot(ACTION, wish, found, "node"));
}

/** The variables of one layer, by their names within it. */
function weightsAt(
  layer: string,
  parameters: readonly LoweredParameter[],
): Readonly<Record<string, NodeOf<"variable">>> {
  const prefix = `${layer}/`;
  const own = parameters.filter(({ name }) => name.startsWith(prefix));
  const named = own.map(({ name, variable }) =>
    [name.slice(prefix.length), variable] as const
  );
  return Object.fromEntries(named);
}
