import type { Graph } from "../dsl/graph/graph.ts";
import type { GraphNode, NodeOf, Shape } from "../dsl/graph/node.ts";
import type { Model } from "../dsl/model.ts";
import type { ParameterValues } from "../dsl/passes/initialize.ts";
import { lower } from "../dsl/passes/lower.ts";
import { placesOf } from "../dsl/places_of.ts";

/** How a network is put into a graph. */
export interface LowerNetworkOptions {
  /** What names of its parameters begin with: `online`. */
  readonly scope: string;
  /** What it sees: [batch, ...shape]. */
  readonly observations: GraphNode;
  /** Values that its parameters begin with. */
  readonly values: ParameterValues;
}

/** A network in a graph. */
export interface LoweredNetwork {
  /** What it answers: [batch, outputs]. */
  readonly output: GraphNode;
  /** Its parameters, layer by layer. */
  readonly parameters: readonly NodeOf<"variable">[];
}

/** Adds a network with one input and one output to a graph; several of one scope share their parameters. */
export function lowerNetwork(
  graph: Graph,
  model: Model,
  options: LowerNetworkOptions,
): LoweredNetwork {
  const { scope, observations, values } = options;
  const { name } = inputOf(model);
  const { outputs, parameters } = lower(model, {
    graph,
    scope,
    values,
    batch: observations.shape[0]!,
    inputs: { [name]: observations },
  });
  return {
    output: outputs.output!,
    parameters: parameters.map(({ variable }) => variable),
  };
}

/** A placeholder `name` for a batch of what a network sees. */
export function observationPlaceholder(
  graph: Graph,
  model: Model,
  options: { readonly name: string; readonly batch: number },
): GraphNode {
  const { batch, name } = options;
  return graph.placeholder(name, [batch, ...inputOf(model).shape]);
}

/** Name and shape of a model's only input. */
function inputOf(
  model: Model,
): { readonly name: string; readonly shape: Shape } {
  const [place, name] = [...placesOf(model)]
    .find(([{ layer }]) => layer.kind === "input")!;
  return { name, shape: place.shape };
}
