import fc from "fast-check";
import { assertEquals } from "@std/assert";
import { sizeOf } from "../../../dsl/graph/node.ts";
import { input } from "../../../dsl/input.ts";
import { countParameters } from "../../../dsl/passes/count_parameters.ts";
import { parametersOf } from "../../../dsl/passes/parameters_of.ts";
import { models } from "../../arbitraries/model.ts";

Deno.test("parametersOf() names kernels and biases, and what batchNorm keeps", () => {
  const model = input([5, 5, 3])
    .conv2d(8, [3, 2], { name: "stem" }).batchNorm({ scale: false })
    .flatten().dense(2, { useBias: false });
  const found = parametersOf(model)
    .map(({ name, shape, trainable }) => [name, shape, trainable]);
  assertEquals(found, [
    ["stem/kernel", [3, 2, 3, 8], true],
    ["stem/bias", [8], true],
    ["batchNorm_1/beta", [8], true],
    ["batchNorm_1/movingMean", [8], false],
    ["batchNorm_1/movingVariance", [8], false],
    ["dense_1/kernel", [96, 2], true],
  ]);
});

Deno.test("countParameters() counts those of the book's DQN", () => {
  const same = { padding: "same", activation: "relu" } as const;
  const model = input([88, 80, 1])
    .conv2d(32, 8, { strides: 4, ...same })
    .conv2d(64, 4, { strides: 2, ...same })
    .conv2d(64, 3, same)
    .flatten().dense(512).relu().dense(9);
  assertEquals(countParameters(model), {
    total: 3_681_449,
    trainable: 3_681_449,
    nonTrainable: 0,
  });
});

Deno.test("countParameters() is the sum of the sizes, trainable or not", () => {
  fc.assert(fc.property(models, (model) => {
    const sum = (trainable: boolean) =>
      parametersOf(model)
        .filter((parameter) => parameter.trainable === trainable)
        .reduce((total, { shape }) => total + sizeOf(shape), 0);
    const [trainable, nonTrainable] = [sum(true), sum(false)];
    const total = trainable + nonTrainable;
    assertEquals(countParameters(model), { total, trainable, nonTrainable });
  }));
});

Deno.test("parametersOf() gives each a name of its own", () => {
  fc.assert(fc.property(models, (model) => {
    const names = parametersOf(model).map(({ name }) => name);
    assertEquals(new Set(names).size, names.length);
  }));
});
