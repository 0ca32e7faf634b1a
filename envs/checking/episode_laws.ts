import { formatValue } from "../../core/errors.ts";
import { RandomStream } from "../../core/random.ts";
import type { Environment } from "../environment.ts";
import {
  contains,
  formatSpace,
  sample,
  type ValueOf,
} from "../spaces/space.ts";
import { timeLimit } from "../wrappers/time_limit.ts";
import { chooseIn } from "./choose.ts";
import type { Law } from "./law.ts";
import {
  advance,
  begin,
  firstDifference,
  goOn,
  type Moment,
  numbersOf,
  play,
  sameNumbers,
} from "./play.ts";

/** What `act` throws, if it throws an error of ours. */
function refused(act: () => unknown): boolean {
  try {
    act();
  } catch (error) {
    return error instanceof RangeError || error instanceof TypeError;
  }
  return false;
}

const observations: Law = {
  wish: "every observation must be a value of the observation space",
  try({ create, actions, seed, steps }) {
    const env = create();
    const space = env.observationSpace;
    const choices = actions();
    let { observation } = env.reset({ seed });
    for (let step = 0; step <= steps; step++) {
      if (!contains(space, observation)) {
        const seen = formatValue(numbersOf(observation));
        return `${seen} at step ${step}, in ${formatSpace(space)}`;
      }
      const next = env.step(chooseIn(env, choices));
      observation = next.terminated || next.truncated
        ? env.reset().observation
        : next.observation;
    }
  },
};

/** The first law: without it, what breaks the others says little. */
export const DETERMINISM: Law = {
  wish: "the same seed and actions must give the same episodes",
  try: ({ create, actions, seed, steps }) =>
    firstDifference(
      play(create(), actions(), steps, { seed }),
      play(create(), actions(), steps, { seed }),
    ),
};

const reseeding: Law = {
  wish: "a seed must begin the same episodes again",
  try({ create, actions, seed, steps }) {
    const env = create();
    return firstDifference(
      [...play(env, actions(), steps, { seed })],
      [...play(env, actions(), steps, { seed })],
    );
  },
};

const stream: Law = {
  wish: "reset without a seed must go on with the random stream",
  try({ create, seed }) {
    const starts = 20;
    const first = (i: number) => begin(create(), { seed: seed + i });
    const chance = Array.from({ length: starts }, (_, i) => first(i));
    if (chance.every((start) => sameStart(start, chance[0]!))) return;
    const env = create();
    const start = begin(env, { seed });
    for (let i = 0; i < starts; i++) {
      if (!sameStart(begin(env), start)) return;
    }
    return `${formatValue(start.observation)} every time`;
  },
};

function sameStart(a: Moment, b: Moment): boolean {
  return sameNumbers(a.observation, b.observation);
}

const memory: Law = {
  wish: "two environments must not know of each other",
  try({ create, actions, seed, steps }) {
    const alone = [...play(create(), actions(), steps, { seed })];
    const [env, other] = [create(), create()];
    const [choices, others] = [actions(), actions().split("other")];
    const moments = [begin(env, { seed })];
    begin(other, { seed: seed + 1 });
    for (let step = 0; step < steps; step++) {
      moments.push(...advance(env, choices));
      [...advance(other, others)];
    }
    return firstDifference(alone, moments);
  },
};

const aliasing: Law = {
  wish: "an observation must stay as it is in later steps",
  try({ create, actions, seed, steps }) {
    const env = create();
    const choices = actions();
    const kept: { observation: unknown; numbers: number[] }[] = [];
    const keep = (observation: ValueOf<Environment["observationSpace"]>) =>
      kept.push({ observation, numbers: numbersOf(observation) });
    keep(env.reset({ seed }).observation);
    for (let step = 0; step < steps; step++) {
      const next = env.step(chooseIn(env, choices));
      keep(next.observation);
      if (next.terminated || next.truncated) keep(env.reset().observation);
    }
    const at = kept.findIndex(({ observation, numbers }) =>
      !sameNumbers(numbersOf(observation), numbers)
    );
    return at < 0 ? undefined : `observation ${at}, which changed`;
  },
};

const order: Law = {
  wish: "a step before reset, after the end, or after close must be refused",
  try({ create, description, actions, seed }) {
    const env = create(timeLimit(description, 1));
    const early = sample(env.actionSpace, actions());
    if (!refused(() => env.step(early))) return "a step before reset";
    env.reset({ seed });
    const action = chooseIn(env, actions());
    env.step(action);
    if (!refused(() => env.step(action))) return "a step after the end";
    env.reset();
    env.close();
    if (!refused(() => env.step(action))) return "a step after close";
    env.close();
  },
};

const wrongActions: Law = {
  wish: "an action that is none must be refused, and change nothing",
  try({ create, seed }) {
    const env = create();
    env.reset({ seed });
    const before = JSON.stringify(env.snapshot());
    for (const wrong of [NaN, 0.5, Infinity, true, null, undefined, []]) {
      // Not an action by its type either: that is what is tried.
      const action = wrong as ValueOf<typeof env.actionSpace>;
      if (!refused(() => env.step(action))) return formatValue(wrong);
      if (JSON.stringify(env.snapshot()) !== before) return "a change";
    }
  },
};

const limit: Law = {
  wish: "a time limit must truncate at its step, and change nothing else",
  try({ create, description, actions, seed }) {
    const steps = 3;
    const limited = create(timeLimit(description, steps));
    const free = create(timeLimit(description, null));
    const [choices, same] = [actions(), actions()];
    for (let episode = 0; episode < 5; episode++) {
      begin(limited, { seed: seed + episode });
      begin(free, { seed: seed + episode });
      for (let step = 1, over = false; !over; step++) {
        const found = limited.step(chooseIn(limited, choices));
        const other = free.step(chooseIn(free, same));
        const at = `at step ${step} of ${steps}`;
        if (other.truncated) return `truncated without a limit ${at}`;
        if (found.truncated !== (step === steps)) {
          return `truncated ${found.truncated} ${at}`;
        }
        if (found.terminated !== other.terminated) {
          return `terminated ${found.terminated} ${at}`;
        }
        over = found.terminated || found.truncated;
      }
    }
  },
};

const snapshots: Law = {
  wish: "a snapshot must continue exactly as what it was taken of",
  try({ create, actions, seed, steps }) {
    const env = create();
    const half = Math.ceil(steps / 2);
    const choices = actions();
    for (const _ of play(env, choices, half, { seed }));
    const text = JSON.stringify(env.snapshot());
    const state = choices.state();
    const expected = [...goOn(env, choices, half)];
    const other = create();
    other.restore(JSON.parse(text));
    return firstDifference(
      expected,
      goOn(other, RandomStream.restore(state), half),
    );
  },
};

/** Laws of a single environment that runs. */
export const EPISODE_LAWS: readonly Law[] = [
  observations,
  reseeding,
  stream,
  memory,
  aliasing,
  order,
  wrongActions,
  limit,
  snapshots,
];
