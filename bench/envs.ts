import { ENVIRONMENT_IDS } from "../envs/mod.ts";
import { Contestant } from "./contestant.ts";
import { race, ratio } from "./race.ts";
import { median } from "./time_calls.ts";
import type { PlayWork } from "./works.ts";

/** How many environments step together, where that is measured. */
const COUNTS = [8, 64, 1024];
const VECTORS = ["CartPole-v1"];

function playWork(id: string, count: number): PlayWork {
  const name = count === 1 ? `envs ${id}` : `envs ${id}, ${count} at once`;
  return { kind: "play", name, id, count };
}

const WORKS: readonly PlayWork[] = ENVIRONMENT_IDS.flatMap((id) => [
  playWork(id, 1),
  ...VECTORS.includes(id) ? COUNTS.map((count) => playWork(id, count)) : [],
]);

/** `1.23 M steps/s`, with three digits that count. */
function rate(ms: number): string {
  const steps = 1000 / ms;
  return steps >= 1e6
    ? `${(steps / 1e6).toPrecision(3)} M steps/s`
    : `${(steps / 1e3).toPrecision(3)} k steps/s`;
}

async function startGymnasium(): Promise<Contestant> {
  const python = Deno.env.get("PYTHON") ?? "python3";
  const folder = new URL("peers/", import.meta.url).pathname;
  return await Contestant.start(python, [`${folder}gymnasium_bursts.py`]);
}

/**
 * Times steps of environments here and in Gymnasium, in turns.
 *
 * @param words Only works whose names have one of these; all if there are none.
 */
export async function* benchEnvs(
  words: readonly string[] = [],
): AsyncGenerator<string> {
  const wanted = WORKS.filter(({ name }) =>
    words.length === 0 || words.some((word) => name.includes(word))
  );
  if (wanted.length === 0) return;
  await using started = new AsyncDisposableStack();
  const script = new URL("silica/play_bursts.ts", import.meta.url).pathname;
  const ours = started.use(
    await Contestant.start(Deno.execPath(), ["run", script]),
  );
  const contestants = [ours];
  try {
    contestants.push(started.use(await startGymnasium()));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    yield `without Gymnasium: ${error.message.split("\n").at(-1)}`;
  }
  for (const work of wanted) {
    const [silica, peer] = await race(contestants, work);
    if (!silica || "refused" in silica) {
      yield `${work.name}: ${silica?.refused}`;
      continue;
    }
    const row = work.name.padEnd(44) +
      rate(median(silica.times)).padStart(18);
    yield peer && "times" in peer
      ? `${row}  ${ratio(peer, silica).toPrecision(3)} × Gymnasium (${
        rate(median(peer.times))
      })`
      : row;
  }
}
