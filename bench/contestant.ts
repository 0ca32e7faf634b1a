import type { BurstAnswer, BurstRequest, Greeting } from "./bursts.ts";
import { linesOf } from "./lines_of.ts";

/** A process that does works when asked, in the words of {@linkcode BurstRequest}. */
export class Contestant implements AsyncDisposable {
  readonly #process: Deno.ChildProcess;
  readonly #requests: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
  readonly #answers: AsyncGenerator<string>;
  readonly #complaints: Promise<string>;
  #greeting: Greeting | undefined;

  private constructor(process: Deno.ChildProcess) {
    this.#process = process;
    this.#requests = process.stdin.getWriter();
    this.#answers = linesOf(process.stdout);
    this.#complaints = process.stderr.text();
  }

  /**
   * Starts one, and hears its greeting.
   *
   * @throws {Error} If there is no such command, or its process ends: with what it complained of.
   */
  static async start(
    command: string,
    args: readonly string[],
  ): Promise<Contestant> {
    const process = new Deno.Command(command, {
      args: [...args],
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const contestant = new Contestant(process);
    contestant.#greeting = JSON.parse(await contestant.#answer());
    return contestant;
  }

  /** What it said of itself. */
  get greeting(): Greeting {
    return this.#greeting!;
  }

  /**
   * Does a work for some seconds.
   *
   * @throws {Error} If its process ends instead: with what it complained of.
   */
  async burst(request: BurstRequest): Promise<BurstAnswer> {
    const line = `${JSON.stringify(request)}\n`;
    await this.#requests.write(new TextEncoder().encode(line));
    return JSON.parse(await this.#answer());
  }

  async #answer(): Promise<string> {
    const { done, value } = await this.#answers.next();
    if (!done) return value;
    throw new Error((await this.#complaints).trim());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#requests.close();
    await this.#answers.return(undefined);
    await this.#process.status;
  }
}
