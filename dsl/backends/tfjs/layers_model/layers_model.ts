/**
 * What is used here of a `tf.LayersModel` of tfjs-layers 4; a real one fits.
 *
 * Where tfjs wants its own type, say `layersModel as tf.LayersModel`.
 */
export interface LayersModel {
  /** What the model is called. */
  readonly name: string;
  /** Its layers; those that came from another are in there too. */
  readonly layers: readonly LayersModelLayer[];
  /** Names of the inputs, in the order `predict` takes them. */
  readonly inputNames: readonly string[];
  /** Names of the layers that answer, in the order `predict` answers them. */
  readonly outputNames: readonly string[];
  /**
   * Computes outputs.
   *
   * @param x A `tf.Tensor` [batch, ...shape], or one for each input.
   * @returns A `tf.Tensor`, or one for each output; whoever called disposes them.
   */
  predict(x: unknown): unknown;
  /**
   * Writes layers and weights.
   *
   * @param handler A `tf.io.IOHandler`, or an address that tfjs knows.
   * @returns What the handler answers.
   */
  save(handler: unknown): Promise<unknown>;
  /**
   * The layers as in a `model.json`.
   *
   * @param unused Nothing.
   * @param returnString Whether to answer text rather than an object.
   */
  toJSON(unused?: unknown, returnString?: boolean): unknown;
  /** What was written beside the layers. */
  getUserDefinedMetadata(): unknown;
  /** Frees the weights. */
  dispose(): unknown;
}

/** What is used here of a `tf.layers.Layer`. */
export interface LayersModelLayer {
  /** What the layer is called. */
  readonly name: string;
  /** The arrays of numbers it keeps. */
  readonly weights: readonly LayersModelWeight[];
}

/** What is used here of a weight of a layer. */
export interface LayersModelWeight {
  /** The layer's name and its own: `dense/kernel`. */
  readonly originalName: string;
  /** The value of this moment; it belongs to the layer. */
  read(): LayersModelTensor;
}

/** What is used here of a `tf.Tensor`. */
export interface LayersModelTensor {
  /** Sizes of the axes. */
  readonly shape: readonly number[];
  /** The elements, row by row. */
  data(): Promise<Float32Array | Int32Array | Uint8Array>;
}
