import { make, makeVector } from "../envs/mod.ts";

const COUNTS = [8, 64, 512];
const SECONDS = 0.05;
const ROUNDS = 40;

/** Steps per second in the best of many short rounds, the one least disturbed; `step` takes `size` steps. */
function measure(size: number, step: () => void): number {
  let best = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    let steps = 0;
    while (performance.now() - start < 1000 * SECONDS) {
      for (let i = 0; i < 1000; i += size) {
        step();
        steps += size;
      }
    }
    best = Math.max(best, 1000 * steps / (performance.now() - start));
  }
  return best;
}

/** Pushes against the lean: episodes of some 42 steps. */
function measureSingle(): number {
  using env = make("CartPole-v1");
  let { observation } = env.reset({ seed: 1 });
  return measure(1, () => {
    const step = env.step(observation[2]! < 0 ? 0 : 1);
    const over = step.terminated || step.truncated;
    observation = over ? env.reset().observation : step.observation;
  });
}

function measureVector(count: number): number {
  using envs = makeVector("CartPole-v1", count, { seed: 1 });
  const { actions, observations } = envs;
  envs.reset();
  return measure(count, () => {
    for (let i = 0; i < count; i++) {
      actions[i] = observations[4 * i + 2]! < 0 ? 0 : 1;
    }
    envs.step(actions);
  });
}

interface Peer {
  readonly version: string;
  readonly single: number;
  readonly vectors: readonly number[];
}

/** What Gymnasium does here, or nothing where it is not installed. */
async function measureGymnasium(): Promise<Peer | undefined> {
  const python = Deno.env.get("PYTHON") ?? "python3";
  const script = new URL("./peers/envs.py", import.meta.url).pathname;
  try {
    const command = new Deno.Command(python, {
      args: [script, JSON.stringify(COUNTS)],
    });
    const { success, stdout } = await command.output();
    return success ? JSON.parse(new TextDecoder().decode(stdout)) : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

function line(name: string, rate: number, peer: number | undefined): string {
  const ratio = peer === undefined
    ? ""
    : `  ${(rate / peer).toFixed(1)} × Gymnasium`;
  return `${name.padEnd(40)}${(rate / 1e6).toFixed(2)} M steps/s${ratio}`;
}

/** Steps per second of CartPole, alone and many at once, as ratios to Gymnasium. */
export async function benchEnvs(): Promise<string[]> {
  const peer = await measureGymnasium();
  return [
    line("CartPole-v1", measureSingle(), peer?.single),
    ...COUNTS.map((count, i) =>
      line(
        `CartPole-v1, ${count} at once`,
        measureVector(count),
        peer?.vectors[i],
      )
    ),
    peer
      ? `Gymnasium ${peer.version}, the faster of its vectors each`
      : "Gymnasium: skipped, Python does not have it",
  ];
}

if (import.meta.main) {
  // deno-lint-ignore no-console
  console.log((await benchEnvs()).join("\n"));
}
