/** One case of `tests/fixtures/torch/reinforcement_learning.json`. */
export interface TorchCase {
  readonly name: string;
  readonly tolerance: { readonly rtol: number; readonly atol: number };
  // deno-lint-ignore no-explicit-any
  readonly inputs: any;
  // deno-lint-ignore no-explicit-any
  readonly outputs: any;
}

const URL_OF_CASES = new URL(
  "../fixtures/torch/reinforcement_learning.json",
  import.meta.url,
);

/** What torch answered, by name of case. */
export function torchCase(name: string): TorchCase {
  const { cases } = JSON.parse(Deno.readTextFileSync(URL_OF_CASES));
  return cases.find((each: TorchCase) => each.name === name)!;
}

/** Throws unless every number is within the case's tolerance; nested arrays are read row by row. */
export function assertClose(
  { name, tolerance: { rtol, atol } }: TorchCase,
  found: unknown,
  wanted: unknown,
): void {
  const [got, want] = [found, wanted].map((values) =>
    [Array.isArray(values) ? values : [...values as Iterable<number>]]
      .flat(Infinity) as number[]
  );
  if (got!.length !== want!.length) throw new Error(`${name}: length`);
  want!.forEach((value, i) => {
    if (Math.abs(got![i]! - value) <= atol + rtol * Math.abs(value)) return;
    throw new Error(`${name}: place ${i} is ${got![i]}, torch says ${value}`);
  });
}
