import { cannot, quote } from "../../core/errors.ts";
import { fileError } from "../../core/files.ts";
import { type RunPlace, RUNS } from "./train_request.ts";

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
 * Makes an empty folder for a run; never takes one with files in it.
 *
 * @param place Where.
 * @returns The folder.
 * @throws {RangeError} If the folder is not empty.
 * @throws {Error} If it cannot be made; the path and the reason are told.
 */
export function createRunFolder(place: RunPlace): RunFolder {
  if (place.kind === "path") {
    if (takeFolder(place.path)) return runFolder(place.path);
    throw new RangeError(
      cannot(
        `begin a run in ${quote(place.path)}`,
        "the folder must be empty, or not there",
        "full",
        "state",
      ),
    );
  }
  for (let i = 1;; i++) {
    const path = `${RUNS}/${place.name}${i === 1 ? "" : `-${i}`}`;
    if (makeFolder(path)) return runFolder(path);
  }
}

/** Makes a folder if need be, and says whether it is empty. */
function takeFolder(path: string): boolean {
  try {
    Deno.mkdirSync(path, { recursive: true });
    return Deno.readDirSync(path)[Symbol.iterator]().next().done === true;
  } catch (error) {
    throw fileError("make the folder", path, error);
  }
}

/** Makes a folder, and says whether there was none; so no two processes make the same. */
function makeFolder(path: string): boolean {
  try {
    Deno.mkdirSync(RUNS, { recursive: true });
    Deno.mkdirSync(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists && isFolder(RUNS)) {
      return false;
    }
    throw fileError("make the folder", path, error);
  }
}

function isFolder(path: string): boolean {
  return Deno.statSync(path).isDirectory;
}

/** Removes what a process that was killed while it wrote a file has left. */
export function removePartialFiles({ path }: RunFolder): void {
  for (const { name, isFile } of [...Deno.readDirSync(path)]) {
    if (!isFile || !/^\..+\.\d+-\d+\.partial$/.test(name)) continue;
    Deno.removeSync(`${path}/${name}`);
  }
}
