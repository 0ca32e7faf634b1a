/**
 * Environment steps per second for CartPole, alone and many at once, and as a
 * ratio to Gymnasium where Python has it.
 *
 * `deno run --allow-env --allow-run bench/envs.ts`; `PYTHON` names another Python.
 */
import { make, makeVector } from "../envs/mod.ts";

const COUNTS = [8, 64, 512];
const SECONDS = 0.5;
const ROUNDS = 5;

/** Steps per second in the best of some rounds; `step` takes `size` steps. */
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

/** The same work in Gymnasium: its single environment, its vector, and its own NumPy version of CartPole. */
const GYMNASIUM = `
import json, time
import gymnasium as gym, numpy as np
def measure(size, step):
    best = 0
    for _ in range(${ROUNDS}):
        start = time.perf_counter(); steps = 0
        while time.perf_counter() - start < ${SECONDS}:
            for _ in range(max(1, 1000 // size)): step(); steps += size
        best = max(best, steps / (time.perf_counter() - start))
    return best
def single():
    env = gym.make("CartPole-v1"); observation = env.reset(seed=1)[0]
    def step():
        nonlocal observation
        observation, _, terminated, truncated, _ = env.step(0 if observation[2] < 0 else 1)
        if terminated or truncated: observation = env.reset()[0]
    return measure(1, step)
def vector(count, mode):
    envs = gym.make_vec("CartPole-v1", num_envs=count, vectorization_mode=mode); observations = envs.reset(seed=1)[0]
    def step():
        nonlocal observations
        observations = envs.step((observations[:, 2] >= 0).astype(np.int64))[0]
    return measure(count, step)
counts = ${JSON.stringify(COUNTS)}
print(json.dumps({"version": gym.__version__, "single": single(),
    "vectors": [max(vector(n, "sync"), vector(n, "vector_entry_point")) for n in counts]}))
`;

interface Peer {
  readonly version: string;
  readonly single: number;
  readonly vectors: readonly number[];
}

/** What Gymnasium does here, or nothing where it is not installed. */
async function measureGymnasium(): Promise<Peer | undefined> {
  const python = Deno.env.get("PYTHON") ?? "python3";
  try {
    const command = new Deno.Command(python, { args: ["-c", GYMNASIUM] });
    const { success, stdout } = await command.output();
    return success ? JSON.parse(new TextDecoder().decode(stdout)) : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

function line(name: string, rate: number, peer: number | undefined): string {
  const ratio = peer === undefined ? "" : `  ${(rate / peer).toFixed(1)} ×`;
  return `${name.padEnd(24)}${(rate / 1e6).toFixed(2)} M steps/s${ratio}`;
}

if (import.meta.main) {
  const peer = await measureGymnasium();
  const rows = [
    line("CartPole-v1", measureSingle(), peer?.single),
    ...COUNTS.map((count, i) =>
      line(
        `CartPole-v1, ${count} at once`,
        measureVector(count),
        peer?.vectors[i],
      )
    ),
    peer
      ? `ratios are to Gymnasium ${peer.version}, its faster vector each`
      : "Gymnasium: skipped, Python does not have it",
  ];
  // deno-lint-ignore no-console
  console.log(rows.join("\n"));
}
