/** A GPU, or a program that plays one, and what is known of it. */
export interface FoundAdapter {
  /** The adapter. */
  readonly adapter: GPUAdapter;
  /** Its name, for people. */
  readonly name: string;
  /** Whether it is a program on the CPU. */
  readonly isSoftware: boolean;
}

const SOFTWARE =
  /llvmpipe|lavapipe|swiftshader|softpipe|software|basic render/i;

/** Looks for a GPU; undefined where there is none, or no way to ask. */
export async function findAdapter(): Promise<FoundAdapter | undefined> {
  const adapter = await requestAdapter();
  if (!adapter) return undefined;
  const { info } = adapter;
  const name =
    [info.description, info.device, info.vendor].find((text) => text) ??
      "an unnamed adapter";
  const isSoftware = info.isFallbackAdapter === true ||
    SOFTWARE.test(`${info.description} ${info.device} ${info.vendor}`);
  return { adapter, name, isSoftware };
}

async function requestAdapter(): Promise<GPUAdapter | null | undefined> {
  try {
    return await globalThis.navigator?.gpu?.requestAdapter({
      powerPreference: "high-performance",
    });
  } catch {
    // A driver that fails here is as good as none.
    return undefined;
  }
}
