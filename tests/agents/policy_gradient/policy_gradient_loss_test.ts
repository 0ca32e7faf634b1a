import { assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { policyGradientLoss } from "../../../agents/policy_gradient/policy_gradient_loss.ts";
import { Graph } from "../../../dsl/graph/graph.ts";
import * as op from "../../../dsl/graph/op.ts";
import { gradients } from "../../../dsl/passes/differentiate.ts";
import { openSession } from "../../../dsl/session.ts";
import { assertClose, torchCase } from "../torch_cases.ts";

/** Loss and its gradient by the logits. */
async function lossAndGradient(
  logits: number[][],
  actions: number[],
  weights: number[],
): Promise<[loss: number, gradient: number[][]]> {
  const graph = new Graph();
  const z = graph.constant(logits);
  const a = graph.constant(actions, { dtype: "int32" });
  const loss = policyGradientLoss(z, a, graph.constant(weights));
  using session = await openSession({ backend: "wasm" });
  const answered = await session.run([loss, ...gradients(loss, [z])]);
  return answered as [number, number[][]];
}

Deno.test("policyGradientLoss() agrees with torch, for any number of actions", async () => {
  const fixture = torchCase("policy_gradient_entropy_0.0");
  const { logits, actions, advantages } = fixture.inputs;
  const weights = advantages.map((x: number) => x / advantages.length);
  const [loss, gradient] = await lossAndGradient(logits, actions, weights);
  assertClose(fixture, [loss], [fixture.outputs.loss]);
  assertClose(fixture, gradient, fixture.outputs.grad_logits);
});

Deno.test("policyGradientLoss() of one logit is that of the first of two actions", async () => {
  // d loss / d z = w (p − y), with y = 1 for the first action.
  const p = 0.7;
  const z = Math.log(p / (1 - p));
  const [loss, gradient] = await lossAndGradient([[z], [z]], [0, 1], [1, -2]);
  assertAlmostEquals(loss, -Math.log(p) + 2 * Math.log(1 - p), 1e-6);
  assertAlmostEquals(gradient[0]![0]!, p - 1, 1e-6);
  assertAlmostEquals(gradient[1]![0]!, -2 * p, 1e-6);
});

const step = fc.record({
  logit: fc.double({ min: -5, max: 5, noNaN: true }).map(Math.fround),
  action: fc.constantFrom(0, 1),
  score: fc.double({ min: -3, max: 3, noNaN: true }).map(Math.fround),
}, { noNullPrototype: true });

Deno.test("one logit means the same as two whose difference it is", async () => {
  const steps = fc.array(step, { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(steps, async (run) => {
      const actions = run.map(({ action }) => action);
      const weights = run.map(({ score }) => score / run.length);
      const one = run.map(({ logit }) => [logit]);
      const two = run.map(({ logit }) => [logit, 0]);
      const [loss, gradient] = await lossAndGradient(one, actions, weights);
      const [other, pairs] = await lossAndGradient(two, actions, weights);
      assertAlmostEquals(loss, other, 1e-4);
      gradient.forEach(([g], i) => assertAlmostEquals(g!, pairs[i]![0]!, 1e-5));
    }),
    { numRuns: 30 },
  );
});

Deno.test("its gradient is the mean of the steps' own gradients times their scores", async () => {
  const steps = fc.array(step, { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(steps, async (run) => {
      // One weight w for all steps, so that the gradients really add up.
      const graph = new Graph();
      const w = graph.variable("w", [[0.3]]);
      const lossOf = (some: typeof run, weights: number[]) => {
        const x = graph.constant(some.map(({ logit }) => [logit]));
        const actions = graph.constant(some.map(({ action }) => action), {
          dtype: "int32",
        });
        return policyGradientLoss(
          op.matmul(x, w),
          actions,
          graph.constant(weights),
        );
      };
      const together = lossOf(run, run.map(({ score }) => score / run.length));
      const each = run.map((one) => lossOf([one], [1]));
      const nodes = [together, ...each].map((loss) => gradients(loss, [w])[0]!);
      using session = await openSession({ backend: "wasm" });
      const [all, ...own] = (await session.run(nodes)).map((g) =>
        (g as number[][])[0]![0]!
      );
      const mean = own.reduce((sum, g, i) => sum + g * run[i]!.score, 0) /
        run.length;
      assertAlmostEquals(all!, mean, 1e-4);
    }),
    { numRuns: 30 },
  );
});

Deno.test("a step of weight 0 changes nothing", async () => {
  const [loss, gradient] = await lossAndGradient([[1, 2, 3], [9, -9, 0]], [
    2,
    1,
  ], [1, 0]);
  const [alone] = await lossAndGradient([[1, 2, 3]], [2], [1]);
  assertEquals(loss, alone);
  assertEquals(gradient[1]!.map(Math.abs), [0, 0, 0]);
});
