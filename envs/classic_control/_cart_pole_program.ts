import type { Expression, Local } from "../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../core/assembler/function_builder.ts";
import {
  f32x4,
  i32,
  i32x4,
  v128,
} from "../../core/assembler/instructions.ts";
import { ModuleBuilder, run } from "../../core/assembler/module_builder.ts";
import {
  type Doubles,
  type DoublesWriter,
  writeDoubles,
} from "../kernels/doubles.ts";
import { NEAR, sinCosVectors } from "./_sin_cos_vectors.ts";

type V128 = Expression<"v128">;

/** What the equations of a cart and its pole are made of. */
export interface CartPolePhysics {
  readonly gravity: number;
  readonly totalMass: number;
  readonly poleMass: number;
  readonly poleHalfLength: number;
  readonly pushForce: number;
  readonly timeStep: number;
  readonly semiImplicit: boolean;
  readonly suttonBartoReward: boolean;
  readonly trackEnd: number;
  readonly fallen: number;
}

/** So many vectors of a quantity are computed together: more do not fit in the registers. */
const VECTORS = 4;
/** How many episodes that is. */
export const BLOCK: number = 2 * VECTORS;

/** Bytes of one episode in each array. */
const STATE = 32;
const OBSERVATION = 16;
const REWARD = 8;
const ACTION = 4;
const TERMINATED = 1;
/** And in all of them. */
export const EPISODE_BYTES: number = STATE + OBSERVATION + REWARD + ACTION +
  TERMINATED;

/** Where the arrays of `count` episodes begin in memory, one behind the other. */
export function placesOf(count: number): {
  readonly states: number;
  readonly observations: number;
  readonly rewards: number;
  readonly actions: number;
  readonly terminated: number;
} {
  const observations = count * STATE;
  const rewards = observations + count * OBSERVATION;
  const actions = rewards + count * REWARD;
  const terminated = actions + count * ACTION;
  return { states: 0, observations, rewards, actions, terminated };
}

/**
 * Writes a module with one function, `stepBlocks`, which steps the first `whole` of
 * `count` episodes in its memory, block by block; it calls `stepPlainly` with the
 * place of a block that has an angle beyond those that it can compute with.
 */
export function writeCartPole({ physics, count, whole, initial }: {
  readonly physics: CartPolePhysics;
  readonly count: number;
  readonly whole: number;
  readonly initial: number;
}): Uint8Array<ArrayBuffer> {
  const places = placesOf(count);
  const module = new ModuleBuilder({ initial, shared: false });
  const stepPlainly = module.import("stepPlainly", {
    parameters: ["i32"],
    result: "void",
  });
  const signature = { parameters: [], result: "void" } as const;
  const stepBlocks = module.function(signature, (f) => {
    const range = { from: i32.const(0), to: i32.const(whole), step: BLOCK };
    f.for(range, (i) => {
      const w = writeDoubles(module, f, VECTORS);
      const at = (bytes: number) => f.let(i32.mul(i, i32.const(bytes)));
      const state = at(STATE);
      const [theta, dtheta] = loadColumns(w, state, places.states + STATE / 2);
      const isNear = w.le(w.abs(theta), NEAR).reduce<V128>(v128.and, ALL);
      f.if(v128.anyTrue(v128.not(isNear)), () => {
        f.do(run(stepPlainly, i));
      }, () => {
        const [x, dx] = loadColumns(w, state, places.states);
      });
    });
  });
  module.export("stepBlocks", stepBlocks);
  return module.finish();
}
