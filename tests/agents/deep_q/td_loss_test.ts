import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  actionValues,
  tdLoss,
  tdTargets,
} from "../../../agents/deep_q/td_loss.ts";
import { Graph } from "../../../dsl/graph/graph.ts";
import { gradients } from "../../../dsl/passes/differentiate.ts";
import { openSession } from "../../../dsl/session.ts";
import { assertClose, torchCase } from "../torch_cases.ts";

Deno.test("tdTargets() and tdLoss() agree with torch, plain and double", async () => {
  for (const name of ["dqn_huber", "double_dqn_huber"]) {
    const fixture = torchCase(name);
    const { q, actions, rewards, dones, params, ...next } = fixture.inputs;
    const graph = new Graph();
    const values = graph.constant(q);
    const targets = tdTargets({
      rewards: graph.constant(rewards),
      continues: graph.constant(dones.map((done: number) => 1 - done)),
      nextTarget: graph.constant(next.next_q_target),
      ...(params.double
        ? { nextOnline: graph.constant(next.next_q_online) }
        : {}),
      discount: params.gamma,
    });
    const chosen = graph.constant(actions, { dtype: "int32" });
    const loss = tdLoss(actionValues(values, chosen), targets);
    using session = await openSession({ backend: "wasm" });
    const [y, l, gradient] = await session.run([
      targets,
      loss,
      ...gradients(loss, [values]),
    ]);
    assertClose(fixture, y, fixture.outputs.targets);
    assertClose(fixture, [l], [fixture.outputs.loss]);
    assertClose(fixture, gradient, fixture.outputs.grad_q);
  }
});

const value = fc.integer({ min: -9, max: 9 });
const memory = fc.record({
  reward: value,
  continues: fc.constantFrom(0, 1),
  nextTarget: fc.tuple(value, value, value),
  nextOnline: fc.tuple(value, value, value),
}, { noNullPrototype: true });

const batches = fc.array(memory, { minLength: 1, maxLength: 6 });

Deno.test("tdTargets() is y = r + γ · continues · max Q, or the target's value of the online choice", async () => {
  await fc.assert(
    fc.asyncProperty(batches, fc.boolean(), async (batch, double) => {
      const graph = new Graph();
      const node = (values: number[] | number[][]) => graph.constant(values);
      const targets = tdTargets({
        rewards: node(batch.map(({ reward }) => reward)),
        continues: node(batch.map(({ continues }) => continues)),
        nextTarget: node(batch.map(({ nextTarget }) => nextTarget)),
        ...(double
          ? { nextOnline: node(batch.map(({ nextOnline }) => nextOnline)) }
          : {}),
        discount: 0.5,
      });
      using session = await openSession({ backend: "wasm" });
      const found = await session.run(targets) as number[];
      batch.forEach(({ reward, continues, nextTarget, nextOnline }, i) => {
        const best = double
          ? nextTarget[nextOnline.indexOf(Math.max(...nextOnline))]!
          : Math.max(...nextTarget);
        assertEquals(found[i], reward + (continues ? 0.5 * best : 0));
      });
    }),
    { numRuns: 40 },
  );
});

Deno.test("the batches drawn hold ends of games", () => {
  const drawn = fc.sample(batches, { numRuns: 40, seed: 1 }).flat();
  const ends = drawn.filter(({ continues }) => !continues).length;
  assert(ends > 10, `${ends} of ${drawn.length}`);
});

Deno.test("tdTargets() let no gradient through", async () => {
  const graph = new Graph();
  const next = graph.variable("next", [[1, 2]]);
  const targets = tdTargets({
    rewards: graph.constant([1]),
    continues: graph.constant([1]),
    nextTarget: next,
    discount: 0.9,
  });
  const loss = tdLoss(graph.constant([0]), targets);
  using session = await openSession({ backend: "wasm" });
  const [l, gradient] = await session.run([loss, ...gradients(loss, [next])]);
  // Huber of 0 − 2.8: 2.8 − ½
  assertAlmostEquals(l as number, 2.3, 1e-6);
  assertEquals(gradient, [[0, 0]]);
});
