import type { ActionOf, Space } from "../spaces/space.ts";

/** Options for {@linkcode noopStart} and {@linkcode skipStart}. */
export interface StartOptions<Actions extends Space = Space> {
  /** What is done meanwhile; spaces that have no 0 need it. @default {0} */
  readonly action?: ActionOf<Actions>;
}
