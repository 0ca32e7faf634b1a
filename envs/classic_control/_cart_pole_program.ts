import type { Expression, Local } from "../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../core/assembler/function_builder.ts";
import { f32x4, i32, i32x4, v128 } from "../../core/assembler/instructions.ts";
import { ModuleBuilder, run } from "../../core/assembler/module_builder.ts";
import {
  type Doubles,
  type DoublesWriter,
  writeDoubles,
} from "../kernels/doubles.ts";
import {
  type CartPolePhysics,
  type CartPoles,
  moveCartPoles,
} from "./_cart_pole_equations.ts";
import { NEAR } from "./_sin_cos_vectors.ts";

type V128 = Expression<"v128">;

/** So many vectors of a quantity are computed together; with more, too few stay in registers. */
const VECTORS = 4;
/** How many episodes that is. */
export const BLOCK: number = 2 * VECTORS;

/** Bytes of a vector. */
const VECTOR = 16;
/** Bytes of an episode in each array. */
const STATE = 32;
const OBSERVATION = 16;
const REWARD = 8;
const ACTION = 4;
const TERMINATED = 1;

/** Where the arrays of `count` episodes begin in memory, one behind the other, and end. */
export interface Places {
  readonly states: number;
  readonly observations: number;
  readonly rewards: number;
  readonly actions: number;
  readonly terminated: number;
  readonly end: number;
}

/** The places of the arrays of `count` episodes. */
export function placesOf(count: number): Places {
  const states = 0;
  const observations = states + count * STATE;
  const rewards = observations + count * OBSERVATION;
  const actions = rewards + count * REWARD;
  const terminated = actions + count * ACTION;
  const end = terminated + count * TERMINATED;
  return { states, observations, rewards, actions, terminated, end };
}

/**
 * Writes a module over a memory of `pages`, with one function, `stepBlocks`: it
 * steps the first `whole` episodes in blocks. Where an angle is beyond those that
 * can be computed with, it calls `stepPlainly` with the first of the block instead.
 */
export function writeCartPole(
  physics: CartPolePhysics,
  { places, pages, whole }: {
    readonly places: Places;
    readonly pages: number;
    readonly whole: number;
  },
): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder({ initial: pages, shared: false });
  const stepPlainly = module.import("stepPlainly", {
    parameters: ["i32"],
    result: "void",
  });
  const signature = { parameters: [], result: "void" } as const;
  const stepBlocks = module.function(signature, (f) => {
    const w = writeDoubles(module, f, VECTORS);
    const range = { from: i32.const(0), to: i32.const(whole), step: BLOCK };
    f.for(range, (first) => {
      const block: Block = { f, w, physics, places, first };
      const [theta, dtheta] = loadColumns(block, VECTOR);
      f.if(w.any(w.gt(w.abs(theta), NEAR)), () => {
        f.do(run(stepPlainly, first));
      }, () => {
        const [x, dx] = loadColumns(block, 0);
        const force = loadForces(block);
        const next = moveCartPoles(w, physics, { x, dx, theta, dtheta }, force);
        const isOver = w.or(
          w.gt(w.abs(next.x), physics.trackEnd),
          w.gt(w.abs(next.theta), physics.fallen),
        );
        storeStates(block, next);
        storeRewards(block, isOver);
        storeTerminated(block, isOver);
      });
    });
  });
  module.export("stepBlocks", stepBlocks);
  return module.finish();
}

/** What is known while the code for a block is written. */
interface Block {
  readonly f: FunctionBuilder;
  readonly w: DoublesWriter;
  readonly physics: CartPolePhysics;
  readonly places: Places;
  /** The block's first episode. */
  readonly first: Local<"i32">;
}

/** How far behind an array's beginning the block begins. */
function begin({ f, first }: Block, bytes: number): Local<"i32"> {
  return f.let(i32.mul(first, i32.const(bytes)));
}

