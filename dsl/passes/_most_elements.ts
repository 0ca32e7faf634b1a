/** Elements of one value: places in memory are counted in 32 bits. */
export const MOST_ELEMENTS: number = 2 ** 31 - 1;
