import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { openBackend } from "../../../dsl/backends/open_backend.ts";
import { findAdapter } from "../../../dsl/backends/tfjs/webgpu/adapter.ts";
import { programNodes } from "../../../dsl/graph/program.ts";
import { operations } from "../../arbitraries/operation.ts";
import { backendLaws } from "./backend_laws.ts";

backendLaws("wasm", {
  open: () => openBackend("wasm"),
  runs: 40,
  programRuns: 150,
  tolerance: 2e-6,
  keepsNotFinite: true,
});

backendLaws("cpu", {
  open: () => openBackend("cpu"),
  runs: 40,
  programRuns: 150,
  tolerance: 2e-6,
  keepsNotFinite: true,
});

// A software adapter takes milliseconds for each operation.
const adapter = await findAdapter();

backendLaws("webgpu", {
  open: () => openBackend("webgpu"),
  runs: 4,
  programRuns: 6,
  tolerance: 2e-5,
  // WGSL allows a GPU to compute as if there were neither.
  keepsNotFinite: false,
  ignore: adapter === undefined,
});

Deno.test("the samples reach axes beyond the fourth and every type", () => {
  const shown = operations.flatMap(([kind, { any }]) =>
    fc.sample(any, { numRuns: 100, seed: 1 }).flatMap(({ program }) =>
      programNodes(program).filter((node) => node.kind === kind)
    )
  );
  assert(shown.some(({ shape }) => shape.length > 4));
  const types = [...new Set(shown.map(({ dtype }) => dtype))].sort();
  assertEquals(types, ["bool", "float32", "int32"]);
});
