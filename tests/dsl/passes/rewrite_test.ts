import { assertEquals } from "@std/assert";
import type { GraphNode } from "../../../dsl/graph/node.ts";
import * as op from "../../../dsl/graph/op.ts";
import { programNodes } from "../../../dsl/graph/program.ts";
import { rewrite, type RewriteRule } from "../../../dsl/passes/rewrite.ts";
import { type Build, built } from "./expression.ts";

/** Kinds of the nodes of a program, rewritten. */
function kindsOf(build: Build, rule: RewriteRule): string[] {
  const { program } = rewrite(built(build), rule);
  return programNodes(program).map(({ kind }) => kind)
    .filter((kind) => kind !== "placeholder");
}

Deno.test("rewrite() goes on with what the rule answers, and what that takes", () => {
  const rule = (node: GraphNode): GraphNode | undefined => {
    switch (node.kind) {
      case "relu":
        return op.exp(op.abs(node.inputs[0]!));
      case "exp":
        return op.tanh(node.inputs[0]!);
      case "abs":
        return op.sin(op.cos(node.inputs[0]!));
    }
  };
  assertEquals(
    kindsOf(({ x }) => op.negate(op.relu(x)), rule),
    ["cos", "sin", "tanh", "negate"],
  );
});

Deno.test("rewrite() computes equal answers once", () => {
  const rule = (node: GraphNode) =>
    node.kind === "relu" || node.kind === "abs"
      ? op.square(op.exp(node.inputs[0]!))
      : undefined;
  assertEquals(
    kindsOf(({ x }) => op.add(op.relu(x), op.abs(x)), rule),
    ["exp", "square", "add"],
  );
});

Deno.test("rewrite() tells large constants apart by their data", () => {
  const build: Build = ({ x: { graph } }) => {
    const [a, b] = [1, 2].map((value) =>
      graph.constant(new Float32Array(17).fill(value))
    );
    const [first, second, again] = [a, b, a].map((x) => op.exp(x!));
    return op.concat([first!, second!, again!]);
  };
  assertEquals(
    kindsOf(build, () => undefined),
    ["constant", "constant", "exp", "exp", "concat"],
  );
});

Deno.test("rewrite() says whether two nodes became one", () => {
  const nothing = () => undefined;
  const merged = (build: Build) => rewrite(built(build), nothing).merged;
  assertEquals(merged(({ x }) => op.add(op.exp(x), op.exp(x))), true);
  assertEquals(merged(({ x }) => op.add(op.exp(x), op.sin(x))), false);
});

Deno.test("rewrite() counts who takes what an answer stands for", () => {
  const counts: number[] = [];
  const rule: RewriteRule = (node, userCount) => {
    if (node.kind === "relu") return op.exp(node.inputs[0]!);
    if (node.kind === "concat") counts.push(userCount(node.inputs[0]!));
    return undefined;
  };
  rewrite(
    built(({ x }) => {
      const y = op.relu(x);
      return op.concat([y, op.sin(y), op.cos(y)]);
    }),
    rule,
  );
  assertEquals(counts, [3]);
});
