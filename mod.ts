/**
 * Describe a model, an estimator, an environment or an agent as a value; then run it.
 *
 * ```ts
 * import { evaluate, make, reinforce, train } from "@silica/silica";
 * import { assert } from "@std/assert";
 *
 * await using training = train(reinforce(), "CartPole-v1", { updates: 2, seed: 1 });
 * for await (const event of training) assert(event.step > 0);
 *
 * using env = make("CartPole-v1");
 * assert(env.reset({ seed: 1 }).observation.length === 4);
 * const { mean } = await evaluate(training.policy, "CartPole-v1", { episodes: 3 });
 * assert(mean >= 8);
 * ```
 *
 * @module
 */
export * from "./agents/mod.ts";
export * from "./algorithms/mod.ts";
export { readFileChecked, writeFileAtomic } from "./core/files.ts";
export * from "./core/json_lines.ts";
export { type ProgressReader, teeProgress } from "./core/progress.ts";
export * from "./core/progress_bar.ts";
export * from "./core/progress_lines.ts";
export * from "./core/safetensors.ts";
export type {
  SafetensorsArrays,
  SafetensorsData,
  SafetensorsDType,
} from "./core/safetensors_dtype.ts";
export type { NestedNumbers } from "./core/tensor.ts";
export * from "./charts/mod.ts";
export * from "./dsl/mod.ts";
export * from "./envs/mod.ts";
