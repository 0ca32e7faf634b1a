import type { SyncBackend } from "../dsl/mod.ts";
import { Contestant } from "./contestant.ts";
import { race, ratio, type Run } from "./race.ts";
import { median } from "./time_calls.ts";
import { type Work, WORKS } from "./works.ts";

/** Starts one of our backends. */
function startSilica(kind: SyncBackend["kind"]): Promise<Contestant> {
  const script = new URL("silica/silica_bursts.ts", import.meta.url).pathname;
  return Contestant.start(Deno.execPath(), ["run", script, kind]);
}

/** How to start those to compare with. */
function peerStarts(): Readonly<Record<string, () => Promise<Contestant>>> {
  const folder = new URL("peers/", import.meta.url).pathname;
  const python = Deno.env.get("PYTHON") ?? "python3";
  const tfjs = ["run", "--no-lock", "--allow-read", `${folder}tfjs_bursts.ts`];
  return {
    torch: () => Contestant.start(python, [`${folder}torch_bursts.py`]),
    tfjs: () => Contestant.start(Deno.execPath(), tfjs),
  };
}

/** Milliseconds with three digits that count. */
function milliseconds(ms: number): string {
  const digits = Math.max(0, 2 - Math.floor(Math.log10(ms)));
  return `${ms.toFixed(digits)} ms`;
}

/** `0.25 × torch (0.512 ms, 1 thread)`: what a run took as a part of what a peer's took. */
function comparison(run: Run, peer: Run): string {
  const { name } = peer.contestant.greeting;
  const time = milliseconds(median(peer.times));
  return `  ${
    ratio(run, peer).toPrecision(2)
  } × ${name} (${time}, ${peer.way})`;
}

/** A row for each of our backends; below them who is left out, and why. */
async function* measureWork(
  ours: readonly Contestant[],
  peers: readonly Contestant[],
  work: Work,
): AsyncGenerator<string> {
  const entries = await race([...ours, ...peers], work);
  const runs = entries.filter((entry) => "times" in entry);
  const others = runs.filter(({ contestant }) => peers.includes(contestant));
  for (const run of runs) {
    if (!ours.includes(run.contestant)) continue;
    const name = `${run.contestant.greeting.name}, ${run.way}`;
    const time = milliseconds(median(run.times));
    yield [
      work.name.padEnd(52),
      name.padEnd(16),
      time.padStart(10),
      ...others.map((peer) => comparison(run, peer)),
    ].join("");
  }
  for (const entry of entries) {
    if (!("refused" in entry)) continue;
    const { contestant: { greeting }, refused } = entry;
    yield `  without ${greeting.name}: ${refused}`;
  }
}

/**
 * Times the works on our backends and on peers, in turns.
 *
 * @param backends Which of ours.
 * @param words Only works whose names have one of these; all if there are none.
 */
export async function* benchSpeed(
  backends: readonly SyncBackend["kind"][],
  words: readonly string[] = [],
): AsyncGenerator<string> {
  const wanted = WORKS.filter(({ name }) =>
    words.length === 0 || words.some((word) => name.includes(word))
  );
  if (wanted.length === 0) return;
  await using started = new AsyncDisposableStack();
  const ours: Contestant[] = [];
  for (const kind of backends) {
    ours.push(started.use(await startSilica(kind)));
  }
  const peers: Contestant[] = [];
  for (const [name, start] of Object.entries(peerStarts())) {
    try {
      peers.push(started.use(await start()));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      yield `without ${name}: ${error.message.split("\n").at(-1)}`;
    }
  }
  for (const { greeting } of [...ours, ...peers]) {
    const { name, version, ways } = greeting;
    yield `${name} ${version}, the fastest of: ${ways.join(", ")}`;
  }
  for (const work of wanted) yield* measureWork(ours, peers, work);
}
