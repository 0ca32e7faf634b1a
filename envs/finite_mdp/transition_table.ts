/** One way in which an action can turn out. */
export interface Outcome {
  /** How likely it is, of all outcomes of this action in this state. */
  readonly probability: number;
  /** The number of the state it leads to. */
  readonly nextState: number;
  /** What it earns. */
  readonly reward: number;
  /** Whether the episode ends with it: nothing more is earned from the next state. */
  readonly terminated: boolean;
}

/** `P[state][action]`: how an action can turn out in a state. An action without outcomes is impossible there. */
export type TransitionTable = readonly (readonly (readonly Outcome[])[])[];
