import type { GraphNode } from "../graph/node.ts";
import { add, multiply } from "../graph/operations/binary.ts";
import { type Head, labelOf } from "./_heads.ts";
import { lossPerExample } from "./losses/loss.ts";
import { metricPerExample } from "./_metrics.ts";

/** Something measured for each example of a batch. */
export interface Measurement {
  /** Its name: `loss`, `accuracy`, `policy/loss`. */
  readonly label: string;
  /** Whether examples count by their weight. */
  readonly weighted: boolean;
}

/** What is measured of a model with these heads; the loss that is trained comes first. */
export function measurementsOf(heads: readonly Head[]): readonly Measurement[] {
  const own = heads.flatMap((head) => [
    ...(heads.length === 1
      ? []
      : [{ label: labelOf(heads, head, "loss"), weighted: true }]),
    ...head.metrics.map((metric) => ({
      label: labelOf(heads, head, metric),
      weighted: false,
    })),
  ]);
  return [{ label: "loss", weighted: true }, ...own];
}

/**
 * Adds what is measured to a graph.
 *
 * @param heads What is asked of each output.
 * @param outputs The outputs by name: [batch, ...].
 * @param targets The targets by name of head.
 * @returns A node of shape [batch] for each of {@linkcode measurementsOf}, in order.
 */
export function measure(
  heads: readonly Head[],
  outputs: Readonly<Record<string, GraphNode>>,
  targets: Readonly<Record<string, GraphNode>>,
): readonly GraphNode[] {
  const found = heads.map((head) => {
    const [output, target] = [outputs[head.name]!, targets[head.name]!];
    const { loss, weight, metrics } = head;
    const own = lossPerExample(loss, output, target);
    return {
      own,
      counted: weight === 1 ? own : multiply(own, weight),
      metrics: metrics.map((name) =>
        metricPerExample(name, loss, output, target)
      ),
    };
  });
  const total = found.map(({ counted }) => counted).reduce((a, b) => add(a, b));
  return [
    total,
    ...found.flatMap(({ own, metrics }) => [
      ...(heads.length === 1 ? [] : [own]),
      ...metrics,
    ]),
  ];
}
