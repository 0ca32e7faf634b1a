import type { PlayWork, Work } from "./works.ts";

/**
 * How contestants are asked, a line of JSON each way.
 *
 * A contestant is a process of its own. It first says its {@linkcode Greeting};
 * then each {@linkcode BurstRequest} on its standard input is answered by a
 * {@linkcode BurstAnswer} on its standard output. Between bursts it does nothing,
 * so that another's burst is not disturbed.
 */
export interface Greeting {
  /** What it is called in tables. */
  readonly name: string;
  /** Which one it is. */
  readonly version: string;
  /** The ways in which it can work, such as on one thread or on two; the fastest counts. */
  readonly ways: readonly string[];
}

/** Asks to do a work again and again for some time. */
export interface BurstRequest {
  /** What to do. */
  readonly work: Work | PlayWork;
  /** One of {@linkcode Greeting.ways}. */
  readonly way: string;
  /** For about how long; once is done in any case. */
  readonly seconds: number;
}

/** What came of it; one of the two. */
export interface BurstAnswer {
  /** Milliseconds of doing it once, the median. */
  readonly ms?: number;
  /** Why it is not done, in any way. */
  readonly refused?: string;
}
