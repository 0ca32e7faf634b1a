import type { Values } from "../../dsl/backends/backend.ts";
import { wasmBackend } from "../../dsl/backends/wasm/wasm_backend.ts";
import type { Data, GraphNode } from "../../dsl/graph/node.ts";
import { program, programNodes } from "../../dsl/graph/program.ts";
import { optimize } from "../../dsl/passes/optimize.ts";
import { typed } from "./backends/run_sample.ts";

/** The elements of one node's value, optimized and computed by the wasm backend. */
export function valueOnWasm(
  node: GraphNode,
  feeds: Readonly<Record<string, ArrayLike<number>>> = {},
): Data {
  const source = optimize(program({ value: node }));
  const given: Values = Object.fromEntries(
    programNodes(source).filter(({ kind }) => kind === "placeholder")
      .map(({ name, dtype }) => [name, typed(dtype, feeds[name]!)]),
  );
  using backend = wasmBackend("for a test");
  using memory = backend.createMemory();
  using executable = backend.compile(source, memory);
  return executable.runSync(given).value!;
}