/** The two numbers of each state that stand `offset` bytes behind its beginning, each as a quantity. */
function loadColumns(block: Block, offset: number): [Doubles, Doubles] {
  const { w, places } = block;
  const at = begin(block, STATE);
  const rows = (odd: 0 | 1) =>
    w.each((i) =>
      v128.load(at, places.states + (2 * i + odd) * STATE + offset)
    );
  const [even, odd] = [rows(0), rows(1)];
  return [
    w.each((i) => firsts(even[i]!, odd[i]!)),
    w.each((i) => seconds(even[i]!, odd[i]!)),
  ];
}

/** The push that each action asks for. */
function loadForces(block: Block): Doubles {
  const { f, w, physics: { pushForce }, places } = block;
  const at = begin(block, ACTION);
  const areRight = Array.from({ length: BLOCK / 4 }, (_, four) => {
    const actions = v128.load(at, places.actions + four * VECTOR);
    return f.let(i32x4.eq(actions, w.constant(i32x4.const(1))));
  });
  return w.each((i) => {
    const four = areRight[i >> 1]!;
    const isRight = i % 2 === 0
      ? v128.shuffle(four, four, [0, 0, 1, 1])
      : v128.shuffle(four, four, [2, 2, 3, 3]);
    return v128.select(w.number(pushForce), w.number(-pushForce), isRight);
  });
}

/** Stores states, and what is seen of them: the same in single precision. */
function storeStates(block: Block, next: CartPoles): void {
  const { f, places } = block;
  const { x, dx, theta, dtheta } = next;
  const state = begin(block, STATE);
  const observation = begin(block, OBSERVATION);
  for (let episode = 0; episode < BLOCK; episode++) {
    const i = episode >> 1;
    const pick = episode % 2 === 0 ? firsts : seconds;
    const front = f.let(pick(x[i]!, dx[i]!));
    const back = f.let(pick(theta[i]!, dtheta[i]!));
    const seen = firsts(f32x4.demoteF64(front), f32x4.demoteF64(back));
    const to = places.states + episode * STATE;
    f.do(
      v128.store(state, front, to),
      v128.store(state, back, to + VECTOR),
      v128.store(
        observation,
        seen,
        places.observations + episode * OBSERVATION,
      ),
    );
  }
}

/** 1 for each step; or −1 for the last and 0 for the others. */
function storeRewards(block: Block, isOver: Doubles): void {
  const { f, w, physics: { suttonBartoReward }, places } = block;
  const at = begin(block, REWARD);
  isOver.forEach((each, i) => {
    const rewards = suttonBartoReward
      ? v128.and(each, w.number(-1))
      : w.number(1);
    f.do(v128.store(at, rewards, places.rewards + i * VECTOR));
  });
}

/** A byte of 1 or 0 for each, four in a word. */
function storeTerminated(block: Block, isOver: Doubles): void {
  const { f, w, places } = block;
  const at = begin(block, TERMINATED);
  for (let four = 0; four < BLOCK / 4; four++) {
    const [low, high] = [isOver[2 * four]!, isOver[2 * four + 1]!];
    // One bit in each lane, at the place of its byte; then all of them in lane 0.
    const bits = f.let(v128.and(
      v128.shuffle(low, high, [0, 2, 4, 6]),
      w.constant(v128.const(1, 1 << 8, 1 << 16, 1 << 24)),
    ));
    const pairs = f.let(v128.or(bits, v128.shuffle(bits, bits, [2, 3, 0, 1])));
    const all = v128.or(pairs, v128.shuffle(pairs, pairs, [1, 0, 3, 2]));
    f.do(v128.storeLane(at, all, 0, places.terminated + 4 * four));
  }
}

/** The first numbers of two vectors. */
function firsts(a: V128, b: V128): V128 {
  return v128.shuffle(a, b, [0, 1, 4, 5]);
}

/** Their second numbers. */
function seconds(a: V128, b: V128): V128 {
  return v128.shuffle(a, b, [2, 3, 6, 7]);
}
