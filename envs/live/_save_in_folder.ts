import { fileError, writeFileAtomic } from "../../core/files.ts";

/** Saves files in a folder, which is made if it is not there. */
export function saveInFolder(
  folder: string,
): (name: string, bytes: Uint8Array) => Promise<void> {
  return async (name, bytes) => {
    try {
      await Deno.mkdir(folder, { recursive: true });
    } catch (error) {
      throw fileError("make", folder, error);
    }
    await writeFileAtomic(`${folder}/${name}`, bytes);
  };
}
