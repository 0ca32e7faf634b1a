import { requireOneOf } from "../../core/errors.ts";
import type { EnvironmentDescription } from "../description.ts";
import { resolveOptions } from "../resolve_options.ts";
import { type Box, box } from "../spaces/box.ts";
import type { Space } from "../spaces/space.ts";
import { requireBoolean } from "./_check_options.ts";
import { observeThrough } from "./_observe_through.ts";
import { requireRgb } from "./_pictures.ts";
import { wrap } from "./wrap.ts";

/** Options for {@linkcode grayscale}. */
export interface GrayscaleOptions {
  /**
   * How bright a colour is: as bright as people see it, 0.2125 R + 0.7154 G + 0.0721 B,
   * or the mean of the three. @default {"luminance"}
   */
  readonly weights?: GrayscaleWeights;
  /** Whether a pixel keeps an axis of its own: `[210, 160, 1]` and not `[210, 160]`. @default {false} */
  readonly keepChannel?: boolean;
}

/** How bright a colour is. */
export type GrayscaleWeights = "luminance" | "mean";

const DEFAULTS: Required<GrayscaleOptions> = Object.freeze({
  weights: "luminance",
  keepChannel: false,
});
const WEIGHTS = ["luminance", "mean"] as const;

/**
 * Shows coloured pictures in shades of grey, from 0 to 255, rounded down.
 *
 * @param description An environment whose observations are bytes of shape `[height, width, 3]`.
 * @param options How bright a colour is, and whether pixels keep an axis.
 * @returns A frozen description; observations have shape `[height, width]`.
 * @throws {RangeError} If observations are something else, or there are no such weights.
 *
 * @example Green is brighter than blue
 * ```ts
 * import { box, discrete, environment, grayscale, make } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * const flag = environment({
 *   id: "Flag-v0",
 *   stateSize: 0,
 *   actionSpace: discrete(1),
 *   observationSpace: box({ low: 0, high: 255, shape: [1, 2, 3], dtype: "uint8" }),
 *   initialize() {},
 *   step: () => 0,
 *   terminated: () => false,
 *   observe: (_, out) => out.set([0, 255, 0, 0, 0, 255]),
 * });
 * using env = make(grayscale(flag));
 * assertEquals(env.reset().observation, Uint8Array.of(182, 18));
 * ```
 */
export function grayscale<Actions extends Space>(
  description: EnvironmentDescription<Actions, Box<"uint8">>,
  options: GrayscaleOptions = {},
): EnvironmentDescription<Actions, Box<"uint8">> {
  const { id, observationSpace } = description;
  const action = `show ${id} in grey`;
  const { height, width } = requireRgb(observationSpace, action);
  const resolved = resolveOptions(action, options, DEFAULTS);
  const { weights, keepChannel } = resolved;
  requireOneOf(weights, action, "weights", WEIGHTS);
  requireBoolean(keepChannel, action, "keepChannel");
  return wrap<Actions, Box<"uint8">>(description, {
    wrapper: { name: "grayscale", options: resolved },
    observationSpace: box({
      low: 0,
      high: 255,
      shape: keepChannel ? [height, width, 1] : [height, width],
      dtype: "uint8",
    }),
    dynamics: observeThrough<Box<"uint8">, Box<"uint8">>(
      observationSpace,
      weights === "mean" ? writeMean : writeLuminance,
    ),
  });
}

function writeLuminance(seen: Uint8Array, out: Uint8Array): void {
  let at = 0;
  for (let pixel = 0; pixel < out.length; pixel++) {
    out[pixel] = 0.2125 * seen[at++]! + 0.7154 * seen[at++]! +
      0.0721 * seen[at++]!;
  }
}

function writeMean(seen: Uint8Array, out: Uint8Array): void {
  let at = 0;
  for (let pixel = 0; pixel < out.length; pixel++) {
    out[pixel] = (seen[at++]! + seen[at++]! + seen[at++]!) / 3;
  }
}
