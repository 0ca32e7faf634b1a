/**
 * All that opens a GPU, in one file and so in one thread: some drivers break when
 * two threads of a process have had one.
 */
import { openBackend } from "../../../dsl/backends/open_backend.ts";
import { backendLaws } from "./backend_laws.ts";
import { hasAdapter, tested } from "./present.ts";

tested.kinds = ["webgpu"];

await import("./memory_test.ts");
await import("./executable_test.ts");
await import("./operations_test.ts");
await import("./open_backend.ts");
await import("./tfjs/webgpu/fault.ts");
await import("./tfjs/webgpu/functions.ts");
await import("./tfjs/webgpu/matmul.ts");

// A software adapter takes milliseconds for each operation.
backendLaws("webgpu", {
  open: () => openBackend("webgpu"),
  runs: 4,
  programRuns: 6,
  tolerance: 2e-5,
  // WGSL allows a GPU to compute as if there were neither.
  keepsNotFinite: false,
  ignore: !await hasAdapter(),
});
