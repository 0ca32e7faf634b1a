import {
  adam,
  batchLoss,
  buildUpdates,
  Graph,
  type GraphNode,
  initialize,
  lossPerExample,
  lower,
  op,
  type Program,
  program,
  RandomStream,
  sparseCategoricalCrossEntropy,
  type Values,
} from "../../dsl/mod.ts";
import { type Aim, LEARNING_RATE, type StepWork } from "../works.ts";

/** The program of an update, not yet optimized, and what to feed it. */
export interface TrainingStep {
  readonly program: Program;
  /** What to feed for the update after so many. */
  readonly feeds: (step: number) => Values;
}

/** Describes forward pass, loss, gradients and Adam's update of a network as one program. */
export function trainingStep({ model, batch, aim }: StepWork): TrainingStep {
  const graph = new Graph();
  const random = RandomStream.from(1);
  const values = initialize(model, random.split("weights"));
  const lowered = lower(model, { graph, batch, training: true, values });
  const output = lowered.outputs.output!;
  const { loss, feeds: targets } = AIMS[aim](graph, output);
  const { effects, scalars } = buildUpdates({
    graph,
    loss,
    parameters: lowered.parameters.map(({ variable }) => variable),
    optimizer: adam({ learningRate: LEARNING_RATE }),
    scope: "optimizer",
  });
  const { name, shape } = lowered.inputs.input!;
  const size = shape.reduce((product, axis) => product * axis, 1);
  const x = random.fillNormal(new Float32Array(size));
  const feeds = { [name]: x, ...targets };
  return {
    program: program({ loss }, effects),
    feeds: (step) => Object.assign(feeds, scalars(step)),
  };
}

/** The loss of a batch, and what to feed as targets. */
interface Objective {
  readonly loss: GraphNode;
  readonly feeds: Values;
}

type MakeObjective = (graph: Graph, output: GraphNode) => Objective;

const AIMS: { readonly [A in Aim]: MakeObjective } = {
  classes(graph, output) {
    const [batch, classes] = output.shape as [number, number];
    const labels = graph.placeholder("labels", [batch], { dtype: "int32" });
    const losses = lossPerExample(
      sparseCategoricalCrossEntropy(),
      output,
      labels,
    );
    const loss = batchLoss(losses);
    return { loss, feeds: { labels: inTurn(batch, classes) } };
  },
  // (Σₐ onehot(action)ₐ · Q(s, a) − y)², averaged.
  "chosen output"(graph, output) {
    const [batch, actions] = output.shape as [number, number];
    const chosen = graph.placeholder("actions", [batch], { dtype: "int32" });
    const targets = graph.placeholder("targets", [batch]);
    const values = op.sum(op.multiply(op.oneHot(chosen, actions), output), {
      axes: 1,
    });
    const loss = batchLoss(op.square(op.subtract(values, targets)));
    const feeds = {
      actions: inTurn(batch, actions),
      targets: new Float32Array(batch).fill(1),
    };
    return { loss, feeds };
  },
};

/** 0, 1, …, one class after the other, again and again. */
function inTurn(count: number, classes: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => i % classes);
}
