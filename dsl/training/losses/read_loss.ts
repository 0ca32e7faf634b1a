import { isMatching, P } from "../../../core/deps/ts_pattern.ts";
import { cannot, formatValue } from "../../../core/errors.ts";
import { binaryCrossEntropy } from "./binary_cross_entropy.ts";
import { categoricalCrossEntropy } from "./categorical_cross_entropy.ts";
import { huber } from "./huber.ts";
import type { Loss } from "./loss.ts";
import { meanAbsoluteError } from "./mean_absolute_error.ts";
import { meanSquaredError } from "./mean_squared_error.ts";
import { sparseCategoricalCrossEntropy } from "./sparse_categorical_cross_entropy.ts";

const DELTA = { delta: P.number };
const SMOOTHING = { labelSmoothing: P.number };

const READERS: {
  readonly [K in Loss["kind"]]: (json: object) => Loss | undefined;
} = {
  meanSquaredError: () => meanSquaredError(),
  meanAbsoluteError: () => meanAbsoluteError(),
  huber: (json) => isMatching(DELTA, json) ? huber(json) : undefined,
  binaryCrossEntropy: () => binaryCrossEntropy(),
  categoricalCrossEntropy: (json) =>
    isMatching(SMOOTHING, json) ? categoricalCrossEntropy(json) : undefined,
  sparseCategoricalCrossEntropy: (json) =>
    isMatching(SMOOTHING, json)
      ? sparseCategoricalCrossEntropy(json)
      : undefined,
};

/**
 * Reads a loss from JSON of any source.
 *
 * @param json What `JSON.parse` answered.
 * @returns The loss, described anew.
 * @throws {SyntaxError} If it is no loss.
 * @throws {RangeError} If a number of it lies outside its range.
 */
export function readLoss(json: unknown): Loss {
  const { kind } = Object(json) as { readonly kind?: unknown };
  const loss = isLossKind(kind) && READERS[kind](Object(json));
  if (loss) return loss;
  const wish = `it must be described as ${Object.keys(READERS).join(", ")}`;
  throw new SyntaxError(
    cannot("read a loss", wish, formatValue(kind ?? json), "kind"),
  );
}

/** Whether something is the tag of a loss. */
export function isLossKind(kind: unknown): kind is Loss["kind"] {
  return typeof kind === "string" && Object.hasOwn(READERS, kind);
}
