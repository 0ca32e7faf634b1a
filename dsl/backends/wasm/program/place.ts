import type { Chain } from "./chain.ts";
import type { Read, Step } from "../kernel.ts";
import type { Plan } from "./plan.ts";
import type { Region } from "../value.ts";

/** Regions begin at multiples of this, so that no two share a cache line. */
const ALIGNMENT = 64;

/** Where each region stands, and what is left to do when a run ends. */
export interface Placement {
  /** The region that a region shares, itself if none. */
  root(region: Region): Region;
  /** Places of constants, feeds, draws and temporaries, from the program's own beginning. */
  readonly offsets: ReadonlyMap<Region, number>;
  /** Bytes for all of them. */
  readonly bytes: number;
  /** Bytes that they would take if none shared space. */
  readonly apartBytes: number;
  /** What must be copied when a run ends, as it could not be computed in its place. */
  readonly copies: readonly { readonly from: Region; readonly to: Region }[];
}

/** Chooses a place for every region of a plan: those that are never needed together share space. */
export function placeRegions(plan: Plan, chains: readonly Chain[]): Placement {
  return new Placer(plan, chains).place();
}

/** A use of a region by a step. */
interface Use {
  readonly step: Step;
  readonly chain: number;
  readonly order: number;
  readonly rows: Read["rows"];
}

interface Span {
  readonly region: Region;
  first: number;
  last: number;
}

class Placer {
  readonly #plan: Plan;
  readonly #chains: readonly Chain[];
  readonly #reads = new Map<Region, Use[]>();
  readonly #writes = new Map<Region, Use>();
  readonly #roots = new Map<Region, Region>();
  /** Regions that share another one, by that one. */
  readonly #sharers = new Map<Region, Region[]>();
  readonly #outputs: ReadonlySet<Region>;

  constructor(plan: Plan, chains: readonly Chain[]) {
    this.#plan = plan;
    this.#chains = chains;
    this.#outputs = new Set(plan.outputs.map(({ value }) => value.region));
    let order = 0;
    for (const [chain, { steps }] of chains.entries()) {
      for (const step of steps) {
        const use = { step, chain, order: order++ };
        for (const { value: { region }, rows } of step.reads) {
          addTo(this.#reads, region, { ...use, rows });
        }
        for (const { region } of step.writes) {
          this.#writes.set(region, { ...use, rows: "own" });
        }
      }
    }
  }

  place(): Placement {
    const copies = this.#placeAssigned();
    const kept = new Set([...this.#outputs, ...copies.map(({ from }) => from)]);
    this.#placeInPlace(kept);
    const spans = this.#spans(kept);
    const { offsets, bytes } = stack(spans);
    return {
      root: (region) => this.#root(region),
      offsets,
      bytes,
      apartBytes: spans.reduce((sum, span) => sum + sizeOf(span), 0),
      copies,
    };
  }

  #root(region: Region): Region {
    return this.#roots.get(region) ?? region;
  }

  /** Lets assigned values be computed where their variables stand; answers what must be copied instead. */
  #placeAssigned(): { from: Region; to: Region }[] {
    const { assignments } = this.#plan;
    const copies: { from: Region; to: Region }[] = [];
    for (const { variable, value: { region } } of assignments) {
      const isFree = region.kind === "temporary" && !this.#roots.has(region);
      if (isFree && this.#mayReplace(variable, region)) {
        this.#share(variable, region);
      } else if (variable !== region) {
        copies.push({ from: region, to: variable });
      }
    }
    return copies;
  }

  /** Whether a step's result may be written where an older value stands. */
  #mayReplace(old: Region, result: Region): boolean {
    const write = this.#writes.get(result);
    if (!write || old.bytes !== result.bytes) return false;
    return (this.#reads.get(old) ?? []).every((read) => {
      if (read.chain < write.chain) return true;
      if (read.order > write.order || read.rows !== "own") return false;
      return read.order < write.order || write.step.kernel.inPlace === true;
    });
  }

  /** Lets steps write over operands that nothing needs after them. */
  #placeInPlace(kept: ReadonlySet<Region>): void {
    for (const { steps } of this.#chains) {
      for (const { reads, writes } of steps) {
        for (const { region } of writes) {
          if (this.#roots.has(region)) continue;
          const operand = reads.find(({ value }) =>
            this.#isSpent(value.region, region, kept)
          );
          if (operand) this.#share(this.#root(operand.value.region), region);
        }
      }
    }
  }

  #isSpent(
    operand: Region,
    result: Region,
    kept: ReadonlySet<Region>,
  ): boolean {
    const root = this.#root(operand);
    if (root.kind !== "temporary") return false;
    const isFree = (each: Region) =>
      !kept.has(each) && each !== result && this.#mayReplace(each, result);
    return isFree(root) && (this.#sharers.get(root) ?? []).every(isFree);
  }

  #share(root: Region, region: Region): void {
    this.#roots.set(region, root);
    addTo(this.#sharers, root, region);
  }

  /** From which chain to which each region is needed. */
  #spans(kept: ReadonlySet<Region>): Span[] {
    const end = this.#chains.length;
    const spans = new Map<Region, Span>();
    for (const region of this.#plan.regions) {
      const root = this.#root(region);
      if (root.kind === "variable") continue;
      const reads = this.#reads.get(region) ?? [];
      const write = this.#writes.get(region);
      const isUsed = kept.has(region) || write || reads.length > 0;
      if (!isUsed && region.kind !== "feed") continue;
      // Constants keep their place from run to run, feeds and draws come first.
      const isConstant = region.kind === "constant";
      const first = write?.chain ?? 0;
      const last = isConstant || kept.has(region)
        ? end
        : Math.max(first, ...reads.map(({ chain }) => chain));
      const known = spans.get(root);
      if (known) {
        known.first = Math.min(known.first, first);
        known.last = Math.max(known.last, last);
      } else spans.set(root, { region: root, first, last });
    }
    return [...spans.values()];
  }
}

function addTo<T>(lists: Map<Region, T[]>, key: Region, value: T): void {
  const known = lists.get(key);
  if (known) known.push(value);
  else lists.set(key, [value]);
}

/** Bytes that a region takes, up to where the next may begin. */
function sizeOf({ region }: Span): number {
  return Math.ceil(region.bytes / ALIGNMENT) * ALIGNMENT;
}

/** Gives each region the lowest place at which it overlaps none that is needed at the same time. */
function stack(
  spans: readonly Span[],
): { offsets: Map<Region, number>; bytes: number } {
  const offsets = new Map<Region, number>();
  const placed: { span: Span; begin: number; end: number }[] = [];
  let bytes = 0;
  for (
    const span of [...spans].sort((a, b) => b.region.bytes - a.region.bytes)
  ) {
    const size = sizeOf(span);
    let begin = 0;
    for (const other of placed) {
      if (
        other.span.last < span.first || span.last < other.span.first
      ) continue;
      if (other.begin >= begin + size) break;
      begin = Math.max(begin, other.end);
    }
    const at = placed.findIndex((other) => other.begin > begin);
    const entry = { span, begin, end: begin + size };
    placed.splice(at === -1 ? placed.length : at, 0, entry);
    offsets.set(span.region, begin);
    bytes = Math.max(bytes, begin + size);
  }
  return { offsets, bytes };
}
