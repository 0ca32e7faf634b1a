/**
 * A network that reads handwritten digits of 8×8 pixels, about 98 % of them right.
 *
 * deno run examples/digits.ts
 */
import {
  earlyStopping,
  fit,
  input,
  loadDigits,
  sparseCategoricalCrossEntropy,
  summary,
  trainTestSplit,
} from "../mod.ts";

const { x, y } = await loadDigits();
const { xTrain, xTest, yTrain, yTest } = trainTestSplit(x, y, {
  testSize: 0.2,
  stratify: true,
  seed: 1,
});
const model = input([64]).dense(128).relu().dropout(0.3).dense(10);
using network = await fit(model, { x: xTrain, y: yTrain }, {
  loss: sparseCategoricalCrossEntropy(),
  metrics: ["accuracy"],
  epochs: 40,
  validationSplit: 0.1,
  earlyStopping: earlyStopping({ patience: 5 }),
  seed: 1,
});
// deno-lint-ignore no-console
console.log(summary(model), await network.evaluate({ x: xTest, y: yTest }));
