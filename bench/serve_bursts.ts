import { type Model, parseModel } from "../dsl/mod.ts";
import type { BurstAnswer, BurstRequest, Greeting } from "./bursts.ts";
import { linesOf } from "./lines_of.ts";
import type { PlayWork, Work } from "./works.ts";

/** A work made ready: all that is left is to do it. */
export interface Prepared extends Disposable {
  /** Milliseconds of doing it once, from doing it for some time. */
  burst(seconds: number): Promise<number>;
}

/** Makes a work ready, or says why it will not do it. */
export type Prepare<AnyWork extends Work | PlayWork> = (
  work: AnyWork,
  way: string,
) => Promise<Prepared | string>;

/** Answers requests for bursts until there are no more; keeps only the latest work ready. */
export async function serveBursts<AnyWork extends Work | PlayWork>(
  greeting: Greeting,
  prepare: Prepare<AnyWork>,
): Promise<void> {
  say(greeting);
  let ready: { key: string; what: Prepared | string } | undefined;
  for await (const { work, way, seconds } of requests()) {
    const key = `${work.name} ${way}`;
    if (ready?.key !== key) {
      free(ready?.what);
      // Whoever asks knows what is served.
      ready = { key, what: await prepare(work as AnyWork, way) };
    }
    const { what } = ready;
    say(
      typeof what === "string"
        ? { refused: what }
        : { ms: await what.burst(seconds) },
    );
  }
  free(ready?.what);
}

function free(what: Prepared | string | undefined): void {
  if (typeof what === "object") what[Symbol.dispose]();
}

async function* requests(): AsyncGenerator<BurstRequest> {
  for await (const line of linesOf(Deno.stdin.readable)) {
    const request = JSON.parse(line);
    if (!("model" in request.work)) {
      yield request;
      continue;
    }
    // Every model of the works is a chain with one output.
    const model = parseModel(request.work.model) as Model;
    yield { ...request, work: { ...request.work, model } };
  }
}

function say(line: Greeting | BurstAnswer): void {
  // deno-lint-ignore no-console
  console.log(JSON.stringify(line));
}
