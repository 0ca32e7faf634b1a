import { assertEquals } from "@std/assert";
import { Graph } from "../../../../dsl/graph/graph.ts";
import * as op from "../../../../dsl/graph/op.ts";
import { program } from "../../../../dsl/graph/program.ts";
import { interpret } from "../../reference.ts";
import { refuses } from "../../refuses.ts";

Deno.test("assign() answers the value, and the variable keeps the old one until the end", () => {
  const graph = new Graph();
  const x = graph.variable("x", 2);
  const set = op.assign(x, op.multiply(x, 10));
  const after = op.add(x, set);
  const { outputs, variables } = interpret(program({ set, after }));
  assertEquals(outputs.set!.data, [20]);
  assertEquals(outputs.after!.data, [22]);
  assertEquals(variables, { x: [20] });
});

const graph = new Graph();
const variable = graph.variable("variable", [1, 2]);
const other = graph.placeholder("other", [3]);

refuses("assign()", [
  [
    () => op.assign(other, other),
    TypeError,
    'Cannot compute assign as the target must be a variable: current target "other" is a placeholder',
  ],
  [
    () => op.assign(variable, other),
    RangeError,
    'Cannot compute assign as "variable" takes float32 [2]: current value is float32 [3]',
  ],
  [
    () => op.assign(variable, op.cast(variable, "int32")),
    RangeError,
    'Cannot compute assign as "variable" takes float32 [2]: current value is int32 [2]',
  ],
]);
