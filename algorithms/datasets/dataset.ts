import type { Tensor } from "../../core/tensor.ts";

/** Examples that come with the library. */
export interface Dataset {
  /** What is known of each example, a row each: [examples, features]. */
  readonly x: Tensor;
  /** What is to be found out about each example. */
  readonly y: readonly number[];
  /** What each column of `x` is. */
  readonly featureNames: readonly string[];
  /** What each value of `y` is called, where these are classes. */
  readonly classNames: readonly string[];
  /** What the data are and where they come from. */
  readonly description: string;
}
