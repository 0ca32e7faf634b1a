import { writeFileAtomic } from "../../core/files.ts";
import { type Keyboard, stdinKeyboard } from "./keyboard.ts";
import { SHOW_CURSOR } from "./stage.ts";

/** Somewhere to show text. */
export interface Output {
  /** Whether it is a terminal, on which lines can be drawn again. */
  readonly isTerminal: boolean;
  /** Shows text. */
  write(text: string): void;
  /** Columns of the terminal. */
  columns(): number;
  /** Lines of the terminal. */
  rows(): number;
  /** Whether it shows colours. */
  readonly color: boolean;
}

/** What a command needs of the world around it. */
export interface CommandContext {
  /** Where results go. */
  readonly out: Output;
  /** Where errors go. */
  readonly err: Output;
  /** What people press. */
  readonly keyboard: Keyboard;
  /** The folder of all runs. */
  readonly runs: string;
  /** Aborted when the user wants to stop; its reason is the exit code. */
  readonly interrupted: AbortSignal;
  /** The time now, in milliseconds from any beginning. */
  now(): number;
  /** Waits. */
  sleep(milliseconds: number): Promise<void>;
  /** Replaces a file by new bytes, or leaves it as it was. */
  writeFile(path: string, bytes: Uint8Array): Promise<void>;
}

/** Exit code: what was wanted has been done. */
export const DONE = 0;
/** Exit code: it could not be done. */
export const FAILED = 1;
/** Exit code: the command was not understood; nothing has been changed. */
export const MISUSED = 2;

/**
 * Runs a command in the process it was started in, and ends the process.
 *
 * The first interrupt asks the command to stop, the second one stops it.
 */
export async function runCommand(
  command: (
    args: readonly string[],
    context: CommandContext,
  ) => Promise<number>,
): Promise<never> {
  const controller = new AbortController();
  const keyboard = stdinKeyboard();
  const out = outputOf(Deno.stdout);
  const signals = { SIGINT: 130, SIGTERM: 143 } as const;
  for (const [signal, code] of Object.entries(signals)) {
    Deno.addSignalListener(signal as keyof typeof signals, () => {
      if (controller.signal.aborted) {
        keyboard.release();
        if (out.isTerminal) out.write(SHOW_CURSOR);
        Deno.exit(code);
      }
      controller.abort(code);
    });
  }
  const code = await command(Deno.args, {
    out,
    err: outputOf(Deno.stderr),
    keyboard,
    runs: "runs",
    interrupted: controller.signal,
    now: () => performance.now(),
    sleep: (milliseconds) =>
      new Promise((resolve) => setTimeout(resolve, milliseconds)),
    writeFile: writeFileAtomic,
  });
  Deno.exit(code);
}

function outputOf(stream: typeof Deno.stdout): Output {
  const encoder = new TextEncoder();
  return {
    isTerminal: stream.isTerminal(),
    write(text) {
      try {
        let bytes = encoder.encode(text);
        while (bytes.length > 0) {
          bytes = bytes.subarray(stream.writeSync(bytes));
        }
      } catch (error) {
        // Nobody reads any more, as in `| head`; the work goes on.
        if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
      }
    },
    columns: () => stream.isTerminal() && Deno.consoleSize().columns || 80,
    rows: () => stream.isTerminal() && Deno.consoleSize().rows || 24,
    color: stream.isTerminal() && !Deno.noColor,
  };
}
