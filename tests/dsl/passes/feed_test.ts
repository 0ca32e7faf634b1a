import fc from "fast-check";
import { assert, assertEquals } from "@std/assert";
import { Graph } from "../../../dsl/graph/graph.ts";
import type { GraphNode } from "../../../dsl/graph/node.ts";
import * as op from "../../../dsl/graph/op.ts";
import { program, programNodes } from "../../../dsl/graph/program.ts";
import { feed } from "../../../dsl/passes/feed.ts";
import { programs } from "../../arbitraries/graph.ts";
import { interpret } from "../reference.ts";
import { refuses } from "../refuses.ts";
import { assertAllNear } from "../same_meaning.ts";

Deno.test("feed() makes a placeholder of a node, and drops what only it needs", () => {
  const graph = new Graph();
  const x = graph.placeholder("x", []);
  const square = op.square(x);
  const cut = feed(program({ y: op.add(square, 1) }), new Set([square]));
  assertEquals(programNodes(cut).map(({ kind }) => kind), [
    "placeholder",
    "constant",
    "add",
  ]);
  assertEquals(interpret(cut, { feeds: { square: [5] } }).outputs.y!.data, [6]);
});

Deno.test("feed() with the values that nodes have anyway changes nothing", () => {
  const choices = fc.array(fc.nat(), { minLength: 1, maxLength: 4 });
  fc.assert(fc.property(programs, choices, ({ program, feeds }, places) => {
    const assigned = new Set(
      program.effects.map(({ inputs: [variable] }) => variable!),
    );
    const nodes = programNodes(program).filter((node) =>
      node.kind !== "assign" && !assigned.has(node)
    );
    const fed = new Set(places.map((i) => nodes[i % nodes.length]!));
    const known = Object.fromEntries(
      [...fed].map((node) => [node.name, node] as const),
    );
    const values = interpret({ outputs: known, effects: [] }, { feeds });
    const more = Object.fromEntries(
      Object.entries(values.outputs).map(([name, { data }]) => [name, data]),
    );
    const expected = interpret(program, { feeds });
    const cut = feed(program, fed);
    const actual = interpret(cut, { feeds: { ...feeds, ...more } });
    for (const [name, { data }] of Object.entries(expected.outputs)) {
      assertAllNear(actual.outputs[name]!.data, data, 0, name);
    }
    assertEquals(actual.variables, expected.variables);
    for (const node of programNodes(cut)) {
      if (node.name in known) assertEquals(node.kind, "placeholder");
    }
  }));
});

Deno.test("feed() assigns what outputs still need, and what is asked for", () => {
  const graph = new Graph();
  const [v, w] = [graph.variable("v", 1), graph.variable("w", 1)];
  const set: GraphNode = op.assign(v, op.add(v, 1));
  const twice = op.multiply(set, 2);
  const output = op.add(twice, 1);
  const asked = op.assign(w, op.add(w, 1));
  const source = program({ output }, [asked]);
  const names = (fed: readonly GraphNode[]) =>
    feed(source, new Set(fed)).effects.map(({ inputs: [to] }) => to!.name);
  assertEquals(names([]), ["v", "w"]);
  assertEquals(names([twice]), ["w"]);
  assertEquals(names([set]), ["w"]);
  assert(source.effects.length === 2);
});

const graph = new Graph();
const v = graph.variable("v", 1);
const set = op.assign(v, op.add(v, 1));

refuses("feed()", [
  [
    () => feed(program({ set }), new Set<GraphNode>([v])),
    RangeError,
    'Cannot feed "v" as the same run must not assign it: current number of assignments is 1',
  ],
]);
