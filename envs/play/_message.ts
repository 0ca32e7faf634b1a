import { isMatching, P } from "../../core/deps/ts_pattern.ts";
import type { KeyEntry } from "./key_list.ts";
import type { Score } from "./score.ts";

/** How fast a game can go, as multiples of its natural speed. */
export const SPEEDS = [0.25, 0.5, 1, 2, 4, 8] as const;

/** What the page tells. */
export type PageMessage =
  /** A key is down, or repeats. */
  | { readonly kind: "press"; readonly key: string }
  | { readonly kind: "release"; readonly key: string }
  | { readonly kind: "release all" }
  | { readonly kind: "pause"; readonly paused: boolean }
  | { readonly kind: "speed"; readonly speed: typeof SPEEDS[number] }
  | { readonly kind: "restart" }
  /** The last picture has been seen; there may be another. */
  | { readonly kind: "shown" };

const PAGE_MESSAGE = P.union(
  { kind: P.union("press", "release"), key: P.string },
  { kind: P.union("release all", "restart", "shown") },
  { kind: "pause", paused: P.boolean },
  { kind: "speed", speed: P.union(...SPEEDS) },
);

/** What the page is told. */
export type ServerMessage =
  | {
    readonly kind: "hello";
    readonly id: string;
    readonly keys: readonly KeyEntry[];
    /** Keys that mean something, as of `KeyboardEvent.key`. */
    readonly names: readonly string[];
    /** Whether nothing happens until a key is pressed. */
    readonly waits: boolean;
  }
  | {
    readonly kind: "view";
    readonly score: Score;
    readonly paused: boolean;
    /** The picture; `null` if it is the PNG that was sent before. */
    readonly svg: string | null;
  }
  | { readonly kind: "failed"; readonly message: string };

/** No message of the page is as long as this. */
const LONGEST = 200;

/** Why a socket is closed, by the codes of RFC 6455, section 7.4.1. */
export interface Refusal {
  readonly code: 1003 | 1008 | 1009;
  readonly reason: string;
}

/**
 * Reads what comes from a page; nobody has checked it.
 *
 * @param data Text or bytes.
 * @returns The message, or why it is none.
 */
export function readMessage(data: unknown): PageMessage | Refusal {
  if (typeof data !== "string") return { code: 1003, reason: "not text" };
  if (data.length > LONGEST) return { code: 1009, reason: "too long" };
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return { code: 1008, reason: "not JSON" };
  }
  return isMatching(PAGE_MESSAGE, value)
    ? value
    : { code: 1008, reason: "unknown message" };
}
