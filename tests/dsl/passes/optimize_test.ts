import fc from "fast-check";
import { assert, assertEquals } from "@std/assert";
import type { OperationKind } from "../../../dsl/graph/node.ts";
import { type Program, programNodes } from "../../../dsl/graph/program.ts";
import { fuse } from "../../../dsl/passes/fuse.ts";
import { optimize } from "../../../dsl/passes/optimize.ts";
import { simplify } from "../../../dsl/passes/simplify.ts";
import { programs } from "../../arbitraries/graph.ts";
import { operations } from "../../arbitraries/operation.ts";
import { printed } from "../../arbitraries/sample.ts";
import { assertSameMeaning } from "../same_meaning.ts";

const PASSES = { simplify, fuse, optimize } as const;

/** Nodes that compute something. */
function work(source: Program): number {
  return programNodes(source).filter(({ inputs }) => inputs.length > 0).length;
}

function count(source: Program, kind: OperationKind): number {
  return programNodes(source).filter((node) => node.kind === kind).length;
}

for (const [name, pass] of Object.entries(PASSES)) {
  Deno.test(`${name}() keeps the meaning of every program`, () => {
    fc.assert(fc.property(programs, ({ program, feeds }) => {
      assertSameMeaning(pass(program), program, feeds);
    }));
  });

  Deno.test(`${name}() keeps the meaning of every operation`, () => {
    for (const [, { any }] of operations) {
      fc.assert(
        fc.property(any, ({ program, feeds }) => {
          assertSameMeaning(pass(program), program, feeds);
        }),
        { numRuns: 15 },
      );
    }
  });

  Deno.test(`${name}() has nothing left to do the second time`, () => {
    fc.assert(fc.property(programs, ({ program }) => {
      const once = pass(program);
      assertEquals(printed(pass(once)), printed(once));
    }));
  });

  Deno.test(`${name}() never adds work`, () => {
    fc.assert(fc.property(programs, ({ program }) => {
      const [after, before] = [work(pass(program)), work(program)];
      assert(after <= before, `${after} nodes instead of ${before}`);
    }));
  });

  Deno.test(`${name}() leaves the program that it is given as it is`, () => {
    fc.assert(fc.property(programs, ({ program }) => {
      const { graph } = programNodes(program)[0]!;
      const before = [graph.nodes.length, printed(program)];
      pass(program);
      assertEquals([graph.nodes.length, printed(program)], before);
    }));
  });
}

Deno.test("the programs drawn give the passes something to do", () => {
  const drawn = fc.sample(programs, { numRuns: 200, seed: 1 });
  const shorter = drawn.filter(({ program }) =>
    work(simplify(program)) < work(program)
  );
  assert(shorter.length > 190, `only ${shorter.length} of 200 get shorter`);
  for (const kind of ["fusedMatmul", "fusedConv2d"] as const) {
    const fused = drawn.filter(({ program }) =>
      count(optimize(program), kind) > 0
    );
    assert(fused.length > 30, `only ${fused.length} of 200 with ${kind}`);
  }
});
