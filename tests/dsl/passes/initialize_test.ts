import fc from "fast-check";
import { assertEquals, assertNotEquals } from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import { sizeOf } from "../../../dsl/graph/node.ts";
import { input } from "../../../dsl/input.ts";
import { initialize } from "../../../dsl/passes/initialize.ts";
import { parametersOf } from "../../../dsl/passes/parameters_of.ts";
import { models } from "../../arbitraries/model.ts";

const random = RandomStream.from(3);

Deno.test("initialize() begins batchNorm with mean 0 and variance 1", () => {
  const values = initialize(input([2]).batchNorm(), random);
  assertEquals(values, {
    "batchNorm_1/gamma": Float32Array.of(1, 1),
    "batchNorm_1/beta": Float32Array.of(0, 0),
    "batchNorm_1/movingMean": Float32Array.of(0, 0),
    "batchNorm_1/movingVariance": Float32Array.of(1, 1),
  });
});

Deno.test("initialize() draws each parameter from a stream of its own", () => {
  const trunk = input([4]).dense(4);
  const short = initialize(trunk, random);
  random.uniform();
  const long = initialize(trunk.relu().dense(4), random);
  assertEquals(long["dense_1/kernel"], short["dense_1/kernel"]);
  assertNotEquals(long["dense_2/kernel"], long["dense_1/kernel"]);
  const other = initialize(trunk, RandomStream.from(4));
  assertNotEquals(other["dense_1/kernel"], short["dense_1/kernel"]);
});

Deno.test("initialize() has values for exactly the parameters", () => {
  fc.assert(fc.property(models, (model) => {
    const sizes = Object.entries(initialize(model, random))
      .map(([name, { length }]) => [name, length] as const);
    const wanted = parametersOf(model)
      .map(({ name, shape }) => [name, sizeOf(shape)] as const);
    assertEquals(sizes, wanted);
  }));
});
