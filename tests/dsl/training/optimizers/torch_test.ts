import { assert, assertEquals } from "@std/assert";
import { Graph } from "../../../../dsl/graph/graph.ts";
import type { GraphNode, NodeOf } from "../../../../dsl/graph/node.ts";
import * as op from "../../../../dsl/graph/op.ts";
import { program } from "../../../../dsl/graph/program.ts";
import { buildUpdates } from "../../../../dsl/training/build_updates.ts";
import {
  batchLoss,
  lossPerExample,
} from "../../../../dsl/training/losses/loss.ts";
import { sparseCategoricalCrossEntropy } from "../../../../dsl/training/losses/sparse_categorical_cross_entropy.ts";
import { adagrad } from "../../../../dsl/training/optimizers/adagrad.ts";
import { adam, adamw } from "../../../../dsl/training/optimizers/adam.ts";
import type { Optimizer } from "../../../../dsl/training/optimizers/optimizer.ts";
import { rmsprop } from "../../../../dsl/training/optimizers/rmsprop.ts";
import {
  momentum,
  nesterov,
  sgd,
} from "../../../../dsl/training/optimizers/sgd.ts";
import { inverseTimeDecay } from "../../../../dsl/training/schedules/inverse_time_decay.ts";
import fixture from "../../../fixtures/torch/optimizers.json" with {
  type: "json",
};
import { distance, MACHINES } from "../machine.ts";

interface Params {
  readonly lr: number;
  readonly [name: string]: unknown;
}

interface Case {
  readonly name: string;
  readonly estimator: string;
  readonly params: Params;
  readonly loss: readonly number[];
  readonly x?: readonly (readonly number[])[];
  readonly parametersAfterStep?: Readonly<
    Record<string, Readonly<Record<string, NestedRows>>>
  >;
}

type NestedRows = readonly number[] | readonly (readonly number[])[];

const CASES = fixture.cases as unknown as readonly Case[];
const { data } = fixture;

/** Our optimizer for the parameters of another's. */
const SAME: Readonly<Record<string, (params: Params) => Optimizer>> = {
  "SGD": ({ lr, weight_decay, ...others }) =>
    sgd({
      learningRate: lr,
      weightDecay: Number(weight_decay ?? 0),
      ...others,
    }),
  "Adagrad": ({ lr, lr_decay, initial_accumulator_value, eps }) =>
    adagrad({
      learningRate: lr_decay
        ? inverseTimeDecay(lr, 1, { rate: Number(lr_decay) })
        : lr,
      initial: Number(initial_accumulator_value ?? 0),
      epsilon: Number(eps),
    }),
  "RMSprop": ({ lr, alpha, eps, ...others }) =>
    rmsprop({
      learningRate: lr,
      decay: Number(alpha),
      epsilon: Number(eps),
      ...others,
    }),
  "Adam": ({ lr, betas = [0.9, 0.999], eps, weight_decay, amsgrad }) => {
    const [beta1, beta2] = betas as [number, number];
    return adam({
      learningRate: lr,
      beta1,
      beta2,
      epsilon: Number(eps),
      weightDecay: Number(weight_decay ?? 0),
      amsgrad: amsgrad === true,
    });
  },
  "AdamW": ({ lr, weight_decay, eps }) =>
    adamw({
      learningRate: lr,
      weightDecay: Number(weight_decay),
      epsilon: Number(eps),
    }),
  "TF1 AdagradOptimizer": ({ lr, initial_accumulator_value }) =>
    adagrad({
      learningRate: lr,
      initial: Number(initial_accumulator_value),
      epsilon: 0,
    }),
  "Keras Adagrad": ({ lr, initial_accumulator_value, epsilon }) =>
    adagrad({
      learningRate: lr,
      initial: Number(initial_accumulator_value),
      epsilon: 0,
      epsilonRoot: Number(epsilon),
    }),
  "TF1 RMSPropOptimizer": tensorflowRmsprop,
  "Keras RMSprop": tensorflowRmsprop,
  "TF1 AdamOptimizer / Keras Adam": ({ lr, beta1, beta2, epsilon }) =>
    adam({
      learningRate: lr,
      beta1: Number(beta1),
      beta2: Number(beta2),
      epsilon: Number(epsilon),
      epsilonHat: true,
    }),
  "TF1 MomentumOptimizer": ({ lr, momentum: beta, use_nesterov }) =>
    (use_nesterov === true ? nesterov : momentum)({
      learningRate: lr,
      momentum: Number(beta),
    }),
};

