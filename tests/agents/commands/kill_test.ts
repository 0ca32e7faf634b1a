import { assert, assertEquals } from "@std/assert";
import { decodeCheckpoint } from "../../../agents/checkpoint.ts";
import { RandomStream } from "../../../core/random.ts";

/** How often to try; more with `SILICA_KILLS=20 deno task test --filter "killed at any moment"`. */
const TRIALS = Number(Deno.env.get("SILICA_KILLS") ?? 3);

const ROOT = new URL("../../../", import.meta.url).pathname;

/** Two kinds of runs, both of one or two seconds. */
const RUNS = [
  "dqn --hidden 16 --steps 30000 --train-every 2 --gradient-steps 2 --learning-starts 100",
  "reinforce --updates 400 --seed 4",
];

/** Trains in a process of its own, which is killed after so many milliseconds. */
async function train(args: string, kill = Infinity): Promise<number> {
  const command = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--allow-read",
      "--allow-write",
      `${ROOT}agents/commands/train.ts`,
      ...args.split(" "),
      "--save-every",
      "0.02",
    ],
    stdout: "null",
    stderr: "null",
  });
  const child = command.spawn();
  const timer = Number.isFinite(kill)
    ? setTimeout(() => child.kill("SIGKILL"), kill)
    : undefined;
  const { code } = await child.status;
  clearTimeout(timer);
  return code;
}

function isThere(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}

Deno.test("a run that is killed at any moment and resumed ends bit by bit the same", async () => {
  const folder = await Deno.makeTempDir();
  const whole: { checkpoint: Uint8Array; events: string; millis: number }[] =
    [];
  const read = (path: string) => ({
    checkpoint: Deno.readFileSync(`${path}/checkpoint.safetensors`),
    events: Deno.readTextFileSync(`${path}/events.jsonl`),
  });
  for (const [i, run] of RUNS.entries()) {
    const begun = performance.now();
    assertEquals(await train(`${run} --out ${folder}/whole-${i}`), 0);
    const millis = performance.now() - begun;
    whole.push({ ...read(`${folder}/whole-${i}`), millis });
  }
  let hits = 0;
  for (let trial = 0; trial < TRIALS; trial++) {
    const kind = trial % RUNS.length;
    const { checkpoint, events, millis } = whole[kind]!;
    const random = RandomStream.from(trial);
    const path = `${folder}/killed-${trial}`;
    for (let kills = 2;; kills--) {
      // Before the settings are written there is nothing to resume.
      const args = isThere(`${path}/config.json`)
        ? `--resume ${path}`
        : `${RUNS[kind]} --out ${path}`;
      const when = kills > 0 ? random.uniform(0.1, 0.9) * millis : Infinity;
      if (await train(args, when) === 0) break;
      if (!isThere(`${path}/checkpoint.safetensors`)) continue;
      // It can be read whenever it is there.
      const { progress } = decodeCheckpoint(read(path).checkpoint);
      if (progress.steps > 0) hits++;
    }
    const ended = read(path);
    assertEquals(ended.checkpoint, checkpoint, `checkpoint of trial ${trial}`);
    assertEquals(ended.events, events, `events of trial ${trial}`);
  }
  assert(hits > 0, "no process was killed while it trained");
  await Deno.remove(folder, { recursive: true });
});
