/** The first bits of ln 2, so few that its products with exponents are exact. */
export const LN2_HIGH = 0.693359375;

/** ln 2 without its first bits. */
export const LN2_LOW: number = Math.LN2 - LN2_HIGH;