function tensorflowRmsprop(
  { lr, decay, momentum, epsilon, initial_ms: initial, centered }: Params,
): Optimizer {
  return rmsprop({
    learningRate: lr,
    decay: Number(decay),
    momentum: Number(momentum),
    epsilon: 0,
    epsilonRoot: Number(epsilon),
    initial: Number(initial),
    centered: centered === true,
  });
}

interface Problem {
  readonly loss: GraphNode;
  readonly parameters: readonly NodeOf<"variable">[];
}

/** ½xᵀAx − bᵀx */
function quadratic(graph: Graph): Problem {
  const x = graph.variable("x", data.x0);
  const column = op.reshape(x, [3, 1]);
  const bent = op.sum(
    op.multiply(column, op.matmul(graph.constant(data.A), column)),
  );
  const straight = op.sum(op.multiply(graph.constant(data.b), x));
  return {
    loss: op.subtract(op.multiply(bent, 0.5), straight),
    parameters: [x],
  };
}

/** Cross-entropy of W₂ tanh(W₁x + b₁) + b₂; weights are [out, in]. */
function perceptron(graph: Graph): Problem {
  const parameters = (["W1", "b1", "W2", "b2"] as const).map((name) =>
    graph.variable(name, data[name])
  );
  const [W1, b1, W2, b2] = parameters as [
    NodeOf<"variable">,
    NodeOf<"variable">,
    NodeOf<"variable">,
    NodeOf<"variable">,
  ];
  const linear = (x: GraphNode, w: GraphNode, b: GraphNode) =>
    op.add(op.matmul(x, w, { transposeB: true }), b);
  const hidden = op.tanh(linear(graph.constant(data.X), W1, b1));
  const labels = graph.constant(data.y, { dtype: "int32" });
  const losses = lossPerExample(
    sparseCategoricalCrossEntropy(),
    linear(hidden, W2, b2),
    labels,
  );
  return { loss: batchLoss(losses), parameters };
}

for (const { name, estimator, params, loss, x, parametersAfterStep } of CASES) {
  for (const { name: machine, open, exact } of MACHINES) {
    Deno.test(`${name} on ${machine} agrees with ${estimator}`, async () => {
      const { steps, ...others } = params;
      const graph = new Graph();
      const problem = x ? quadratic(graph) : perceptron(graph);
      const { effects, scalars } = buildUpdates({
        graph,
        ...problem,
        optimizer: SAME[estimator]!(others as Params),
        scope: "optimizer",
      });
      // Single precision rounds constants and feeds even where the interpreter does not.
      const tolerance = exact
        ? { rtol: 2e-6, atol: 1e-6 }
        : { rtol: 1e-4, atol: 1e-5 };
      const check = (
        what: string,
        own: ArrayLike<number>,
        wish: ArrayLike<number>,
      ) => {
        const far = distance(own, wish, tolerance);
        assert(far <= 1, `${what} is off by ${far} tolerances`);
      };
      using found = await open(program({ loss: problem.loss }, effects));
      assertEquals(loss.length, steps);
      for (const [step, wish] of loss.entries()) {
        const answer = await found.run(scalars(step));
        check(`loss of step ${step}`, answer.loss!, [wish]);
        if (x) check(`x after step ${step}`, await found.read("x"), x[step]!);
        const recorded = Object.entries(
          parametersAfterStep?.[String(step + 1)] ?? {},
        );
        for (const [parameter, values] of recorded) {
          check(
            `${parameter} after step ${step}`,
            await found.read(parameter),
            values.flat(),
          );
        }
      }
    });
  }
}
