import {
  DX,
  EXIT,
  IS_CORRIDOR,
  NEIGHBOR,
  opposite,
  TILES,
} from "./_pellet_maze_map.ts";
import type { Hunter } from "./_pellet_maze_sight.ts";

/**
 * How soon a hunter can be on each tile if none of them ever turns back, as
 * they do only when all of them are startled.
 *
 * @returns For each tile, after how many steps from tile to tile; ∞ for never.
 */
export function arrivalsOf(hunters: readonly Hunter[]): Float64Array {
  const arrivals = new Float64Array(TILES).fill(Infinity);
  const isKnown = new Uint8Array(4 * TILES);
  const places: number[] = []; // 4 * tile + direction, the soonest first
  const steps: number[] = [];

  function arrive(tile: number, direction: number, step: number): void {
    const place = 4 * tile + direction;
    if (isKnown[place] === 1) return;
    isKnown[place] = 1;
    places.push(place);
    steps.push(step);
    if (step < arrivals[tile]!) arrivals[tile] = step;
  }

  for (const { tile, direction } of hunters) {
    const isAbout = IS_CORRIDOR[tile]!;
    DX.forEach((_, way) => {
      const isWay = direction < 0 || way === direction || !isAbout;
      if (isWay) arrive(isAbout ? tile : EXIT, way, 0);
    });
  }
  for (let i = 0; i < places.length; i++) {
    const place = places[i]!;
    const back = opposite(place & 3);
    for (let way = 0; way < 4; way++) {
      const next = NEIGHBOR[place - (place & 3) + way]!;
      if (way !== back && IS_CORRIDOR[next]) arrive(next, way, steps[i]! + 1);
    }
  }
  return arrivals;
}
