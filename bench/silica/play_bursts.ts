/** Our environments as a contestant: `deno run bench/silica/play_bursts.ts`. */
import {
  type ActionOf,
  make,
  makeVector,
  RandomStream,
  sample,
  type Space,
} from "../../envs/mod.ts";
import { type Prepared, serveBursts } from "../serve_bursts.ts";
import { timeCalls } from "../time_calls.ts";
import type { PlayWork } from "../works.ts";

/** How many actions are drawn before the clock runs, to be taken again and again. */
const ACTIONS = 256;

function single(id: string): () => void {
  const env = make(id);
  const random = RandomStream.from(1);
  const actions = Array.from(
    { length: ACTIONS },
    () => sample(env.actionSpace, random) as ActionOf<Space>,
  );
  env.reset({ seed: 1 });
  return () => {
    for (let i = 0; i < ACTIONS; i++) {
      const { terminated, truncated } = env.step(actions[i]!);
      if (terminated || truncated) env.reset();
    }
  };
}

function vector(id: string, count: number): () => void {
  const envs = makeVector(id, count, { seed: 1 });
  const random = RandomStream.from(1);
  const actions = Array.from(
    { length: ACTIONS },
    () =>
      envs.actions.map(() =>
        sample(envs.description.actionSpace, random) as number
      ),
  );
  envs.reset();
  return () => {
    for (let i = 0; i < ACTIONS; i++) envs.step(actions[i]!);
  };
}

await serveBursts<PlayWork>(
  { name: "silica", version: `on Deno ${Deno.version.deno}`, ways: [""] },
  ({ id, count }): Promise<Prepared> => {
    const play = count === 1 ? single(id) : vector(id, count);
    const burst = async (seconds: number) =>
      await timeCalls(play, seconds) / (ACTIONS * count);
    return Promise.resolve({ burst, [Symbol.dispose]() {} });
  },
);
