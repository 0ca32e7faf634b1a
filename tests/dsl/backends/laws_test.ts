import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { openBackend } from "../../../dsl/backends/open_backend.ts";
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
