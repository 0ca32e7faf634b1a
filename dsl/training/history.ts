/** What happened while a network was trained. */
export interface History {
  /** What was measured in each finished epoch, by name: `loss`, `accuracy`, `validation/loss`, …. */
  readonly metrics: Readonly<Record<string, readonly number[]>>;
  /** What ended the training: its last epoch, early stopping, or a signal. */
  readonly ended: "epochs" | "earlyStopping" | "signal";
  /** The epoch, counted from 1, whose weights were taken at the end; left out where the last ones stayed. */
  readonly restoredEpoch?: number;
}
