import fc from "fast-check";
import { assert } from "@std/assert";
import type { VectorFunctionName } from "../../../../../dsl/backends/wasm/math/functions.ts";
import { assertSameNumbers } from "../assert_same_numbers.ts";
import { TARGETS } from "../targets.ts";
import { arrayFunction } from "./apply_function.ts";
import { ALL, BENDING, BENDING_BELOW, floatsOf } from "./sweep.ts";
import { ulpsApart } from "./ulps.ts";

/** What a vector function of one operand should answer. */
export interface FunctionLaws {
  /** The function in double precision. */
  readonly exact: (x: number) => number;
  /** Largest error, in distances from one float to the next. */
  readonly ulps: number;
  /** Numbers and what they become, the sign of 0 included. */
  readonly edges: readonly (readonly [x: number, result: number])[];
}

/** Registers what every vector function of one operand owes, on every target. */
export function functionLaws(
  name: VectorFunctionName,
  { exact, ulps, edges }: FunctionLaws,
): void {
  for (const target of TARGETS) {
    const apply = arrayFunction(name, target);
    const title = `${name}${target.relaxed ? ", relaxed," : ""}`;

    Deno.test(`${title} is right at the edges`, () => {
      assertSameNumbers(
        apply(Float32Array.from(edges, ([x]) => x)),
        Float32Array.from(edges, ([, result]) => result),
      );
    });

    Deno.test(`${title} is within ${ulps} ulp of the exact value`, () => {
      for (const floats of floatsOf(ALL, BENDING, BENDING_BELOW)) {
        const results = apply(floats);
        for (let i = 0; i < floats.length; i++) {
          const [x, result] = [floats[i]!, results[i]!];
          const error = ulpsApart(result, exact(x));
          if (error > ulps) {
            assert(false, `${error} ulp off at ${x}: ${result}`);
          }
        }
      }
    });

    Deno.test(`${title} looks at each lane alone`, () => {
      fc.assert(fc.property(fc.float32Array({ minLength: 5 }), (floats) => {
        const results = apply(floats);
        floats.forEach((x, i) => {
          assertSameNumbers(apply(Float32Array.of(x)), [results[i]!]);
        });
      }));
    });

    Deno.test(`${title} is the same in place`, () => {
      const inPlace = arrayFunction(name, target, "inline");
      for (const floats of floatsOf({ ...ALL, step: 65537 })) {
        assertSameNumbers(inPlace(floats), apply(floats));
      }
    });
  }
}
