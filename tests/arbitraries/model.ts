import fc from "fast-check";
import { heads } from "../../dsl/heads.ts";
import { input } from "../../dsl/input.ts";
import { type Shape, sizeOf } from "../../dsl/graph/node.ts";
import {
  activation,
  ACTIVATION_NAMES,
  type ActivationLayer,
} from "../../dsl/layers/activation.ts";
import type { Initializer } from "../../dsl/layers/initializer.ts";
import type { LayerPadding } from "../../dsl/layers/padding.ts";
import { add, concat } from "../../dsl/merge.ts";
import type { AnyModel, LayerOptions, Model } from "../../dsl/model.ts";
import { biasInitializers, initializers } from "./initializer.ts";

/** Something to do to a model; whatever it says, there is a way to do it to any. */
export interface Move {
  readonly kind: (typeof MOVES)[number];
  /** Small numbers, for units, filters, windows and the like. */
  readonly a: number;
  readonly b: number;
  readonly c: number;
  /** A number from [0, 1). */
  readonly share: number;
  readonly flag: boolean;
  readonly padding: LayerPadding;
  readonly kernelInitializer: Initializer;
  readonly biasInitializer: Initializer;
  readonly activation: ActivationLayer;
  readonly isNamed: boolean;
  /** Moves inside of branches and blocks. */
  readonly left: readonly Move[];
  readonly right: readonly Move[];
}

const MOVES = [
  "dense",
  "activation",
  "activation",
  "flatten",
  "reshape",
  "dropout",
  "batchNorm",
  "conv2d",
  "conv2d",
  "maxPool",
  "averagePool",
  "globalAveragePool",
  "branchConcat",
  "branchAdd",
  "residual",
  "projected",
  "repeat",
  "concatInput",
  "addInput",
] as const;

const IMAGE_MOVES: readonly string[] = [
  "conv2d",
  "maxPool",
  "averagePool",
  "globalAveragePool",
];

const reals = fc.double({ min: -2, max: 2, noNaN: true });

/** Every activation. */
export const activations: fc.Arbitrary<ActivationLayer> = fc.oneof(
  {
    arbitrary: fc.constantFrom(...ACTIVATION_NAMES).map((fn) => activation(fn)),
    weight: 6,
  },
  reals.map((slope) => activation("leakyRelu", { slope })),
  reals.map((alpha) => activation("elu", { alpha })),
  fc.boolean().map((approximate) => activation("gelu", { approximate })),
);

const small = fc.integer({ min: 1, max: 3 });

const { move, moves } = fc.letrec<{ move: Move; moves: Move[] }>((tie) => ({
  move: fc.record<Move>({
    kind: fc.constantFrom(...MOVES),
    a: small,
    b: small,
    c: small,
    share: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    flag: fc.boolean(),
    padding: fc.constantFrom("valid", "same"),
    kernelInitializer: initializers,
    biasInitializer: biasInitializers,
    activation: activations,
    isNamed: fc.boolean(),
    left: tie("moves"),
    right: tie("moves"),
  }, { noNullPrototype: true }),
  moves: fc.oneof(
    { maxDepth: 2, depthIdentifier: "moves" },
    fc.constant<Move[]>([]),
    fc.array(tie("move"), {
      maxLength: 4,
      depthIdentifier: "moves",
    }),
  ),
}));

/** Makes names that nobody has: `own1`, `own2`, … */
type Naming = () => string;

/** Names that begin with `stem`, one after the other. */
export function naming(stem: string): Naming {
  let count = 0;
  return () => `${stem}${++count}`;
}

/** The model with all the moves made, one after the other. */
export function play(
  model: Model,
  moves: readonly Move[],
  next: Naming = naming("own"),
): Model {
  return moves.reduce((grown, move) => make(grown, move, next), model);
}

