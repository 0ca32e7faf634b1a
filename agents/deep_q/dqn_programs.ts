import { Graph } from "../../dsl/graph/graph.ts";
import type { GraphNode } from "../../dsl/graph/node.ts";
import { assign } from "../../dsl/graph/operations/state.ts";
import { type Program, program } from "../../dsl/graph/program.ts";
import type { Model } from "../../dsl/model.ts";
import type { ParameterValues } from "../../dsl/passes/initialize.ts";
import { buildUpdates } from "../../dsl/training/build_updates.ts";
import { adam } from "../../dsl/training/optimizers/adam.ts";
import { lowerNetwork, observationPlaceholder } from "../lower_network.ts";
import { networkProgram } from "../network_program.ts";
import type { Dqn } from "./dqn.ts";
import { actionValues, tdLoss, tdTargets } from "./td_loss.ts";

const ONLINE = "online";
const TARGET = "target";

/** From `observations` [games, ...shape] to the online network's `values` [games, actions]. */
export function onlineProgram(
  model: Model,
  games: number,
  values: ParameterValues,
): Program {
  const scope = ONLINE;
  return networkProgram(model, {
    scope,
    batch: games,
    values,
    output: "values",
  });
}

/** One update from a batch of transitions, named as in `TransitionBatch`; answers the `loss`. */
export function updateProgram(
  model: Model,
  agent: Dqn,
  values: ParameterValues,
): {
  readonly program: Program;
  /** What to feed besides for the update after so many. */
  readonly scalars: (update: number) => Record<string, Float32Array>;
} {
  const { batchSize: batch, discount, learningRate, clipGlobalNorm } = agent;
  const graph = new Graph();
  const seen = (name: string) =>
    observationPlaceholder(graph, model, { name, batch });
  const observations = seen("observations");
  const actions = graph.placeholder("actions", [batch], { dtype: "int32" });
  const rewards = graph.placeholder("rewards", [batch]);
  const nextObservations = seen("nextObservations");
  const continues = graph.placeholder("continues", [batch]);
  const network = (scope: string, observations: GraphNode) =>
    lowerNetwork(graph, model, { scope, observations, values });
  const online = network(ONLINE, observations);
  const targets = tdTargets({
    rewards,
    continues,
    discount,
    nextTarget: network(TARGET, nextObservations).output,
    ...(agent.double
      ? { nextOnline: network(ONLINE, nextObservations).output }
      : {}),
  });
  const loss = tdLoss(actionValues(online.output, actions), targets);
  const { effects, scalars } = buildUpdates({
    graph,
    loss,
    parameters: online.parameters,
    optimizer: adam({ learningRate, clipGlobalNorm }),
    scope: "optimizer",
  });
  return { program: program({ loss }, effects), scalars };
}

/** Copies the online network to the target network. */
export function copyProgram(model: Model, values: ParameterValues): Program {
  const graph = new Graph();
  const observations = observationPlaceholder(graph, model, {
    name: "observations",
    batch: 1,
  });
  const [online, target] = [ONLINE, TARGET].map((scope) =>
    lowerNetwork(graph, model, { scope, observations, values }).parameters
  );
  const copies = target!.map((parameter, i) => assign(parameter, online![i]!));
  return program({}, copies);
}
