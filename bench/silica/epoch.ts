import {
  adam,
  fit,
  RandomStream,
  sparseCategoricalCrossEntropy,
  type SyncBackend,
} from "../../dsl/mod.ts";
import type { Prepared } from "../serve_bursts.ts";
import { type EpochWork, inputShape, LEARNING_RATE } from "../works.ts";

/**
 * An epoch of `fit`, on random rows.
 *
 * What is timed begins after the first update, with everything compiled, and
 * ends when the time is over: a part of an epoch stands for all of it.
 */
export function prepareEpoch(
  backend: SyncBackend,
  { model, batch, rows }: EpochWork,
): Prepared {
  const random = RandomStream.from(1);
  const [inputs, classes] = [inputShape(model)[0]!, model.shape[0]!];
  const x = {
    shape: [rows, inputs],
    data: random.fillUniform(new Float32Array(rows * inputs)),
  };
  const y = {
    shape: [rows],
    data: Float32Array.from({ length: rows }, (_, i) => i % classes),
  };
  return {
    async burst(seconds) {
      const enough = new AbortController();
      let [updates, begin, end] = [0, 0, 0];
      using _network = await fit(model, { x, y }, {
        loss: sparseCategoricalCrossEntropy(),
        optimizer: adam({ learningRate: LEARNING_RATE }),
        epochs: 1,
        batchSize: batch,
        backend,
        signal: enough.signal,
        onProgress({ kind }) {
          if (kind !== "step") return;
          end = performance.now();
          if (updates++ === 0) begin = end;
          else if (end - begin > 1000 * seconds) enough.abort();
        },
      });
      return (end - begin) / (updates - 1) * Math.ceil(rows / batch);
    },
    [Symbol.dispose]() {},
  };
}
