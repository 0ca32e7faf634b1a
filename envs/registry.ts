import { ARCADE, type ArcadeTable } from "./arcade/_registrations.ts";
import { BOOK, type BookTable } from "./book/_registrations.ts";
import { BOX2D, type Box2dTable } from "./box2d/_registrations.ts";
import {
  CLASSIC_CONTROL,
  type ClassicControlTable,
} from "./classic_control/_registrations.ts";
import type { Registrations } from "./registration.ts";
import { TOY_TEXT, type ToyTextTable } from "./toy_text/_registrations.ts";

/** The environments that have an id, each as a function from its options to its description. */
export interface EnvironmentTable
  extends
    ClassicControlTable,
    ToyTextTable,
    BookTable,
    Box2dTable,
    ArcadeTable {}

/** The id of an environment, with its version. */
export type EnvironmentId = keyof EnvironmentTable;

/** What each id stands for. */
export const REGISTRY: Registrations<EnvironmentTable> = Object.freeze({
  ...CLASSIC_CONTROL,
  ...TOY_TEXT,
  ...BOOK,
  ...BOX2D,
  ...ARCADE,
});

/**
 * The ids that {@linkcode make} and {@linkcode describe} know.
 *
 * @example All there are
 * ```ts
 * import { ENVIRONMENT_IDS } from "@silica/silica/envs";
 * import { assert } from "@std/assert";
 *
 * assert(ENVIRONMENT_IDS.includes("CartPole-v1"));
 * ```
 */
export const ENVIRONMENT_IDS: readonly EnvironmentId[] = Object.freeze(
  Object.keys(REGISTRY) as EnvironmentId[],
);
