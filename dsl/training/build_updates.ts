import { cannot } from "../../core/errors.ts";
import type { Graph } from "../graph/graph.ts";
import type { GraphNode, NodeOf } from "../graph/node.ts";
import { add } from "../graph/operations/binary.ts";
import { assign } from "../graph/operations/state.ts";
import { gradients } from "../passes/differentiate.ts";
import type { Optimizer } from "./optimizers/optimizer.ts";
import { type ParameterUpdate, RuleBuilder } from "./rules/rule_builder.ts";
import { buildRule } from "./rules/update_rule.ts";

/** What is to be trained, for {@linkcode buildUpdates}. */
export interface UpdateParts {
  /** The graph of the parameters. */
  readonly graph: Graph;
  /** The node to make smaller; either this or `gradients`. */
  readonly loss?: GraphNode;
  /** The gradient of each parameter, in order; either these or `loss`. */
  readonly gradients?: readonly GraphNode[];
  /** The variables to be trained. */
  readonly parameters: readonly NodeOf<"variable">[];
  /** How gradients change parameters. */
  readonly optimizer: Optimizer;
  /** What the names of the optimizer's variables and placeholders begin with. */
  readonly scope: string;
}

/** One update of parameters, in a graph. */
export interface Updates {
  /** Set the parameters and the optimizer's slots when the run ends. */
  readonly effects: readonly NodeOf<"assign">[];
  /** The optimizer's variables, `⟨scope⟩/⟨rule⟩_⟨place⟩/⟨slot⟩/⟨parameter⟩`. */
  readonly slots: readonly NodeOf<"variable">[];
  /**
   * What every run must be fed besides: numbers that depend on the updates made before.
   *
   * @param step How many updates were made before; 0 at first.
   * @returns A value for each placeholder, by name.
   */
  scalars(step: number): Record<string, Float32Array>;
}

/**
 * Adds one update of an optimizer to a graph.
 *
 * The learning rate and other numbers that depend on the step are computed in
 * double precision outside the graph, and fed: see {@linkcode Updates.scalars}.
 *
 * @param parts The loss or the gradients, the parameters, the optimizer, and a scope.
 * @returns The assignments, the slots they need, and what to feed.
 * @throws {TypeError} If not exactly one of `loss` and `gradients` is given.
 *
 * @example One step downhill on x²
 * ```ts
 * import { buildUpdates, Graph, op, openBackend, program, sgd } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * const graph = new Graph();
 * const x = graph.variable("x", 2);
 * const { effects, scalars } = buildUpdates({
 *   graph,
 *   loss: op.square(x),
 *   parameters: [x],
 *   optimizer: sgd({ learningRate: 0.25 }),
 *   scope: "optimizer",
 * });
 * using backend = await openBackend("wasm");
 * using memory = backend.createMemory();
 * using step = backend.compile(program({}, effects), memory);
 * await step.run(scalars(0));
 * assertEquals([...await memory.read("x")], [1]);
 * ```
 */
export function buildUpdates(parts: UpdateParts): Updates {
  const { graph, parameters, optimizer, scope } = parts;
  const slots: NodeOf<"variable">[] = [];
  const effects: NodeOf<"assign">[] = [];
  const scalarsAt: (readonly [string, (step: number) => number])[] = [];
  let updates = parameters.length === 0 ? [] : findGradients(parts);
  if (updates.length > 0) {
    for (const [i, rule] of optimizer.rules.entries()) {
      const builder = new RuleBuilder(graph, `${scope}/${rule.kind}_${i}`);
      const built = buildRule(rule, pair(parameters, updates), builder);
      updates = built;
      slots.push(...builder.slots);
      effects.push(...builder.effects);
      scalarsAt.push(...builder.scalars);
    }
  }
  // θ ← θ + u
  effects.push(
    ...pair(parameters, updates).map(({ parameter, update }) =>
      assign(parameter, add(parameter, update))
    ),
  );
  return Object.freeze({
    effects: Object.freeze(effects),
    slots: Object.freeze(slots),
    scalars: (step: number) =>
      Object.fromEntries(
        scalarsAt.map(([name, at]) => [name, Float32Array.of(at(step))]),
      ),
  });
}

function findGradients(parts: UpdateParts): readonly GraphNode[] {
  const { loss, gradients: given, parameters } = parts;
  if (loss && !given) return gradients(loss, parameters);
  if (given && !loss && given.length === parameters.length) return given;
  const action = "build updates";
  if (given && !loss) {
    const wish = `${parameters.length} parameters take as many gradients`;
    throw new RangeError(cannot(action, wish, given.length, "number"));
  }
  const fact = loss ? "both" : "neither";
  throw new TypeError(
    cannot(action, "it takes either 'loss' or 'gradients'", fact, "choice"),
  );
}

function pair(
  parameters: readonly NodeOf<"variable">[],
  updates: readonly GraphNode[],
): ParameterUpdate[] {
  return parameters.map((parameter, i) => ({
    parameter,
    update: updates[i]!,
  }));
}
