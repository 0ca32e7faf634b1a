import { assertAlmostEquals, assertEquals } from "@std/assert";
import { RandomStream } from "../../../core/random.ts";
import { describe } from "../../../envs/describe.ts";
import { make } from "../../../envs/make.ts";

/** How far a state, reward or observation may be from the recorded one. */
export interface Tolerance {
  /** One step after a recorded state. */
  readonly single: number;
  /** Anywhere in a whole trajectory, of which the last bits of its beginning change `ulpDrift`. */
  whole(ulpDrift: number): number;
}

interface Recording {
  readonly env: string;
  readonly groups: readonly {
    readonly options: Record<string, unknown>;
    readonly float32Actions?: boolean;
    readonly trajectories: readonly Trajectory[];
  }[];
}

interface Trajectory {
  readonly rule: string;
  readonly ulpDrift: number;
  readonly initialState: readonly number[];
  /** A string of choices, or a list of numbers. */
  readonly actions: string | readonly number[];
  readonly rewards: readonly number[];
  readonly terminated: boolean;
  readonly truncated: boolean;
  readonly states: readonly (readonly number[])[];
  readonly observations?: readonly (readonly number[])[];
}

/** The distance between numbers of float32, relative to them. */
const FLOAT32 = 2 ** -23;

/**
 * Replays what Gymnasium did, from its beginnings through `make()`, and from each
 * recorded state; answers how many steps there were.
 */
export function replayTrajectories(
  name: string,
  exact: Tolerance,
  float32Actions: Tolerance = exact,
): number {
  const path = `../../fixtures/envs/${name}_trajectories.json`;
  const text = Deno.readTextFileSync(new URL(path, import.meta.url));
  const recording: Recording = JSON.parse(text);
  let steps = 0;
  for (const group of recording.groups) {
    const tolerance = group.float32Actions ? float32Actions : exact;
    const description = describe(recording.env, group.options);
    for (const trajectory of group.trajectories) {
      replayWhole(description, trajectory, tolerance);
      replaySingle(description, trajectory, tolerance);
      steps += trajectory.states.length;
    }
  }
  return steps;
}

function replayWhole(
  description: ReturnType<typeof describe>,
  trajectory: Trajectory,
  { whole }: Tolerance,
): void {
  const near = whole(trajectory.ulpDrift);
  using env = make(description);
  env.reset();
  env.restore({ ...env.snapshot(), state: trajectory.initialState });
  actionsOf(trajectory).forEach((action, t) => {
    const about = `${trajectory.rule}, step ${t}`;
    const { observation, reward, terminated, truncated } = env.step(action);
    const { state } = env.snapshot();
    const last = t === trajectory.states.length - 1;
    assertEquals(terminated, last && trajectory.terminated, about);
    assertEquals(truncated, last && trajectory.truncated, about);
    assertAlmostEquals(reward, trajectory.rewards[t]!, near, about);
    trajectory.states[t]!.forEach((expected, i) =>
      assertAlmostEquals(Number(state[i]), expected, near, about)
    );
    observationAt(trajectory, t).forEach((expected, i) => {
      const found = (observation as Float32Array)[i]!;
      const rounding = FLOAT32 * Math.abs(expected);
      assertAlmostEquals(found, expected, near + rounding, about);
    });
  });
}

function replaySingle(
  { step, terminated, observe }: ReturnType<typeof describe>,
  trajectory: Trajectory,
  { single }: Tolerance,
): void {
  const random = RandomStream.from(0);
  let before = trajectory.initialState;
  actionsOf(trajectory).forEach((action, t) => {
    const about = `${trajectory.rule}, step ${t} alone`;
    const last = t === trajectory.states.length - 1;
    const state = Float64Array.from(before);
    const reward = step(state, action, random);
    assertAlmostEquals(reward, trajectory.rewards[t]!, single, about);
    assertEquals(terminated(state), last && trajectory.terminated, about);
    before = trajectory.states[t]!;
    state.forEach((found, i) =>
      assertAlmostEquals(found, before[i]!, single, about)
    );
    const expected = observationAt(trajectory, t);
    const observation = new Float32Array(expected.length);
    observe(Float64Array.from(before), observation);
    assertEquals(observation, expected, about);
  });
}

function actionsOf({ actions }: Trajectory): (number | number[])[] {
  return typeof actions === "string"
    ? Array.from(actions, Number)
    : actions.map((action) => [action]);
}

/** Where observations were left out, they are the state rounded to float32. */
function observationAt(
  { states, observations = states }: Trajectory,
  t: number,
): Float32Array {
  return Float32Array.from(observations[t]!);
}
