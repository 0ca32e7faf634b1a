import type { Program } from "../graph/program.ts";
import { fuse } from "./fuse.ts";
import { simplify } from "./simplify.ts";

/**
 * Makes a program cheaper to run without changing what it means: first
 * {@linkcode simplify}, then {@linkcode fuse}.
 *
 * @param program The program; its graph stays as it is.
 * @returns A program in a new graph.
 */
export function optimize(program: Program): Program {
  return fuse(simplify(program));
}
