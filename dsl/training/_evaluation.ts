import type { Rows } from "./_columns.ts";
import type { Head } from "./_heads.ts";
import { placeholderOf } from "./_examples.ts";
import { measurementsOf } from "./_measurement.ts";
import type { RowProgram } from "./_row_program.ts";

/**
 * Measures a model on some rows.
 *
 * @param program Answers each measurement of each row; see `evaluationProgram`.
 * @param heads What is asked of each output.
 * @param rows The examples.
 * @returns Σ wᵢ mᵢ / n of each measurement, by its label, in double precision; every wᵢ is 1 where it does not count.
 */
export async function evaluate(
  program: RowProgram,
  heads: readonly Head[],
  rows: Rows,
): Promise<Record<string, number>> {
  const found = await program.run(rows);
  const weights = rows.columns[placeholderOf.weight]?.data;
  return Object.fromEntries(
    measurementsOf(heads).map(({ label, weighted }) => {
      const values = found[label]!;
      let sum = 0;
      for (const [i, value] of values.entries()) {
        sum += weighted && weights ? weights[i]! * value : value;
      }
      return [label, sum / rows.count];
    }),
  );
}
