import type { CommandContext } from "../../../agents/commands/command_context.ts";
import { playCommand } from "../../../agents/commands/play_command.ts";
import { trainCommand } from "../../../agents/commands/train_command.ts";
import { writeFileAtomic } from "../../../core/files.ts";

/** A world for commands: a folder of its own, a clock that goes on with every look and with sleep, and all that was shown. */
export class FakeWorld implements AsyncDisposable {
  readonly folder: string = Deno.makeTempDirSync();
  /** Where runs go. */
  readonly runs: string = `${this.folder}/runs`;
  controller: AbortController = new AbortController();
  /** What was shown, and what went wrong. */
  out = "";
  err = "";
  /** Changed to make writing fail. */
  writeFile: CommandContext["writeFile"] = writeFileAtomic;
  /** How much later it is with every look at the clock. */
  tick = 1;
  isTerminal = false;
  slept = 0;
  /** The keys that a person at the terminal presses with every picture or pause, separated by spaces. */
  typed: string[] = [];
  /** Whether somebody listens to the person. */
  listening = false;
  #pressed: (key: string) => void = () => {};
  #now = 0;

  /** What a command sees of it. */
  context(): CommandContext {
    const terminal = { columns: () => 80, rows: () => 24, color: false };
    return {
      out: {
        isTerminal: this.isTerminal,
        write: (text) => void (this.out += text),
        ...terminal,
      },
      err: {
        isTerminal: false,
        write: (text) => void (this.err += text),
        ...terminal,
      },
      keyboard: {
        isTerminal: this.isTerminal,
        listen: (pressed) => {
          this.#pressed = pressed;
          this.listening = true;
          return { [Symbol.dispose]: () => void (this.listening = false) };
        },
      },
      runs: this.runs,
      interrupted: this.controller.signal,
      now: () => this.#now += this.tick,
      sleep: (milliseconds) => {
        this.slept += milliseconds;
        this.#now += milliseconds;
        const keys = this.listening ? this.typed.shift() : undefined;
        keys?.split(" ").forEach((key) => this.#pressed(key));
        return Promise.resolve();
      },
      writeFile: (path, bytes) => this.writeFile(path, bytes),
    };
  }

  /** `deno task train …`, on the CPU. */
  train(...args: string[]): Promise<number> {
    this.out = this.err = "";
    return trainCommand(args, this.context());
  }

  /** `deno task play …`. */
  play(...args: string[]): Promise<number> {
    this.out = this.err = "";
    return playCommand(args, this.context());
  }

  /** Every file below the folder of runs, by path, with what is in it. */
  files(): Record<string, string> {
    const found: Record<string, string> = {};
    const look = (path: string) => {
      for (const { name, isDirectory } of Deno.readDirSync(path)) {
        const inner = `${path}/${name}`;
        if (isDirectory) look(inner);
        else {
          const bytes = Deno.readFileSync(inner);
          found[inner.slice(this.folder.length + 1)] = Array.from(
            bytes,
            (byte) => String.fromCharCode(byte),
          ).join("");
        }
      }
    };
    look(this.folder);
    return found;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.folder, { recursive: true });
  }
}
