import { isMatching, P } from "../../core/deps/ts_pattern.ts";
import { cannot } from "../../core/errors.ts";

const MEMORIES = P.array({ name: P.string, memory: P.any });

/** A snapshot with what a wrapper remembers besides; `memories` lists them from the inside out. */
export function withMemory<Snapshot extends object>(
  snapshot: Snapshot,
  name: string,
  memory: unknown,
): Snapshot {
  const { memories = [] } = snapshot as { memories?: readonly unknown[] };
  return { ...snapshot, memories: [...memories, { name, memory }] };
}

/**
 * What a wrapper remembers, and the snapshot of what it is around.
 *
 * @throws {SyntaxError} If it is no snapshot of such a wrapper.
 */
export function takeMemory<Snapshot extends object, Memory>(
  snapshot: Snapshot,
  name: string,
  isMemory: (memory: unknown) => memory is Memory,
): { readonly memory: Memory; readonly inner: Snapshot } {
  const memories = (snapshot as { memories?: unknown } | null)?.memories;
  if (isMatching(MEMORIES, memories)) {
    const last = memories.at(-1);
    if (last?.name === name && isMemory(last.memory)) {
      const inner = { ...snapshot, memories: memories.slice(0, -1) };
      return { memory: last.memory, inner };
    }
  }
  const wish = `the snapshot must hold what ${name}() remembers`;
  const action = `restore what ${name}() is around`;
  throw new SyntaxError(cannot(action, wish, "another", "snapshot"));
}
