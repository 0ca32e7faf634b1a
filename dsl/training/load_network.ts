import { cannot } from "../../core/errors.ts";
import {
  type ComputeOptions,
  openFor,
  requireCompute,
} from "../backends/open_for.ts";
import { sameModel } from "../formats/model_json.ts";
import type { AnyModel, Model } from "../model.ts";
import { countFlops } from "../passes/count_flops.ts";
import { LiveNetwork, type NetworkParts } from "./_live_network.ts";
import type { FittedNetwork } from "./fitted_network.ts";
import { decodeNetwork } from "./_network_file.ts";
import { MOST_ROWS } from "./_row_program.ts";

const ACTION = "load a network";

/** Options for {@linkcode loadNetwork}. */
export interface LoadNetworkOptions<M extends AnyModel = AnyModel>
  extends ComputeOptions {
  /** The model that the file must hold, where it is known; then the types know it too. */
  readonly model?: M;
}

/**
 * Reads a network that {@linkcode FittedNetwork.save} wrote; nothing in the file is ever executed.
 *
 * @param bytes The bytes of the file, of any source.
 * @param options The model, if it is known, and what to run on.
 * @returns A network that predicts the same.
 * @throws {SyntaxError} If the bytes are no such file, or damaged.
 * @throws {RangeError} If the file holds another model than `model`.
 *
 * @example There and back
 * ```ts
 * import { fit, input, loadNetwork, meanSquaredError } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * const model = input([1]).dense(1);
 * const data = { x: [[0], [1]], y: [1, 3] };
 * using network = await fit(model, data, { loss: meanSquaredError() });
 * using loaded = await loadNetwork(network.save(), { model });
 * assertEquals(await loaded.predict([[2]]), await network.predict([[2]]));
 * ```
 */
export async function loadNetwork<M extends AnyModel = Model>(
  bytes: Uint8Array,
  options: LoadNetworkOptions<M> = {},
): Promise<FittedNetwork<M>> {
  requireCompute(ACTION, options);
  const parts = decodeNetwork(bytes);
  const { model } = options;
  const fits = model
    ? sameModel(model, parts.model)
    : parts.model.kind === "model";
  if (!fits) {
    const wish = model
      ? "the file must hold the model given"
      : "a model with several heads must be given as 'model'";
    const heads = Object.keys(parts.model.outputs).join(", ");
    const fact = `one with the heads ${heads}`;
    throw new RangeError(cannot(ACTION, wish, fact, "model"));
  }
  using opened = new DisposableStack();
  // Predictions for many rows take the longest.
  const flops = countFlops(parts.model, { batch: MOST_ROWS });
  const backend = await openFor(options, flops, opened);
  // The file's model is the one given, or has one output as the type says.
  return new LiveNetwork(parts as NetworkParts<M>, backend, opened.move());
}
