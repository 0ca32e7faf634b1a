import { input, type Model, placesOf, type Shape } from "../dsl/mod.ts";

/** What a step learns: classes by cross-entropy, or by squares what one chosen output of a row should be. */
export type Aim = "classes" | "chosen output";

/** One forward pass: a call answers the outputs of a batch. */
export interface ForwardWork {
  readonly kind: "forward";
  readonly name: string;
  readonly model: Model;
  readonly batch: number;
}

/** One update by Adam: forward pass, loss, gradients and new parameters for a batch. */
export interface StepWork {
  readonly kind: "step";
  readonly name: string;
  readonly model: Model;
  readonly batch: number;
  readonly aim: Aim;
}

/** All rows once in random order, an update for each batch of them; it learns classes. */
export interface EpochWork {
  readonly kind: "epoch";
  readonly name: string;
  readonly model: Model;
  readonly batch: number;
  readonly rows: number;
}

/** Something that every contestant of training is timed at; it travels to them as JSON. */
export type Work = ForwardWork | StepWork | EpochWork;

/** Steps of an environment with actions at random, episode after episode. */
export interface PlayWork {
  readonly kind: "play";
  readonly name: string;
  readonly id: string;
  /** How many environments step together; 1 is one alone. */
  readonly count: number;
}

/** So small that the network stays as it is however many steps are timed: all do the same work. */
export const LEARNING_RATE = 1e-6;

/** The shape of one sample for a model with one input. */
export function inputShape(model: Model): Shape {
  const [first] = placesOf(model).keys();
  return first!.shape;
}

function mlp(inputs: number, ...units: readonly number[]): Model {
  return units.reduce<Model>(
    (model, n, i) => (i === 0 ? model : model.relu()).dense(n),
    input([inputs]),
  );
}

/** Balances a pole: four numbers in, two actions out. */
const SMALL = mlp(4, 64, 64, 2);

const CNN = input([28, 28, 1])
  .conv2d(16, 3, { padding: "same" }).relu().maxPool(2)
  .conv2d(32, 3, { padding: "same" }).relu()
  .flatten().dense(10);

/** The network for Ms. Pac-Man of *Hands-On Machine Learning*, chapter 16: 3,681,449 parameters. */
const DQN = input([88, 80, 1])
  .conv2d(32, 8, { strides: 4, padding: "same" }).relu()
  .conv2d(64, 4, { strides: 2, padding: "same" }).relu()
  .conv2d(64, 3, { padding: "same" }).relu()
  .flatten().dense(512).relu().dense(9);

/** An update of the small network; also the program whose compilation is timed. */
export const SMALL_STEP: StepWork = {
  kind: "step",
  name: "Adam step, MLP 4-64-64-2, batch 64",
  model: SMALL,
  batch: 64,
  aim: "classes",
};

/** What is timed, in the order of the table. */
export const WORKS: readonly Work[] = [
  SMALL_STEP,
  {
    kind: "step",
    name: "Adam step, MLP 4-256-256-2, batch 64",
    model: mlp(4, 256, 256, 2),
    batch: 64,
    aim: "classes",
  },
  {
    kind: "forward",
    name: "forward, MLP 4-64-64-2, batch 1",
    model: SMALL,
    batch: 1,
  },
  {
    kind: "step",
    name: "Adam step, MLP 784-512-10, batch 128",
    model: mlp(784, 512, 10),
    batch: 128,
    aim: "classes",
  },
  {
    kind: "step",
    name: "Adam step, CNN 28×28, batch 64",
    model: CNN,
    batch: 64,
    aim: "classes",
  },
  {
    kind: "step",
    name: "Adam step, DQN 88×80, batch 50",
    model: DQN,
    batch: 50,
    aim: "chosen output",
  },
  {
    kind: "epoch",
    name: "epoch of 60,000 rows, MLP 784-300-100-10, batch 64",
    model: mlp(784, 300, 100, 10),
    batch: 64,
    rows: 60_000,
  },
];
