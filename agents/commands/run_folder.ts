import { cannot, quote } from "../../core/errors.ts";
import { fileError } from "../../core/files.ts";
import type { RunPlace } from "./train_request.ts";

/** Where the files of a run stand. */
export interface RunFolder {
  /** The folder. */
  readonly path: string;
  /** How the run is carried out, as JSON. */
  readonly config: string;
  /** What happened, one event a line. */
  readonly events: string;
  /** All that is needed to continue. */
  readonly checkpoint: string;
  /** The learning curve. */
  readonly curve: string;
  /** What the trained agent does. */
  readonly film: string;
}

/** The files of a run in a folder, whether they are there or not. */
export function runFolder(path: string): RunFolder {
  const folder = path.replace(/(?<=.)\/+$/, "");
  return Object.freeze({
    path: folder,
    config: `${folder}/config.json`,
    events: `${folder}/events.jsonl`,
    checkpoint: `${folder}/checkpoint.safetensors`,
    curve: `${folder}/curve.svg`,
    film: `${folder}/play.gif`,
  });
}

/**
 * Makes an empty folder for a run; never takes one with files in it, but that of the run itself.
 *
 * @param place Where.
 * @param runs The folder of all runs.
 * @returns The folder.
 * @throws {RangeError} If the folder is not empty.
 * @throws {Error} If it cannot be made; the path and the reason are told.
 */
export function createRunFolder(place: RunPlace, runs: string): RunFolder {
  switch (place.kind) {
    case "again":
      return runFolder(place.path);
    case "path":
      return emptyFolder(place.path);
    case "name":
      return emptyFolder(`${runs}/${place.name}`);
    case "free":
      makeFolders(runs);
      for (let i = 1;; i++) {
        const path = `${runs}/${place.name}${i === 1 ? "" : `-${i}`}`;
        if (makeFolder(path)) return runFolder(path);
      }
  }
}

/** A folder of this path, made if need be, that nothing is in. */
function emptyFolder(path: string): RunFolder {
  makeFolders(path);
  const folder = runFolder(path);
  const names = listFolder(path).map(({ name }) => name);
  if (names.every((name) => PARTIAL.test(name))) {
    removePartialFiles(folder);
    return folder;
  }
  const wish = "the folder must be empty, or not there";
  const action = `begin a run in ${quote(path)}`;
  throw new RangeError(cannot(action, wish, "full", "state"));
}

/** Makes a folder, and those around it, unless they are there. */
function makeFolders(path: string): void {
  try {
    Deno.mkdirSync(path, { recursive: true });
  } catch (error) {
    throw folderError(path, error);
  }
}

/** Makes a folder, and says whether there was nothing of that name; so no two processes make the same. */
function makeFolder(path: string): boolean {
  try {
    Deno.mkdirSync(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) return false;
    throw folderError(path, error);
  }
}

function folderError(path: string, error: unknown): Error {
  if (!(error instanceof Deno.errors.AlreadyExists)) {
    return fileError("make the folder", path, error);
  }
  const wish = "nothing else may have that name";
  const action = `make the folder ${quote(path)}`;
  return new Error(cannot(action, wish, "a file", "state"), { cause: error });
}

/** The names of files that were not written to their end. */
const PARTIAL = /^\..+\.\d+-\d+\.partial$/;

/** Removes what a process that was killed while it wrote a file has left. */
export function removePartialFiles({ path }: RunFolder): void {
  for (const { name, isFile } of listFolder(path)) {
    if (isFile && PARTIAL.test(name)) Deno.removeSync(`${path}/${name}`);
  }
}

function listFolder(path: string): readonly Deno.DirEntry[] {
  try {
    return [...Deno.readDirSync(path)];
  } catch (error) {
    throw fileError("read the folder", path, error);
  }
}
