import type { Watch } from "../machine.ts";

/** Kinds of errors a device can be watched for. */
const FILTERS = ["validation", "out-of-memory", "internal"] as const;

/** What has gone wrong with a GPU device; once something has, its values cannot be trusted. */
export class Fault {
  readonly #device: GPUDevice;
  #message: string | undefined;
  #isExpected = false;

  constructor(device: GPUDevice) {
    this.#device = device;
    device.lost.then(({ reason, message }) => {
      if (!this.#isExpected) this.#note(`lost (${reason}: ${message})`, true);
    });
    device.addEventListener("uncapturederror", (event) => {
      event.preventDefault();
      const { error } = event as GPUUncapturedErrorEvent;
      this.#note(firstLine(error.message));
    });
  }

  /** From here on the device is lost on purpose. */
  expect(): void {
    this.#isExpected = true;
    this.#message = "disposed";
  }

  /** Throws if something has gone wrong. */
  requireNone(action: string): void {
    if (this.#message !== undefined) throw this.#error(action);
  }

  /** An error that a read was answered with, in our words. */
  asError(action: string, cause: unknown): Error {
    this.#note(firstLine(cause instanceof Error ? cause.message : `${cause}`));
    return this.#error(action, cause);
  }

  /** Watches for errors until it is closed. */
  watch(): Watch {
    for (const filter of FILTERS) this.#device.pushErrorScope(filter);
    return { close: (action) => this.#close(action) };
  }

  async #close(action: string): Promise<void> {
    const pending = FILTERS.map(() => this.#device.popErrorScope());
    for (const closed of await Promise.allSettled(pending)) {
      const error = closed.status === "fulfilled"
        ? closed.value
        : closed.reason as Error;
      if (error) this.#note(firstLine(error.message));
    }
    this.requireNone(action);
  }

  #note(message: string, isFinal = false): void {
    if (isFinal || this.#message === undefined) this.#message = message;
  }

  #error(action: string, cause?: unknown): Error {
    const state = this.#message!;
    return new Error(
      `Cannot ${action} as the GPU must be sound: current state is ${state}`,
      cause === undefined ? {} : { cause },
    );
  }
}

function firstLine(message: string): string {
  return message.trim().split("\n")[0]!.trim();
}
