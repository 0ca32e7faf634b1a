/** A place in a town. */
export interface DeliveryPlace {
  /** Minutes to the right. */
  readonly x: number;
  /** Minutes down. */
  readonly y: number;
  /** Whether goods are kept there; else customers live there. */
  readonly isDepot: boolean;
}

/** Places, and roads between them. */
export interface DeliveryTown {
  /** The depots come first. */
  readonly places: readonly DeliveryPlace[];
  /** How many depots there are. */
  readonly depots: number;
  /** Pairs of places that have a road between them. */
  readonly roads: readonly (readonly [from: number, to: number])[];
  /** How long the quickest way takes, minutes. */
  minutes(from: number, to: number): number;
  /** The first place on the quickest way, or the place itself for one who is there. */
  next(from: number, to: number): number;
}

const PLACES: readonly DeliveryPlace[] = [
  { x: 2, y: 4, isDepot: true },
  { x: 10, y: 4, isDepot: true },
  { x: 1, y: 1, isDepot: false },
  { x: 5, y: 1, isDepot: false },
  { x: 9, y: 1, isDepot: false },
  { x: 6, y: 4, isDepot: false },
  { x: 3, y: 7, isDepot: false },
  { x: 8, y: 7, isDepot: false },
];

const ROADS: DeliveryTown["roads"] = [
  [0, 2],
  [0, 3],
  [0, 5],
  [0, 6],
  [1, 4],
  [1, 5],
  [1, 7],
  [2, 3],
  [3, 4],
  [3, 5],
  [5, 6],
  [5, 7],
  [6, 7],
];

/** The town in which {@linkcode deliveryFleet} delivers: two depots and six customers. */
export function deliveryTown(): DeliveryTown {
  const count = PLACES.length;
  const minutes = new Float64Array(count * count).fill(Infinity);
  const next = new Int32Array(count * count).fill(-1);
  for (let i = 0; i < count; i++) {
    minutes[i * count + i] = 0;
    next[i * count + i] = i;
  }
  for (const [a, b] of ROADS) {
    const [from, to] = [PLACES[a]!, PLACES[b]!];
    const length = Math.round(Math.hypot(from.x - to.x, from.y - to.y));
    minutes[a * count + b] = minutes[b * count + a] = length;
    next[a * count + b] = b;
    next[b * count + a] = a;
  }
  // Floyd (1962): the quickest ways over the places up to each.
  for (let over = 0; over < count; over++) {
    for (let from = 0; from < count; from++) {
      for (let to = 0; to < count; to++) {
        const around = minutes[from * count + over]! +
          minutes[over * count + to]!;
        if (around >= minutes[from * count + to]!) continue;
        minutes[from * count + to] = around;
        next[from * count + to] = next[from * count + over]!;
      }
    }
  }
  return {
    places: PLACES,
    depots: PLACES.filter(({ isDepot }) => isDepot).length,
    roads: ROADS,
    minutes: (from, to) => minutes[from * count + to]!,
    next: (from, to) => next[from * count + to]!,
  };
}
