import { openBackend } from "../../../dsl/backends/open_backend.ts";
import type { Backend, BackendKind } from "../../../dsl/backends/backend.ts";
import { findAdapter } from "../../../dsl/backends/tfjs/webgpu/adapter.ts";

/** What {@linkcode testOnEach} tests in this process's thread; `webgpu_test.ts` sets it to the GPU alone. */
export const tested: { kinds: readonly BackendKind[] } = {
  kinds: ["wasm", "cpu"],
};

let adapter: ReturnType<typeof findAdapter> | undefined;

/** Whether this machine has a GPU, or a program that plays one. */
export async function hasAdapter(): Promise<boolean> {
  return await (adapter ??= findAdapter()) !== undefined;
}

/** Options for {@linkcode testOnEach}. */
interface EachOptions {
  /** On which backends, of those that are tested. @default {all} */
  readonly kinds?: readonly BackendKind[];
  /** Whether the test ends the backend, so that no other may use it. @default {false} */
  readonly ends?: boolean;
}

/** A GPU for all tests but those that end it: some drivers do not bear many devices. */
let shared: Promise<Backend> | undefined;

/** Registers a test for each backend; one that is absent is skipped, by name. */
export async function testOnEach(
  name: string,
  test: (backend: Backend) => Promise<void> | void,
  { kinds = tested.kinds, ends = false }: EachOptions = {},
): Promise<void> {
  for (const kind of kinds.filter((kind) => tested.kinds.includes(kind))) {
    const isGpu = kind === "webgpu";
    Deno.test({
      name: `${name} (${kind})`,
      ignore: isGpu && !await hasAdapter(),
      fn: async () => {
        if (isGpu && !ends) {
          return await test(await (shared ??= openBackend(kind)));
        }
        using backend = await openBackend(kind);
        await test(backend);
      },
    });
  }
}
