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

/** Trains in a process of its own, which is killed as soon as it is time to. */
async function train(
  args: string,
  isTime: () => boolean = () => false,
): Promise<number> {
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
  const timer = setInterval(() => {
    if (!isTime()) return;
    clearInterval(timer);
    child.kill("SIGKILL");
  }, 10);
  const { code } = await child.status;
  clearInterval(timer);
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

/** What a run has left in its folder. */
function read(path: string): { checkpoint: Uint8Array; events: string } {
  return {
    checkpoint: Deno.readFileSync(`${path}/checkpoint.safetensors`),
    events: Deno.readTextFileSync(`${path}/events.jsonl`),
  };
}

/** The steps behind a run's checkpoint, which can be read whenever it is there. */
function stepsOf(path: string): number {
  const checkpoint = `${path}/checkpoint.safetensors`;
  if (!isThere(checkpoint)) return 0;
  return decodeCheckpoint(Deno.readFileSync(checkpoint)).progress.steps;
}

Deno.test("a run that is killed at any moment and resumed ends bit by bit the same", async () => {
  const folder = await Deno.makeTempDir();
  const whole: (ReturnType<typeof read> & { millis: number })[] = [];
  for (const [i, run] of RUNS.entries()) {
    const begun = performance.now();
    const path = `${folder}/whole-${i}`;
    assertEquals(await train(`${run} --out ${path}`), 0);
    whole.push({ ...read(path), millis: performance.now() - begun });
  }
  let hits = 0;
  for (let trial = 0; trial < TRIALS; trial++) {
    const kind = trial % RUNS.length;
    const { checkpoint, events, millis } = whole[kind]!;
    const { steps } = decodeCheckpoint(checkpoint).progress;
    const random = RandomStream.from(trial);
    const path = `${folder}/killed-${trial}`;
    // In turn by the clock, maybe while it starts, and by its steps, surely while it trains.
    const after = (share: number) => {
      const end = performance.now() + share * millis;
      return () => performance.now() >= end;
    };
    const beyond = (share: number) => {
      const begin = stepsOf(path);
      const end = begin + share * (steps - begin);
      return () => stepsOf(path) > end;
    };
    for (let kills = 2;; kills--) {
      // Before the settings are written there is nothing to resume.
      const args = isThere(`${path}/config.json`)
        ? `--resume ${path}`
        : `${RUNS[kind]} --out ${path}`;
      const isTime = (trial % 3 + kills) % 2 === 1
        ? after(random.uniform(0.1, 0.9))
        : beyond(random.uniform(0, 0.8));
      if (await train(args, kills > 0 ? isTime : undefined) === 0) break;
      if (stepsOf(path) > 0) hits++;
    }
    const ended = read(path);
    assertEquals(ended.checkpoint, checkpoint, `checkpoint of trial ${trial}`);
    assertEquals(ended.events, events, `events of trial ${trial}`);
  }
  assert(hits > 0, "no process was killed while it trained");
  await Deno.remove(folder, { recursive: true });
});
