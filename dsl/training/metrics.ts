/**
 * What may be measured besides the loss: `accuracy`, the share of examples put into the right class;
 * `mae` and `mse`, the mean absolute and the mean squared error.
 */
export type MetricName = "accuracy" | "mae" | "mse";
