import type { Read, Step } from "../kernel.ts";
import type { Target } from "../target.ts";
import { bytesOf, type Region } from "../value.ts";

/** Rows of a block at least, where every block reads a large value as a whole again. */
const LEAST_ROWS = 48;
/** Bytes that are read as a whole from which on that matters. */
const LARGE_BYTES = 32 * 1024;
/** Arithmetic operations and words from which on threads help. */
const PARALLEL_WORK = 100_000;

/** Steps over the same rows, run block by block: no row needs another's results. */
export interface Chain {
  /** The steps, in order. */
  readonly steps: readonly Step[];
  /** Number of rows. */
  readonly rows: number;
  /** Rows that go through all steps before the next ones do. */
  readonly blockRows: number;
  /** Whether threads divide the rows among them. */
  readonly isParallel: boolean;
}

/** Divides steps into chains, as long as can be. */
export function chainSteps(
  steps: readonly Step[],
  { cacheBytes }: Pick<Target, "cacheBytes">,
): Chain[] {
  const chains: Step[][] = [];
  let written = new Set<Region>();
  for (const step of steps) {
    const chain = chains.at(-1);
    if (chain && continues(step, chain[0]!.rows, written)) chain.push(step);
    else {
      chains.push([step]);
      written = new Set();
    }
    for (const { region } of step.writes) written.add(region);
  }
  return chains.map((chain) => chainOf(chain, cacheBytes));
}

function continues(
  { rows, reads }: Step,
  chainRows: number,
  written: ReadonlySet<Region>,
): boolean {
  return rows === chainRows &&
    reads.every((read) =>
      rows === 1 || read.rows === "own" || !written.has(read.value.region)
    );
}

function chainOf(steps: readonly Step[], cacheBytes: number): Chain {
  const { rows } = steps[0]!;
  const reads = steps.flatMap((step) => step.reads);
  const own = sum([
    ...reads.filter((read) => read.rows === "own").map(({ value }) => value),
    ...steps.flatMap((step) => step.writes),
  ].map(bytesOf));
  const whole = sum(wholeReads(reads).map(bytesOf));
  const flops = sum(steps.map((step) => step.flops));
  const fitting = Math.floor(cacheBytes / Math.max(1, own / rows));
  const least = whole > LARGE_BYTES ? LEAST_ROWS : 1;
  const blocks = steps.length === 1
    ? 1
    : Math.ceil(rows / Math.max(1, least, fitting));
  return {
    steps,
    rows,
    blockRows: Math.ceil(rows / blocks),
    isParallel: rows > 1 && flops + (own + whole) / 4 > PARALLEL_WORK,
  };
}

function wholeReads(reads: readonly Read[]): Read["value"][] {
  const byRegion = new Map(
    reads.filter(({ rows }) => rows === "whole")
      .map(({ value }) => [value.region, value]),
  );
  return [...byRegion.values()];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
