import { Graph } from "../graph/graph.ts";
import type { GraphNode, NodeOf } from "../graph/node.ts";
import { type Program, program } from "../graph/program.ts";
import { concat, reshape } from "../graph/operations/layout.ts";
import { sum } from "../graph/operations/reduction.ts";
import { multiply } from "../graph/operations/binary.ts";
import type { AnyModel } from "../model.ts";
import {
  lower,
  type LoweredModel,
  type LowerOptions,
} from "../passes/lower.ts";
import type { Place } from "../place.ts";
import { buildUpdates, type Updates } from "./build_updates.ts";
import type { Head } from "./_heads.ts";
import { inputsOf, placeholderOf } from "./_examples.ts";
import { batchLoss, targetForm } from "./losses/loss.ts";
import { measure, measurementsOf } from "./_measurement.ts";
import type { Optimizer } from "./optimizers/optimizer.ts";

/** What the names of a network's variables begin with, in a backend's memory. */
export const SCOPE = "model";

/** What the model answers for a batch: an output for each head. */
export function predictionProgram(model: AnyModel, batch: number): Program {
  return program(lowerBatch(model, new Graph(), { batch }).outputs);
}

/** What is measured of each row of a batch, by its label. */
export function evaluationProgram(
  model: AnyModel,
  heads: readonly Head[],
  batch: number,
): Program {
  const graph = new Graph();
  const { outputs } = lowerBatch(model, graph, { batch });
  const targets = targetPlaceholders(model, heads, graph, batch);
  const found = measure(heads, outputs, targets);
  const labeled = measurementsOf(heads).map(({ label }, i) =>
    [label, found[i]!] as const
  );
  return program(Object.fromEntries(labeled));
}

/** What a training step does to a batch. */
export interface StepParts {
  /** The model. */
  readonly model: AnyModel;
  /** What is asked of each output. */
  readonly heads: readonly Head[];
  /** How gradients change parameters. */
  readonly optimizer: Optimizer;
  /** Whether examples have weights. */
  readonly weighted: boolean;
  /** Where dropout's randomness comes from. */
  readonly seed: number;
}

/** One update of the parameters, and what is measured before it. */
export interface StepProgram {
  /** Answers `measured`: the sum over the batch of each of `measurementsOf(heads)`. */
  readonly program: Program;
  /** What to feed besides the batch. */
  readonly scalars: Updates["scalars"];
}

/** Forward pass, losses, gradients, update and moving averages as one program. */
export function stepProgram(parts: StepParts, batch: number): StepProgram {
  const { model, heads, optimizer, weighted, seed } = parts;
  const graph = new Graph();
  const lowered = lowerBatch(model, graph, { batch, training: true, seed });
  const targets = targetPlaceholders(model, heads, graph, batch);
  const weights = weighted
    ? graph.placeholder(placeholderOf.weight, [batch])
    : undefined;
  const values = measure(heads, lowered.outputs, targets);
  const { effects, scalars } = buildUpdates({
    graph,
    loss: batchLoss(values[0]!, weights),
    parameters: trainable(lowered),
    optimizer,
    scope: "optimizer",
  });
  const sums = measurementsOf(heads).map(({ weighted }, i) => {
    const counted = weighted && weights
      ? multiply(values[i]!, weights)
      : values[i]!;
    return reshape(sum(counted), [1]);
  });
  return {
    program: program({ measured: concat(sums, { axis: 0 }) }, [
      ...effects,
      ...lowered.updates,
    ]),
    scalars,
  };
}

function trainable({ parameters }: LoweredModel): NodeOf<"variable">[] {
  return parameters.filter(({ trainable }) => trainable)
    .map(({ variable }) => variable);
}

function lowerBatch(
  model: AnyModel,
  graph: Graph,
  options: Pick<LowerOptions, "batch" | "training" | "seed">,
): LoweredModel {
  const inputs = [...inputsOf(model)].map(([name, shape]) =>
    [
      name,
      graph.placeholder(placeholderOf.input(name), [options.batch, ...shape]),
    ] as const
  );
  return lower(model, {
    ...options,
    graph,
    scope: SCOPE,
    inputs: Object.fromEntries(inputs),
  });
}

function targetPlaceholders(
  model: AnyModel,
  heads: readonly Head[],
  graph: Graph,
  batch: number,
): Readonly<Record<string, GraphNode>> {
  const outputs = model.outputs as Readonly<Record<string, Place>>;
  const made = heads.map(({ name, loss }) => {
    const form = targetForm(loss, [batch, ...outputs[name]!.shape]);
    const { shape, dtype } = form;
    const full = placeholderOf.target(name);
    return [name, graph.placeholder(full, shape, { dtype })] as const;
  });
  return Object.fromEntries(made);
}
