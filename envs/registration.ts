/** What an id stands for: a factory of descriptions, and how long and how well it is played. */
export interface Registration<Create> {
  /** From options to a description. */
  readonly create: Create;
  /** After how many steps an episode is cut off; `null` is never. */
  readonly maxEpisodeSteps: number | null;
  /** The mean return from which on it counts as solved; `null` is none. */
  readonly rewardThreshold: number | null;
}

/** What each id of a table stands for. */
export type Registrations<Table> = {
  readonly [Id in keyof Table]: Registration<Table[Id]>;
};
