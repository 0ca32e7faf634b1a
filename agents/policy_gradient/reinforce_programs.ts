import { Graph } from "../../dsl/graph/graph.ts";
import { type NodeOf, type Shape, sizeOf } from "../../dsl/graph/node.ts";
import { add } from "../../dsl/graph/operations/binary.ts";
import { assign } from "../../dsl/graph/operations/state.ts";
import { type Program, program } from "../../dsl/graph/program.ts";
import type { Model } from "../../dsl/model.ts";
import { gradients } from "../../dsl/passes/differentiate.ts";
import type { ParameterValues } from "../../dsl/passes/initialize.ts";
import { buildUpdates } from "../../dsl/training/build_updates.ts";
import { adam } from "../../dsl/training/optimizers/adam.ts";
import { lowerNetwork, observationPlaceholder } from "../lower_network.ts";
import { networkProgram } from "../network_program.ts";
import { policyGradientLoss } from "./policy_gradient_loss.ts";

const SCOPE = "policy";

/** From `observations` [games, ...shape] to `logits` [games, outputs]. */
export function policyProgram(
  model: Model,
  games: number,
  values: ParameterValues,
): Program {
  const scope = SCOPE;
  return networkProgram(model, {
    scope,
    batch: games,
    values,
    output: "logits",
  });
}

/**
 * Adds the gradient of some rows' loss to what was added before.
 *
 * Takes `observations` [rows, ...shape], `actions` [rows] and `weights` [rows];
 * a row of weight 0 changes nothing. Answers the `loss`.
 */
export function gradientProgram(
  model: Model,
  rows: number,
  values: ParameterValues,
): Program {
  const graph = new Graph();
  const observations = observationPlaceholder(graph, model, {
    name: "observations",
    batch: rows,
  });
  const actions = graph.placeholder("actions", [rows], { dtype: "int32" });
  const weights = graph.placeholder("weights", [rows]);
  const { output, parameters } = lowerNetwork(graph, model, {
    scope: SCOPE,
    observations,
    values,
  });
  const loss = policyGradientLoss(output, actions, weights);
  const added = gradients(loss, parameters).map((gradient, i) => {
    const sum = gradientSum(graph, parameters[i]!);
    return assign(sum, add(sum, gradient));
  });
  return program({ loss }, added);
}

/** One step of Adam along the gradients that were added up, which begin at 0 again. */
export function applyProgram(
  model: Model,
  learningRate: number,
  values: ParameterValues,
): {
  readonly program: Program;
  /** What to feed the program for the update after so many. */
  readonly scalars: (update: number) => Record<string, Float32Array>;
} {
  const graph = new Graph();
  const { parameters } = lowerNetwork(graph, model, {
    scope: SCOPE,
    observations: observationPlaceholder(graph, model, {
      name: "observations",
      batch: 1,
    }),
    values,
  });
  const sums = parameters.map((parameter) => gradientSum(graph, parameter));
  const { effects, scalars } = buildUpdates({
    graph,
    gradients: sums,
    parameters,
    optimizer: adam({ learningRate }),
    scope: "optimizer",
  });
  const cleared = sums.map((sum) =>
    assign(sum, graph.constant(zeros(sum.shape), { shape: sum.shape }))
  );
  return { program: program({}, [...effects, ...cleared]), scalars };
}

/** The variable in which a parameter's gradients are added up. */
function gradientSum(
  graph: Graph,
  { name, shape }: NodeOf<"variable">,
): NodeOf<"variable"> {
  return graph.variable(`gradient/${name}`, zeros(shape), { shape });
}

function zeros(shape: Shape): Float32Array {
  return new Float32Array(sizeOf(shape));
}
