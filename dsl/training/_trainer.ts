import type { Backend, Executable, Memory } from "../backends/backend.ts";
import { sizeOf } from "../graph/node.ts";
import type { ParameterValues } from "../passes/initialize.ts";
import { type Parameter, parametersOf } from "../passes/parameters_of.ts";
import type { Updates } from "./build_updates.ts";
import { type Column, gatherRows } from "./_columns.ts";
import { evaluate } from "./_evaluation.ts";
import type { FitPlan } from "./_fit_plan.ts";
import { placeholderOf } from "./_examples.ts";
import { measurementsOf } from "./_measurement.ts";
import { evaluationProgram, SCOPE, stepProgram } from "./_model_programs.ts";
import { compileProgram, RowProgram } from "./_row_program.ts";

/** A training step for batches of one size, with room for what it is fed. */
interface Step {
  readonly executable: Executable;
  readonly scalars: Updates["scalars"];
  /** Each column that the step takes, and where its rows of a batch go. */
  readonly room: readonly (readonly [Column, Float32Array | Int32Array])[];
  /** The rooms by placeholder; scalars join them in each step. */
  readonly feeds: Record<string, Float32Array | Int32Array>;
}

/** What was measured, by its label. */
export type Measured = Readonly<Record<string, number>>;

/** The weights under training, and all that is needed to change them. */
export class Trainer implements Disposable {
  readonly #plan: FitPlan;
  readonly #backend: Backend;
  readonly #memory: Memory;
  readonly #parameters: readonly Parameter[];
  readonly #labels: readonly string[];
  readonly #evaluation: RowProgram;
  readonly #steps = new Map<number, Step>();
  #done = 0;

  /**
   * Puts the first weights into a memory of their own.
   *
   * @param plan What to do.
   * @param backend What to run on.
   */
  constructor(plan: FitPlan, backend: Backend) {
    const { model, heads, weights } = plan;
    this.#plan = plan;
    this.#backend = backend;
    this.#memory = backend.createMemory();
    this.#parameters = parametersOf(model);
    this.#labels = measurementsOf(heads).map(({ label }) => label);
    this.#evaluation = new RowProgram(
      backend,
      this.#memory,
      (batch) => evaluationProgram(model, heads, batch),
    );
    writeWeights(this.#memory, this.#parameters, weights);
  }

  /** Updates made so far. */
  get done(): number {
    return this.#done;
  }

  /**
   * Makes one update.
   *
   * @param indices The examples of the batch.
   * @returns What was measured before it: sums over the batch.
   */
  async step(indices: Int32Array): Promise<Measured> {
    const { executable, scalars, room, feeds } = this.#stepFor(indices.length);
    for (const [column, into] of room) gatherRows(column, indices, into);
    Object.assign(feeds, scalars(this.#done));
    // Every update has randomness of its own, whatever the size of its batch.
    executable.draws = this.#done++;
    const { measured } = await executable.run(feeds);
    return Object.fromEntries(
      this.#labels.map((label, i) => [label, measured![i]!]),
    );
  }

  /** What is measured on the validation data now; nothing if there are none. */
  validate(): Promise<Measured> {
    const { heads, validation } = this.#plan;
    return validation
      ? evaluate(this.#evaluation, heads, validation)
      : Promise.resolve({});
  }

  /** A copy of the weights now. */
  async weights(): Promise<ParameterValues> {
    const entries = this.#parameters.map(async ({ name }) => {
      const values = await this.#memory.read(`${SCOPE}/${name}`);
      return [name, values as Float32Array] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
  }

  /** Frees the memory and everything compiled. */
  [Symbol.dispose](): void {
    for (const { executable } of this.#steps.values()) {
      executable[Symbol.dispose]();
    }
    this.#evaluation[Symbol.dispose]();
    this.#memory[Symbol.dispose]();
  }

  #stepFor(batch: number): Step {
    const known = this.#steps.get(batch);
    if (known) return known;
    const { model, heads, optimizer, training, dropoutSeed } = this.#plan;
    const weighted = placeholderOf.weight in training.columns;
    const parts = { model, heads, optimizer, weighted, seed: dropoutSeed };
    const { program, scalars } = stepProgram(parts, batch);
    const { executable, takes } = compileProgram(
      program,
      this.#backend,
      this.#memory,
    );
    const rooms = takes.flatMap((name) => {
      const column = training.columns[name];
      return column ? [[name, column, roomFor(column, batch)] as const] : [];
    });
    const made = {
      executable,
      scalars,
      room: rooms.map(([, column, into]) => [column, into] as const),
      feeds: Object.fromEntries(rooms.map(([name, , into]) => [name, into])),
    };
    this.#steps.set(batch, made);
    return made;
  }
}

function roomFor(
  { shape, data }: Column,
  batch: number,
): Float32Array | Int32Array {
  const size = batch * sizeOf(shape);
  return data instanceof Int32Array
    ? new Int32Array(size)
    : new Float32Array(size);
}

/** Sets the variables of a network. */
export function writeWeights(
  memory: Memory,
  parameters: readonly Parameter[],
  weights: ParameterValues,
): void {
  for (const { name, shape } of parameters) {
    const slot = { shape, dtype: "float32" } as const;
    memory.write(`${SCOPE}/${name}`, slot, weights[name]!);
  }
}
