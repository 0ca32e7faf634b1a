import fc from "fast-check";
import { assert, assertEquals } from "@std/assert";
import { heads } from "../../../dsl/heads.ts";
import { input } from "../../../dsl/input.ts";
import { countParameters } from "../../../dsl/passes/count_parameters.ts";
import { summary } from "../../../dsl/passes/summary.ts";
import { placesOf } from "../../../dsl/places_of.ts";
import { models } from "../../arbitraries/model.ts";

Deno.test("summary() draws a chain", () => {
  const model = input([8, 8, 1]).conv2d(32, 3, { name: "stem" }).relu()
    .batchNorm().flatten().dense(10);
  assertEquals(
    summary(model),
    `\
layer (kind)             output shape  parameters
─────────────────────────────────────────────────
input (input)            [8, 8, 1]              0
stem (conv2d)            [6, 6, 32]           320
activation_1 (relu)      [6, 6, 32]             0
batchNorm_1 (batchNorm)  [6, 6, 32]           128
flatten_1 (flatten)      [1152]                 0
dense_1 (dense)          [10]              11,530
─────────────────────────────────────────────────
parameters: total 11,978, trainable 11,914, non-trainable 64
operations: 49,546 for each sample`,
  );
});

Deno.test("summary() says what each layer is fed, where they do not simply follow", () => {
  const trunk = input([4]).branch((m) => m.dense(2), (m) => m).concat();
  const model = heads({ policy: trunk.dense(3), value: trunk.dense(1) });
  assertEquals(
    summary(model),
    `\
layer (kind)       output shape  parameters  inputs
───────────────────────────────────────────────────────────
input (input)      [4]                    0
dense_1 (dense)    [2]                   10  input
concat_1 (concat)  [6]                    0  dense_1, input
dense_2 (dense)    [3]                   21  concat_1
dense_3 (dense)    [1]                    7  concat_1
───────────────────────────────────────────────────────────
heads: policy = dense_2, value = dense_3
parameters: total 38, trainable 38, non-trainable 0
operations: 70 for each sample`,
  );
});

Deno.test("summary() tells heads on one trunk from a chain", () => {
  const trunk = input([4]).dense(3);
  const model = heads({ policy: trunk.tanh(), value: trunk.dense(1) });
  const rows = summary(model).split("\n").slice(2, 6);
  const inputs = rows.map((row) => row.split(/\s{2,}/)[3]);
  assertEquals(inputs, [undefined, "input", "dense_1", "dense_1"]);
});

Deno.test("summary() has a line for each layer, whose counts add up", () => {
  fc.assert(fc.property(models, (model) => {
    const lines = summary(model).split("\n");
    const names = [...placesOf(model).values()];
    const rows = lines.slice(2, 2 + names.length);
    rows.forEach((row, i) => assert(row.startsWith(`${names[i]} (`)));
    const counts = rows.map((row) => /\]\s+([\d,]+)/.exec(row)![1]!);
    const total = counts
      .reduce((sum, count) => sum + Number(count.replaceAll(",", "")), 0);
    assertEquals(total, countParameters(model).total);
  }));
});
