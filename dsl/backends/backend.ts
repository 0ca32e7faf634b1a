import type { Data, DType, Shape } from "../graph/node.ts";
import type { Program } from "../graph/program.ts";

/** Values by name: feeds by placeholder, results by output. */
export type Values = Readonly<Record<string, Data>>;

/** What a program runs on. */
export type BackendKind = "webgpu" | "wasm" | "cpu";

/** What one variable of a memory looks like. */
export interface Slot {
  /** Sizes of the axes. */
  readonly shape: Shape;
  /** Type of the elements. */
  readonly dtype: DType;
}

/** Variables that live in one backend, shared by every program compiled against it. */
export interface Memory extends Disposable {
  /** Shape and type of each variable, by name. */
  readonly slots: ReadonlyMap<string, Slot>;
  /**
   * Adds a variable, or sets one of the same shape and type.
   *
   * @throws {RangeError} If a variable of that name has another shape or type, or `data` another length.
   */
  write(name: string, slot: Slot, data: Data): void;
  /** A copy of a variable's elements. */
  read(name: string): Promise<Data>;
}

/** A program compiled for one backend and bound to one memory. */
export interface Executable extends Disposable {
  /** How often random nodes have been drawn; set it to continue a saved run. */
  draws: number;
  /** Takes a value for each placeholder, stores what is assigned, answers the outputs. */
  run(feeds?: Values): Promise<Values>;
  /** What is computed in which order, as text for people; its form may change. */
  explain(): string;
}

/** An executable that can also answer at once. */
export interface SyncExecutable extends Executable {
  /** As {@linkcode Executable.run}, without a promise. */
  runSync(feeds?: Values): Values;
}

/** A machine that runs programs. */
export interface Backend extends Disposable {
  /** Which machine. */
  readonly kind: BackendKind;
  /** What it is, and why it was chosen, for people: `wasm, as there is no GPU adapter`. */
  readonly reason: string;
  /** A new, empty memory. */
  createMemory(): Memory;
  /** Makes a program runnable; adds variables that `memory` lacks, with their initial values. */
  compile(program: Program, memory: Memory): Executable;
  /** How many buffers are alive, over all memories and runs. */
  bufferCount(): number;
}

/** A backend in this process's own memory. */
export interface SyncBackend extends Backend {
  /** Always this process. */
  readonly kind: "wasm" | "cpu";
  /** As {@linkcode Backend.compile}; the program can answer at once. */
  compile(program: Program, memory: Memory): SyncExecutable;
}
