import {
  cannot,
  formatShape,
  formatValue,
  requireWithin,
  unknownName,
} from "../../core/errors.ts";
import type { Shape } from "../graph/node.ts";
import type { AnyModel } from "../model.ts";
import type { Place } from "../place.ts";
import { type Loss, targetForm } from "./losses/loss.ts";
import { isLossKind } from "./losses/read_loss.ts";
import { requireMetrics } from "./_metrics.ts";
import type { MetricName } from "./metrics.ts";
import type { Objective } from "./objective.ts";

/** An output of a model, and what is asked of it. */
export interface Head {
  /** Name of the output; `output` where there is one. */
  readonly name: string;
  /** How wrong it is. */
  readonly loss: Loss;
  /** How much its loss counts. */
  readonly weight: number;
  /** What else is measured. */
  readonly metrics: readonly MetricName[];
}

/**
 * Finds what is asked of each output of a model.
 *
 * @param action What the user asked for.
 * @param model The model.
 * @param objective What the user said of all its heads.
 * @returns One entry for each output, in order.
 * @throws {TypeError} If a loss is none.
 * @throws {RangeError} If a head is unknown, a head has no loss, or a loss or metric does not suit it.
 */
export function headsOf(
  action: string,
  model: AnyModel,
  objective: Objective,
): readonly Head[] {
  const { loss, lossWeights = {}, metrics = [] } = objective;
  if (typeof loss !== "object" || loss === null) {
    throw notLoss(action, "loss", loss);
  }
  const shapes = new Map(
    Object.entries<Place>(model.outputs).map(([name, { shape }]) =>
      [name, shape] as const
    ),
  );
  const names = [...shapes.keys()];
  const losses = isLoss(loss) ? shareOut(loss, names) : loss;
  const wanted = Array.isArray(metrics)
    ? shareOut(metrics, names)
    : metrics as Readonly<Record<string, readonly MetricName[]>>;
  for (const record of [losses, lossWeights, wanted]) {
    const stranger = Object.keys(record).find((name) => !shapes.has(name));
    if (stranger === undefined) continue;
    throw unknownName(action, "head", stranger, names);
  }
  return names.map((name) => {
    const own = losses[name];
    if (!own) {
      const fact = Object.keys(losses).join(", ");
      const wish = `head "${name}" must have a loss`;
      throw new RangeError(
        cannot(action, wish, fact, "list of heads with one"),
      );
    }
    if (!isLossKind(own.kind)) throw notLoss(action, `loss of "${name}"`, own);
    requireSuitable(action, name, own, shapes.get(name)!);
    const weight = lossWeights[name] ?? 1;
    requireWithin(weight, action, `lossWeights.${name}`, { min: 0 });
    const measured = wanted[name] ?? [];
    requireMetrics(action, own, measured);
    return { name, loss: own, weight, metrics: [...new Set(measured)] };
  });
}

/** A record of losses may have a head called `kind`. */
function isLoss(loss: Objective["loss"]): loss is Loss {
  return typeof loss.kind === "string";
}

function notLoss(action: string, what: string, value: unknown): TypeError {
  const wish = `the ${what} must be described, such as meanSquaredError()`;
  return new TypeError(cannot(action, wish, formatValue(value)));
}

function shareOut<T>(
  value: T,
  names: readonly string[],
): Readonly<Record<string, T>> {
  return Object.fromEntries(names.map((name) => [name, value]));
}

/** A loss over classes needs an axis of at least two of them. */
function requireSuitable(
  action: string,
  name: string,
  loss: Loss,
  shape: Shape,
): void {
  if (!loss.kind.toLowerCase().includes("categorical")) return;
  if (shape.length > 0 && shape.at(-1)! >= 2) return;
  const wish = `${loss.kind} takes an output with two or more classes`;
  throw new RangeError(
    cannot(action, wish, formatShape(shape), `shape of "${name}"`),
  );
}

/** Shape of one row of a head's targets. */
export function targetShape(loss: Loss, shape: Shape): Shape {
  return targetForm(loss, [0, ...shape]).shape.slice(1);
}

/** What a measured value is called: the head's name stands before it where there are several. */
export function labelOf(
  heads: readonly Head[],
  head: Head,
  measured: string,
): string {
  return heads.length === 1 ? measured : `${head.name}/${measured}`;
}
