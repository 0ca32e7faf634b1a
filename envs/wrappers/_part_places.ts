import type { Dict } from "../spaces/dict.ts";
import { type Space, spaceSize } from "../spaces/space.ts";
import type { Tuple } from "../spaces/tuple.ts";

/** Where a part of a tuple or dict stands in buffers. */
export interface PartPlace {
  readonly key: string | number;
  readonly space: Space;
  readonly begin: number;
  readonly size: number;
}

/** Where the parts of a space stand: behind one another, those of a dict sorted by name. */
export function partPlaces(space: Tuple | Dict): readonly PartPlace[] {
  const parts: readonly (readonly [string | number, Space])[] =
    space.kind === "tuple"
      ? space.spaces.map((part, i) => [i, part] as const)
      : Object.keys(space.spaces).sort().map((name) =>
        [name, space.spaces[name]!] as const
      );
  let end = 0;
  return parts.map(([key, part]) => {
    const size = spaceSize(part);
    end += size;
    return { key, space: part, begin: end - size, size };
  });
}
