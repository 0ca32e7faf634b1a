import { openBackend } from "../../../dsl/backends/open_backend.ts";
import type { Backend, BackendKind } from "../../../dsl/backends/backend.ts";
import { findAdapter } from "../../../dsl/backends/tfjs/webgpu/adapter.ts";

const adapter = await findAdapter();

/** Whether this machine has a GPU, or a program that plays one. */
export const hasAdapter: boolean = adapter !== undefined;

/**
 * A GPU for all tests of a file: some drivers do not bear many devices. It is
 * closed with the process.
 */
let webgpu: Promise<Backend> | undefined;

async function withBackend(
  kind: BackendKind,
  test: (backend: Backend) => Promise<void> | void,
): Promise<void> {
  if (kind === "webgpu") {
    return await test(await (webgpu ??= openBackend(kind)));
  }
  using backend = await openBackend(kind);
  await test(backend);
}

/** Registers a test for each backend; one that is absent is skipped, by name. */
export function testOnEach(
  name: string,
  test: (backend: Backend) => Promise<void> | void,
  kinds: readonly BackendKind[] = ["wasm", "cpu", "webgpu"],
): void {
  for (const kind of kinds) {
    Deno.test({
      name: `${name} (${kind})`,
      ignore: kind === "webgpu" && !hasAdapter,
      fn: () => withBackend(kind, test),
    });
  }
}
