import type { Space } from "../spaces/space.ts";
import type { VectorEnvironment } from "../vector_environment.ts";

/**
 * Many environments that are stepped together: a {@linkcode VectorEnvironment}, or
 * what watches one and can be used in its place.
 */
export interface EnvironmentVector<
  Actions extends Space = Space,
  Observations extends Space = Space,
> extends
  Pick<
    VectorEnvironment<Actions, Observations>,
    keyof VectorEnvironment<Actions, Observations>
  > {}
