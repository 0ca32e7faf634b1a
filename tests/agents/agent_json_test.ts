import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import type { Agent } from "../../agents/agent.ts";
import { agentFromJson, agentToJson } from "../../agents/agent_json.ts";
import { dqn } from "../../agents/deep_q/dqn.ts";
import { linearEpsilon } from "../../agents/deep_q/linear_epsilon.ts";
import { NETWORK_INITIALIZERS } from "../../agents/dense_network.ts";
import { reinforce } from "../../agents/policy_gradient/reinforce.ts";
import { ACTIVATION_NAMES } from "../../dsl/layers/activation.ts";
import { input } from "../../dsl/input.ts";

const count = fc.integer({ min: 1, max: 1e6 });
const rate = fc.double({ min: 0, max: 1, noNaN: true });
const positive = fc.double({ min: 1e-9, max: 10, noNaN: true });
const network = {
  hidden: fc.array(fc.integer({ min: 1, max: 512 }), { maxLength: 4 }),
  activation: fc.constantFrom(...ACTIVATION_NAMES),
  initializer: fc.constantFrom(...NETWORK_INITIALIZERS),
};
const reinforceOptions = fc.record({
  ...network,
  games: count,
  maxSteps: count,
  discount: rate,
  learningRate: positive,
}, { requiredKeys: [], noNullPrototype: true });
const dqnOptions = fc.record({
  ...network,
  discount: rate,
  learningRate: positive,
  batchSize: count,
  capacity: count,
  learningStarts: fc.nat(),
  trainEvery: count,
  gradientSteps: count,
  targetEvery: count,
  double: fc.boolean(),
  clipGlobalNorm: positive,
  epsilon: fc.tuple(count, rate, rate).map(([steps, from, to]) =>
    linearEpsilon(steps, { from, to })
  ),
}, { requiredKeys: [], noNullPrototype: true });

Deno.test("agents go through JSON and come back as they were", () => {
  const agents: fc.Arbitrary<Agent> = fc.oneof(
    reinforceOptions.map(reinforce),
    dqnOptions.map(dqn),
  );
  const model = input([4]).dense(2);
  fc.assert(fc.property(agents, (agent) => {
    const text = JSON.stringify(agentToJson(agent, model));
    assertEquals(agentFromJson(JSON.parse(text)), agent);
  }));
});

Deno.test("an agent's own network goes through JSON as a model", () => {
  const model = input([4]).dense(7).relu().dense(2);
  const agent = dqn({ model: () => model });
  const json = JSON.parse(JSON.stringify(agentToJson(agent, model)));
  const { network } = agentFromJson(json);
  if (!("model" in network)) throw new Error("no model");
  const again = network.model([4], 2);
  assertEquals(JSON.stringify(again), JSON.stringify(model));
});

Deno.test("the defaults are the book's", () => {
  assertEquals(reinforce(), {
    kind: "reinforce",
    network: { hidden: [4], activation: "elu", initializer: "heNormal" },
    games: 10,
    maxSteps: 1000,
    discount: 0.95,
    learningRate: 0.01,
  });
});

Deno.test("agents refuse options that make no sense", () => {
  const wrong = [
    [() => reinforce({ games: 0 }), RangeError, "'games'"],
    [() => reinforce({ discount: 1.1 }), RangeError, "'discount'"],
    [() => reinforce({ learningRate: 0 }), RangeError, "'learningRate'"],
    [() => reinforce({ hidden: [4, 0] }), RangeError, "'hidden'"],
    [() => reinforce({ hidden: 4 as unknown as number[] }), TypeError, "list"],
    [() => reinforce({ activation: "rely" as "relu" }), RangeError, '"relu"'],
    [() => dqn({ batchSize: 1.5 }), RangeError, "'batchSize'"],
    [() => dqn({ double: 1 as unknown as true }), TypeError, "'double'"],
    [() => dqn({ learningStarts: -1 }), RangeError, "'learningStarts'"],
    [
      () => dqn({ model: () => input([4]).dense(2), hidden: [3] }),
      TypeError,
      "'model' takes the place of 'hidden'",
    ],
  ] as const;
  for (const [make, type, wish] of wrong) assertThrows(make, type, wish);
});
