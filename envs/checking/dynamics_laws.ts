import { formatValue } from "../../core/errors.ts";
import { dynamicsOf } from "../description.ts";
import { environmentStream } from "../seeds.ts";
import type { Space, ValueOf } from "../spaces/space.ts";
import { spaceBuffer } from "../spaces/space_buffer.ts";
import { choose } from "./choose.ts";
import type { Law, Subject } from "./law.ts";
import { numbersOf, sameNumbers } from "./play.ts";

/** What stands where nothing should be read or written. */
const FILLER = 12345.5;

/** A state, and what led to it unless an episode begins there. */
interface Visit {
  readonly state: Float64Array;
  readonly reward?: number;
  /** The action after the step, and what it was before. */
  readonly action?: ValueOf<Space>;
  readonly meant?: readonly number[];
}

/** The states that random actions lead through; `extra` numbers of filler follow each. */
function* walk(
  { description, steps, seed, actions }: Subject,
  extra = 0,
): Generator<Visit> {
  const random = environmentStream(seed);
  const choices = actions();
  const state = new Float64Array(description.stateSize + extra).fill(FILLER);
  const dynamics = dynamicsOf(description);
  dynamics.initialize(state, random);
  yield { state };
  for (let step = 0; step < steps; step++) {
    const { actionSpace, inform } = description;
    const action = choose(actionSpace, choices, inform?.(state));
    const meant = numbersOf(action);
    const reward = dynamics.step(state, action, random);
    yield { state, reward, action, meant };
    if (!description.terminated(state)) continue;
    dynamics.initialize(state, random);
    yield { state };
  }
}

/** The observation of a state, written over `filler`. */
function observed(
  { description }: Subject,
  state: Float64Array,
  filler = 0,
): number[] {
  const out = spaceBuffer<Space>(description.observationSpace, 1).fill(filler);
  description.observe(state, out);
  return Array.from(out);
}

const rewards: Law = {
  wish: "every reward must be a finite number",
  try(subject) {
    for (const visit of walk(subject)) {
      if (!("reward" in visit) || Number.isFinite(visit.reward)) continue;
      return formatValue(visit.reward);
    }
  },
};

const numbers: Law = {
  wish: "no number of the state may be NaN",
  try(subject) {
    for (const { state } of walk(subject)) {
      if (state.includes(NaN)) return formatValue(Array.from(state));
    }
  },
};

const initialize: Law = {
  wish: "initialize must overwrite all of the state",
  try({ description, seed }) {
    const [empty, filled] = [0, FILLER].map((filler) => {
      const state = new Float64Array(description.stateSize).fill(filler);
      dynamicsOf(description).initialize(state, environmentStream(seed));
      return Array.from(state);
    });
    if (sameNumbers(empty!, filled!)) return;
    return `${formatValue(empty)} over zeros and ${
      formatValue(filled)
    } over others`;
  },
};

const bounds: Law = {
  wish: "no number behind those of the state may count",
  try(subject) {
    const size = subject.description.stateSize;
    const alone = walk(subject);
    let before: ArrayLike<number> = [];
    for (const visit of walk(subject, 2)) {
      const { state } = visit;
      const expected = alone.next().value!.state;
      // An episode may begin with `state.fill(0)`, which reaches behind.
      const behind = state.slice(size);
      if ("reward" in visit && !sameNumbers(behind, before)) {
        return "a write by step";
      }
      before = behind;
      if (!sameNumbers(state.subarray(0, size), expected)) {
        return "a read by step";
      }
      if (!sameNumbers(observed(subject, state), observed(subject, expected))) {
        return "a read by observe";
      }
    }
  },
};

const observe: Law = {
  wish: "observe must write the whole observation, from the state alone",
  try(subject) {
    for (const { state } of walk(subject)) {
      const before = state.slice();
      const [one, other] = [
        observed(subject, state, 0),
        observed(subject, state, 1),
      ];
      if (!sameNumbers(before, state)) return "a state it changed";
      if (!sameNumbers(one, other)) {
        return `${formatValue(one)} and then ${formatValue(other)}`;
      }
    }
  },
};

const terminated: Law = {
  wish: "terminated must answer true or false, from the state alone",
  try({ description, ...rest }) {
    for (const { state } of walk({ description, ...rest })) {
      const before = state.slice();
      const answer = description.terminated(state);
      if (typeof answer !== "boolean") return formatValue(answer);
      if (!sameNumbers(before, state)) return "a state it changed";
      if (description.terminated(state) !== answer) return "another answer";
    }
  },
};

const actions: Law = {
  wish: "step must only read the action",
  try(subject) {
    for (const { action, meant } of walk(subject)) {
      if (action === undefined || meant === undefined) continue;
      if (!sameNumbers(numbersOf(action), meant)) {
        return `${formatValue(meant)} made ${formatValue(numbersOf(action))}`;
      }
    }
  },
};

/** Laws of the functions that a description is made of. */
export const DYNAMICS_LAWS: readonly Law[] = [
  initialize,
  numbers,
  rewards,
  terminated,
  observe,
  actions,
  bounds,
];
