import type { TensorInfo } from "../../../core/deps/tfjs_core.ts";
import type { Data, DType } from "../../graph/node.ts";
import type { BackendKind } from "../backend.ts";
import type { Kernels } from "./kernels.ts";

/** A tfjs backend as the executor sees it: a store of counted values, and kernels over them. */
export interface Machine extends Disposable {
  /** Which tfjs backend. */
  readonly kind: BackendKind;
  /** What it can compute. */
  readonly kernels: Kernels;
  /** Stores elements; on cpu the value keeps the array itself. The caller owns the value. */
  upload(data: Data, dtype: DType): TensorInfo;
  /** Adds an owner to a value. */
  share(value: TensorInfo): void;
  /** Takes an owner from a value; the last one's leaving frees it. */
  release(value: TensorInfo): void;
  /** Reads a value and takes an owner from it. The array belongs to the caller. */
  take(value: TensorInfo): Promise<Data>;
  /** Number of values alive. */
  bufferCount(): number;
  /**
   * Throws if the machine is lost or broken.
   *
   * @param action What was asked for.
   */
  requireSound(action: string): void;
  /** Begins what was asked for and may still wait for more to be asked. */
  flush(): void;
  /** Opens a watch for errors of what is computed from here on. */
  watch(): Watch;
}

/** A watch for errors that a machine reports late. */
export interface Watch {
  /** Closes the watch; rejects if there were errors. */
  close(action: string): Promise<void>;
}

/** A machine that can also be read at once. */
export interface SyncMachine extends Machine {
  readonly kind: "cpu";
  /** As {@linkcode Machine.take}, without a promise. */
  takeSync(value: TensorInfo): Data;
}