function make(model: Model, move: Move, next: Naming): Model {
  const { a, b, c, share, flag, padding } = move;
  const { kernelInitializer, biasInitializer } = move;
  const needsImage = IMAGE_MOVES.includes(move.kind);
  if (needsImage && model.shape.length !== 3) {
    return make(model.reshape(reshaped(model.shape, false)), move, next);
  }
  const options: LayerOptions = move.isNamed ? { name: next() } : {};
  const size = [
    Math.min(a, model.shape[0]!),
    Math.min(b, model.shape[1]!),
  ] as const;
  const weights = { useBias: flag, kernelInitializer, biasInitializer };
  switch (move.kind) {
    case "dense":
      return model.shape.length === 0
        ? model.reshape([1], options)
        : model.dense(a, { ...weights, ...options });
    case "activation":
      return model.shape.length === 0
        ? model.tanh(options)
        : model.layer(move.activation, options);
    case "flatten":
      return model.flatten(options);
    case "reshape":
      return model.reshape(reshaped(model.shape, flag), options);
    case "dropout":
      return model.dropout(share, options);
    case "batchNorm":
      return model.shape.length === 0
        ? model.flatten(options)
        : model.batchNorm({
          momentum: share,
          epsilon: 0.001 + share,
          scale: flag,
          center: a > 1,
          ...options,
        });
    case "conv2d":
      return model.conv2d(c, size, {
        padding,
        ...(flag ? { strides: [b, a] as const } : dilated(model.shape, size)),
        ...weights,
        ...options,
      });
    case "maxPool":
      return model.maxPool(size, { padding, strides: c, ...options });
    case "averagePool":
      return model.averagePool(size, { padding, ...options });
    case "globalAveragePool":
      return model.globalAveragePool(options);
    case "branchConcat":
      if (model.shape.length === 0) return model.flatten(options);
      return model.branch(
        (m) => alike(play(m, move.left, next), model.shape, true),
        (m) => alike(play(m, move.right, next), model.shape, true),
      ).concat(options);
    case "branchAdd":
      return model.branch(
        (m) => alike(play(m, move.left, next), model.shape),
        (m) => m,
        (m) => alike(play(m, move.right, next), model.shape),
      ).add(options);
    case "residual":
      return model.residual(
        (m) => alike(play(m, move.left, next), model.shape),
        options,
      );
    case "projected":
      return model.residual(
        (m) => m.flatten().dense(c),
        { projection: (m) => m.flatten().dense(c), ...options },
      );
    case "repeat":
      return model.repeat(
        a,
        (m) => alike(play(m, move.left.slice(0, 1), next), model.shape),
      );
    case "concatInput":
      return concat([
        model.flatten(),
        input([b], { name: next() }),
      ], options);
    case "addInput":
      return add([
        input(model.shape, { name: next() }),
        model,
      ], options);
  }
}

/** Another shape of the same size. */
function reshaped(shape: Shape, open: boolean): Shape {
  const size = sizeOf(shape);
  const rows = [3, 2, 1].find((n) => size % n === 0)!;
  return open ? [rows, -1] : [1, rows, size / rows];
}

/** Steps between a filter's cells, as far as the image allows. */
function dilated(shape: Shape, size: readonly [number, number]) {
  const most = (i: 0 | 1) =>
    size[i] === 1 ? 2 : Math.floor((shape[i]! - 1) / (size[i] - 1));
  return { dilation: [Math.min(2, most(0)), Math.min(2, most(1))] as const };
}

/** The model, brought to a shape; the last axis may be left as it is. */
function alike(model: Model, shape: Shape, butLast = false): Model {
  const head = shape.slice(0, -1);
  const same = model.shape.length === shape.length &&
    shape.every((axis, i) =>
      model.shape[i] === axis || (butLast && i === head.length)
    );
  return same ? model : model.flatten().dense(sizeOf(shape)).reshape(shape);
}

const inputs = fc.oneof(
  { arbitrary: fc.array(small, { maxLength: 2 }), weight: 1 },
  {
    arbitrary: fc.tuple(fc.integer({ min: 1, max: 6 }), small, small),
    weight: 1,
  },
).map((shape) => input(shape as Shape));

/** Moves to make on any model. */
export const someMoves: fc.Arbitrary<Move[]> = moves;

/** A model with one output, of every kind of layer, with branches and several inputs. */
export const singleModels: fc.Arbitrary<Model> = fc.tuple(
  inputs,
  fc.array(move, { maxLength: 6, size: "max" }),
).map(([model, moves]) => play(model, moves));

const HEADS = ["policy", "value", "constructor"] as const;

/** A model with one output, or with some named heads. */
export const models: fc.Arbitrary<AnyModel> = fc.oneof(
  singleModels,
  fc.tuple(singleModels, fc.array(moves, { minLength: 1, maxLength: 3 }))
    .map(([trunk, each]) => {
      const next = naming("head");
      const grown = each.map((moves, i) => [
        HEADS[i]!,
        play(trunk, moves, next),
      ]);
      return heads(Object.fromEntries(grown) as Record<string, Model>);
    }),
);
