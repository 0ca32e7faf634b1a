import { Graph } from "../dsl/graph/graph.ts";
import { type Program, program } from "../dsl/graph/program.ts";
import type { Model } from "../dsl/model.ts";
import type { ParameterValues } from "../dsl/passes/initialize.ts";
import { lowerNetwork, observationPlaceholder } from "./lower_network.ts";

/** How a network is asked. */
export interface NetworkProgramOptions {
  /** What names of its parameters begin with: `online`. */
  readonly scope: string;
  /** How many observations it is asked about at once. */
  readonly batch: number;
  /** Values that its parameters begin with. */
  readonly values: ParameterValues;
  /** The name of what it answers. */
  readonly output: string;
}

/** From `observations` [batch, ...shape] to what a network answers about them: [batch, outputs]. */
export function networkProgram(
  model: Model,
  { scope, batch, values, output: name }: NetworkProgramOptions,
): Program {
  const graph = new Graph();
  const observations = observationPlaceholder(graph, model, {
    name: "observations",
    batch,
  });
  const { output } = lowerNetwork(graph, model, {
    scope,
    observations,
    values,
  });
  return program({ [name]: output });
}
