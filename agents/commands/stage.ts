import type { CommandContext } from "./command_context.ts";

const HIDE_CURSOR = "\x1b[?25l";
/** Shows the cursor again, which a stage hides. */
export const SHOW_CURSOR = "\x1b[?25h";
const ERASE_REST = "\x1b[K";
const ERASE_BELOW = "\x1b[J";

/** Where pictures made of text follow each other in one place of a terminal. */
export class Stage {
  readonly #context: CommandContext;
  readonly #pause: number;
  #lines = 0;
  #next: number;

  /**
   * An empty place below what the terminal shows.
   *
   * @param context The terminal and the clock.
   * @param pause Milliseconds from picture to picture.
   */
  constructor(context: CommandContext, pause: number) {
    this.#context = context;
    this.#pause = pause;
    this.#next = context.now();
  }

  /** Puts a picture in the place of the last one, when its time has come. */
  async show(picture: string): Promise<void> {
    const { out, now, sleep } = this.#context;
    await sleep(Math.max(0, this.#next - now()));
    this.#next = Math.max(now(), this.#next + this.#pause);
    const lines = picture.replace(/\n$/, "").split("\n");
    const up = this.#lines > 0 ? `\x1b[${this.#lines}A` : HIDE_CURSOR;
    out.write(
      `${up}${
        lines.map((line) => `\r${line}${ERASE_REST}\n`).join("")
      }${ERASE_BELOW}`,
    );
    this.#lines = lines.length;
  }

  /** Leaves the last picture where it is; what is written next stands below. */
  close(): void {
    if (this.#lines > 0) this.#context.out.write(SHOW_CURSOR);
  }
}
