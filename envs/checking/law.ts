import type { EnvironmentDescription } from "../description.ts";
import type { Environment } from "../environment.ts";
import type { RandomStream } from "../../core/random.ts";

/** What the laws are tried on. */
export interface Subject {
  /** What is checked. */
  readonly description: EnvironmentDescription;
  /** For how many steps each law is tried. */
  readonly steps: number;
  /** Where the trials begin. */
  readonly seed: number;
  /** Randomness for choosing actions, the same again each time it is asked for. */
  actions(): RandomStream;
  /** A new live environment of the description, or of one that derives from it. */
  create(description?: EnvironmentDescription): Environment;
}

/** Something that holds for every environment. */
export interface Law {
  /** What must hold, to stand after "as". */
  readonly wish: string;
  /** Tries it; answers what speaks against it, or nothing. */
  try(subject: Subject): string | undefined;
}
