import { cannot, quote } from "./errors.ts";

/**
 * Replaces a file by new bytes, or leaves it as it was: never half of them.
 *
 * The bytes go to a temporary file in the same folder, reach the disk, and only
 * then take the name. A process that is killed in between may leave the
 * temporary file, `.⟨name⟩.⟨process⟩-⟨number⟩.partial`, behind.
 *
 * @param path Where to write; the folder must exist. A symbolic link is followed.
 * @param bytes The whole new content.
 * @returns When the file is complete.
 * @throws {Error} If it cannot be written; the message names the path and the reason.
 *
 * @example Write and read back
 * ```ts
 * import { readFileChecked, writeFileAtomic } from "@silica/silica";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * await writeFileAtomic(`${folder}/a.bin`, Uint8Array.of(1, 2, 3));
 * assertEquals([...await readFileChecked(`${folder}/a.bin`)], [1, 2, 3]);
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function writeFileAtomic(
  path: string,
  bytes: Uint8Array,
): Promise<void> {
  let partial: PartialFile | undefined;
  try {
    const target = await resolveTarget(path);
    partial = await openPartial(target);
    await writeAll(partial.file, bytes);
    await partial.file.sync();
    partial.file.close();
    await Deno.rename(partial.path, target);
  } catch (error) {
    if (partial) await discard(partial);
    throw fileError("write", path, error);
  }
}

/**
 * Reads a whole file.
 *
 * @param path Where it is.
 * @returns Its bytes.
 * @throws {Error} If it cannot be read; the message names the path and the reason.
 */
export async function readFileChecked(
  path: string,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await Deno.readFile(path);
  } catch (error) {
    throw fileError("read", path, error);
  }
}

/**
 * The error for a file that the system did not read, write or open.
 *
 * @param verb What was tried: `write`.
 * @param path The file.
 * @param error What the system answered.
 * @returns An error that names the path and the reason; the answer is its cause.
 */
export function fileError(verb: string, path: string, error: unknown): Error {
  const [wish, fact] = explain(error);
  return new Error(cannot(`${verb} ${quote(path)}`, wish, fact, "state"), {
    cause: error,
  });
}

/** What would have to hold for the system to do it, and what holds instead. */
function explain(error: unknown): [wish: string, fact: string] {
  const code = error instanceof Error && "code" in error ? error.code : "";
  if (error instanceof Deno.errors.NotCapable) {
    return ["Deno must be permitted to", `not permitted (${error.message})`];
  }
  if (error instanceof Deno.errors.PermissionDenied) {
    return ["the system must permit it", "permission denied"];
  }
  if (error instanceof Deno.errors.NotFound) {
    return ["the path must exist", "nothing there"];
  }
  if (error instanceof Deno.errors.IsADirectory || code === "EISDIR") {
    return ["it must be a file", "a folder"];
  }
  if (error instanceof Deno.errors.NotADirectory || code === "ENOTDIR") {
    return ["its folder must be a folder", "a file in its place"];
  }
  if (code === "ENOSPC") {
    return ["the disk must have room", "full"];
  }
  if (code === "EROFS") {
    return ["the disk must be writable", "read-only"];
  }
  const reason = error instanceof Error ? error.message : String(error);
  return ["the system must accept it", reason];
}

/** Where a write through `path` must end, so that a link stays a link. */
async function resolveTarget(path: string): Promise<string> {
  try {
    const { isFile, isDirectory } = await Deno.stat(path);
    if (isDirectory) throw new Deno.errors.IsADirectory(path);
    if (!isFile) throw new Error("no ordinary file, perhaps a device");
    return await Deno.realPath(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return path;
    throw error;
  }
}

/** A file under construction. */
interface PartialFile {
  readonly path: string;
  readonly file: Deno.FsFile;
}

/** A new file beside `target`, under a name nobody has. */
async function openPartial(target: string): Promise<PartialFile> {
  const at = Math.max(target.lastIndexOf("/"), target.lastIndexOf("\\")) + 1;
  const beside = `${target.slice(0, at)}.${target.slice(at)}.${Deno.pid}`;
  for (let i = 0;; i++) {
    const path = `${beside}-${i}.partial`;
    try {
      const file = await Deno.open(path, { write: true, createNew: true });
      return { path, file };
    } catch (error) {
      if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
    }
  }
}

async function writeAll(file: Deno.FsFile, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    written += await file.write(bytes.subarray(written));
  }
}

async function discard(partial: PartialFile): Promise<void> {
  try {
    partial.file.close();
  } catch { /* Closed already. */ }
  try {
    await Deno.remove(partial.path);
  } catch { /* The first error tells more than this one. */ }
}
