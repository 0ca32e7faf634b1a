import type { GraphNode } from "../../dsl/graph/node.ts";
import * as op from "../../dsl/graph/op.ts";
import { goTogether, isSmall, type Pool } from "./pool.ts";

/** Numbers from which a move draws what it chooses. */
export interface Choice {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** One more piece of a program, made of what is there already. */
export type Move = (pool: Pool, choice: Choice) => GraphNode;

function unary(f: (x: GraphNode) => GraphNode, bound: number): Move {
  return (pool, { a }) => pool.add(f(pool.calm(pool.pick(a))), bound);
}

/** Leaves the largest absolute value as it is. */
function keeping(f: (x: GraphNode, choice: Choice) => GraphNode): Move {
  return (pool, choice) => {
    const x = pool.pick(choice.a);
    return pool.add(f(x, choice), pool.bound(x));
  };
}

function partner(pool: Pool, x: GraphNode, choice: number): GraphNode {
  return pool.pick(choice, (node) => goTogether(x.shape, node.shape));
}

function binary(
  f: (x: GraphNode, y: GraphNode) => GraphNode,
  bound: (x: number, y: number) => number,
): Move {
  return (pool, { a, b }) => {
    const x = pool.calm(pool.pick(a));
    const y = pool.calm(partner(pool, x, b));
    return goTogether(x.shape, y.shape)
      ? pool.add(f(x, y), bound(pool.bound(x), pool.bound(y)))
      : pool.add(op.negate(x), pool.bound(x));
  };
}

const sum = (x: number, y: number) => x + y;
const product = (x: number, y: number) => x * y;

/** Numbers that multiply and divide exactly. */
const FACTORS = [0, 1, 2, 0.5, -1, 4, -0.25] as const;

const factor = (choice: number) => FACTORS[choice % FACTORS.length]!;

/** A vector of numbers that depend on the choice only. */
function vector(pool: Pool, size: number, choice: number): GraphNode {
  const numbers = Array.from(
    { length: size },
    (_, i) => ((choice + 5 * i) % 9 - 4) / 4,
  );
  return pool.graph.constant(numbers);
}

function withBias(pool: Pool, x: GraphNode, { b, c }: Choice): GraphNode {
  const size = x.shape.at(-1)!;
  const bias = b % 2 === 0
    ? vector(pool, size, c)
    : pool.pick(c, ({ shape }) => shape.length === 1 && shape[0] === size);
  return bias.shape.length === 1 && bias.shape[0] === size
    ? c % 2 === 0 ? op.add(x, bias) : op.add(bias, x)
    : x;
}

/** A product of matrices, often with a bias, sometimes used again as it is. */
const dense: Move = (pool, choice) => {
  const a = pool.calm(pool.pick(choice.a, ({ shape }) => shape.length === 2));
  const [m, k] = a.shape as [number, number];
  const b = pool.calm(
    pool.pick(choice.b, ({ shape }) => shape.length === 2 && shape.includes(k)),
  );
  const result = b.shape[0] === k
    ? op.matmul(a, b)
    : b.shape[1] === k
    ? op.matmul(a, choice.c % 3 ? op.transpose(b) : b, {
      transposeB: choice.c % 3 === 0,
    })
    : op.matmul(a, a, { transposeB: true });
  const bound = pool.bound(a) * Math.max(pool.bound(a), pool.bound(b)) * k;
  if (choice.c % 5 === 0) pool.add(result, bound);
  return pool.add(
    m > 0 && choice.a % 4 ? withBias(pool, result, choice) : result,
    bound + 4,
  );
};

const convolution: Move = (pool, choice) => {
  const image = pool.calm(
    pool.pick(choice.a, ({ shape }) => shape.length === 4),
  );
  const channels = image.shape[3]!;
  const numbers = vector(pool, 4 * channels * 2, choice.b);
  const filter = op.reshape(numbers, [2, 2, channels, 2]);
  const result = op.conv2d(image, filter, {
    padding: "same",
    strides: choice.b % 2 + 1,
  });
  const bound = pool.bound(image) * 4 * channels;
  if (choice.c % 5 === 0) pool.add(result, bound);
  return pool.add(
    choice.a % 4 ? withBias(pool, result, choice) : result,
    bound + 4,
  );
};

const averaging: Move = (pool, { a, b }) => {
  const image = pool.pick(a, ({ shape }) => shape.length === 4);
  const pooled = op.averagePool(image, { strides: b % 2 + 1, padding: "same" });
  return pool.add(pooled, pool.bound(image));
};

const folding: Move = (pool, { a, b, c }) => {
  const x = pool.pick(a);
  const axes = x.shape.map((_, i) => i).filter((i) => (b >> i) % 2 === 0);
  const options = { axes, keepDims: c % 2 === 0 };
  return b % 3 === 0
    ? pool.add(op.mean(x, options), pool.bound(x))
    : pool.add(op.sum(x, options), pool.bound(x) * 24);
};

function transposed(x: GraphNode, { b, c }: Choice): GraphNode {
  const rank = x.shape.length;
  const turned = x.shape.map((_, i) => (i + b) % rank);
  if (rank < 2 || c % 3 === 0) return op.transpose(x);
  if (c % 3 === 1) return op.transpose(x, turned);
  const [first, second, ...rest] = turned;
  return op.transpose(x, [second!, first!, ...rest]);
}

function flattened(x: GraphNode, { b }: Choice): GraphNode {
  return op.reshape(x, b % 2 === 0 ? [-1] : [1, -1]);
}

function sliced(x: GraphNode, { b }: Choice): GraphNode {
  const begin = x.shape.map((size) => b % size);
  return op.slice(x, begin, x.shape.map((size, i) => size - begin[i]!));
}

function padded(x: GraphNode, { b }: Choice): GraphNode {
  return isSmall(x) ? op.pad(x, x.shape.map(() => [b % 2, b % 3 % 2])) : x;
}

function broadcast(x: GraphNode, { b }: Choice): GraphNode {
  const whole = x.shape.map((size) => size === 1 ? b % 3 + 1 : size);
  return isSmall(x) ? op.broadcastTo(x, [b % 2 + 1, ...whole]) : x;
}

function gathered(x: GraphNode, { b, c }: Choice): GraphNode {
  const [rows] = x.shape;
  if (rows === undefined) return x;
  const indices = [b % rows, c % rows, b % rows];
  return op.gather(x, x.graph.constant(indices, { dtype: "int32" }));
}

const joining: Move = (pool, { a, b, c }) => {
  const x = pool.pick(a, ({ shape }) => shape.length > 0);
  const axis = c % x.shape.length;
  const y = pool.pick(b, ({ shape }) =>
    shape.length === x.shape.length &&
    shape.every((size, i) => i === axis || size === x.shape[i]));
  const fits = y.shape.length === x.shape.length && isSmall(x) && isSmall(y) &&
    y.shape.every((size, i) => i === axis || size === x.shape[i]);
  return pool.add(
    op.concat(fits ? [x, y] : [x], { axis }),
    Math.max(pool.bound(x), pool.bound(y)),
  );
};

function alongLast(f: (x: GraphNode) => GraphNode, bound: number): Move {
  return (pool, { a }) => {
    const x = pool.calm(pool.pick(a, ({ shape }) => shape.length > 0));
    return pool.add(f(x), bound);
  };
}

/** The same expression written twice. */
const twice: Move = (pool, { a }) => {
  const x = pool.pick(a);
  return pool.add(op.multiply(op.tanh(x), op.add(op.tanh(x), 1)), 2);
};

const chosen: Move = (pool, { a, b, c }) => {
  const x = pool.pick(a);
  const y = partner(pool, x, b);
  // Hardly any value lies so near to the border that rounding takes it across.
  const condition = op.greater(x, (c % 7 - 3) / 3 + 0.1234567);
  const bound = Math.max(pool.bound(x), pool.bound(y));
  return goTogether(x.shape, y.shape)
    ? pool.add(op.select(condition, x, y), bound)
    : pool.add(op.cast(condition, "float32"), 1);
};

const largest: Move = (pool, { a, b, c }) => {
  const x = pool.pick(a);
  const axes = x.shape.map((_, i) => i).filter((i) => (b >> i) % 2 === 0);
  const f = c % 4 < 2 ? op.max : op.min;
  return pool.add(f(x, { axes, keepDims: c % 2 === 0 }), pool.bound(x));
};

const pooling: Move = (pool, { a, b }) => {
  const image = pool.pick(a, ({ shape }) => shape.length === 4);
  const strides = b % 2 + 1;
  return pool.add(
    op.maxPool(image, { strides, padding: "same" }),
    pool.bound(image),
  );
};

/** Moves with as many derivatives as one likes. */
export const SMOOTH: readonly Move[] = [
  unary(op.tanh, 1),
  unary(op.sigmoid, 1),
  unary(op.softplus, 5),
  unary(op.square, 16),
  unary(op.sin, 1),
  unary((x) => op.exp(op.negate(op.square(x))), 1),
  keeping(op.negate),
  keeping((x) => op.negate(op.negate(x))),
  keeping((x) => op.transpose(op.transpose(x))),
  keeping((x) => op.reshape(op.reshape(x, [-1]), x.shape)),
  keeping((x) => op.add(x, 0)),
  keeping((x) => op.multiply(2, op.multiply(0.5, x))),
  keeping((x) => op.power(x, 1)),
  keeping((x, { b }) => op.divide(x, b % 2 + 1)),
  keeping(transposed),
  keeping(flattened),
  keeping(sliced),
  keeping(padded),
  keeping(broadcast),
  keeping(gathered),
  (pool, { a, b }) => {
    const x = pool.calm(pool.pick(a));
    return pool.add(op.multiply(x, factor(b)), 4 * pool.bound(x));
  },
  unary((x) => op.power(x, 2), 16),
  binary(op.add, sum),
  binary(op.subtract, sum),
  binary(op.multiply, product),
  binary((x, y) => op.add(x, op.negate(y)), sum),
  binary((x, y) => op.subtract(x, op.negate(y)), sum),
  binary((x, y) => op.divide(x, op.add(op.square(y), 1)), (x) => x),
  binary(
    (x, y) => op.multiply(x, op.reciprocal(op.add(op.square(y), 1))),
    (x) => x,
  ),
  dense,
  dense,
  (pool, choice) => pool.add(op.tanh(dense(pool, choice)), 1),
  (pool, choice) => pool.add(op.sigmoid(dense(pool, choice)), 1),
  convolution,
  (pool, choice) => pool.add(op.tanh(convolution(pool, choice)), 1),
  averaging,
  folding,
  joining,
  alongLast(op.softmax, 1),
  alongLast(op.logSoftmax, 12),
  alongLast((x) => op.exp(op.logSoftmax(x)), 1),
  twice,
];

/** Moves that turn or jump somewhere. */
export const ANGULAR: readonly Move[] = [
  keeping(op.relu),
  keeping((x) => op.relu(op.relu(x))),
  keeping(op.abs),
  keeping(op.stopGradient),
  unary(op.elu, 4),
  binary(op.maximum, Math.max),
  binary(op.minimum, Math.max),
  (pool, choice) => {
    const affine = dense(pool, choice);
    return pool.add(op.relu(affine), pool.bound(affine));
  },
  (pool, choice) => {
    const affine = convolution(pool, choice);
    return pool.add(op.elu(affine), pool.bound(affine));
  },
  chosen,
  largest,
  pooling,
];
