import type { Chain } from "./chain.ts";
import type { Placement } from "./place.ts";
import type { Plan } from "./plan.ts";

/** A compiled program, to be explained. */
export interface Explained {
  /** Its steps. */
  readonly plan: Plan;
  /** How they are run. */
  readonly chains: readonly Chain[];
  /** Where values stand. */
  readonly placement: Placement;
  /** Size of the module. */
  readonly codeBytes: number;
}

/** A compiled program as text: what is computed together, on how many rows, with how much work and memory. */
export function explain(
  { plan, chains, placement, codeBytes }: Explained,
): string {
  const flops = plan.steps.reduce((sum, step) => sum + step.flops, 0);
  const variables = plan.variables.reduce(
    (sum, { region }) => sum + region.bytes,
    0,
  );
  const lines = chains.flatMap((chain, i) => [
    `chain ${i + 1}: ${formatRows(chain)}`,
    ...chain.steps.map(({ kernel, label = kernel.label, flops }) =>
      `  ${label}  ${inUnits(flops, "FLOP")}`
    ),
  ]);
  return [
    ...lines,
    `steps: ${plan.steps.length} in ${chains.length} chains, ${
      inUnits(flops, "FLOP")
    } a run, ${inUnits(codeBytes, "B")} of code`,
    `memory: ${inUnits(variables, "B")} of variables, ${
      inUnits(placement.bytes, "B")
    } for all other values, which would take ${
      inUnits(placement.apartBytes, "B")
    } apart`,
  ].join("\n");
}

/** `64 rows, 16 at once, divided among threads` */
function formatRows({ rows, blockRows, isParallel }: Chain): string {
  return [
    rows === 1 ? "1 row" : `${rows} rows`,
    ...(blockRows < rows ? [`${blockRows} at once`] : []),
    ...(isParallel ? ["divided among threads"] : []),
  ].join(", ");
}

function inUnits(number: number, unit: string): string {
  const prefixes = ["", "k", "M", "G"];
  let scaled = number;
  let prefix = 0;
  while (scaled >= 1000 && prefix < prefixes.length - 1) {
    scaled /= 1000;
    prefix++;
  }
  return `${Number(scaled.toPrecision(3))} ${prefixes[prefix]}${unit}`;
}
