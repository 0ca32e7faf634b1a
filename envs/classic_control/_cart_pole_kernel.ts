import type { Expression, Local } from "../../core/assembler/expression.ts";
import type { FunctionBuilder } from "../../core/assembler/function_builder.ts";
import { f32x4, f64x2, i32, i32x4, v128 } from "../../core/assembler/instructions.ts";
import { ModuleBuilder, run } from "../../core/assembler/module_builder.ts";
import type { RandomStream } from "../../core/random.ts";
import type { Batch, BatchKernel } from "../batch.ts";
import type { Dynamics } from "../description.ts";
import type { Box } from "../spaces/box.ts";
import type { Discrete } from "../spaces/discrete.ts";
import { sinCosVectors } from "./_sin_cos_vectors.ts";

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

type CartPoleDynamics = Pick<
  Dynamics<Discrete, Box<"float32">>,
  "step" | "terminated" | "observe"
>;

/** Bytes of one episode in each array. */
const STATE = 32;
const OBSERVATION = 16;
const REWARD = 8;
const ACTION = 4;
const TERMINATED = 1;
const EPISODE = STATE + OBSERVATION + REWARD + ACTION + TERMINATED;
const PAGE = 2 ** 16;

/** Where the arrays begin, one behind the other. */
interface Layout {
  readonly states: number;
  readonly observations: number;
  readonly rewards: number;
  readonly actions: number;
  readonly terminated: number;
}

function layoutOf(count: number): Layout {
  const observations = count * STATE;
  const rewards = observations + count * OBSERVATION;
  const actions = rewards + count * REWARD;
  return {
    states: 0,
    observations,
    rewards,
    actions,
    terminated: actions + count * ACTION,
  };
}

/**
 * Steps carts and poles four at a time, in WebAssembly, to the bit as `dynamics` does.
 *
 * Where an angle is beyond ±π/4, and in what four do not divide, `dynamics` does it.
 */
export function cartPoleKernel(
  physics: CartPolePhysics,
  dynamics: CartPoleDynamics,
): BatchKernel<Discrete, Box<"float32">> {
  return Object.freeze({
    ...dynamics,
    create: (count: number) => createBatch(count, physics, dynamics),
  });
}

function createBatch(
  count: number,
  physics: CartPolePhysics,
  { step, terminated: isOver, observe }: CartPoleDynamics,
): Batch<Discrete, Box<"float32">> {
  const layout = layoutOf(count);
  const initial = Math.ceil(count * EPISODE / PAGE);
  const memory = new WebAssembly.Memory({ initial });
  const { buffer } = memory;
  const states = new Float64Array(buffer, layout.states, 4 * count);
  const observations = new Float32Array(buffer, layout.observations, 4 * count);
  const rewards = new Float64Array(buffer, layout.rewards, count);
  const actions = new Int32Array(buffer, layout.actions, count);
  const terminated = new Uint8Array(buffer, layout.terminated, count);
  const stateRows = Array.from({ length: count }, (_, i) => states.subarray(4 * i, 4 * i + 4));

  const chance = undefined as unknown as RandomStream;
  const stepPlainly = (begin: number, end: number) => {
    for (let i = begin; i < end; i++) {
      const state = stateRows[i]!;
      rewards[i] = step(state, actions[i]!, chance);
      terminated[i] = isOver(state) ? 1 : 0;
      observe(state, observations.subarray(4 * i, 4 * i + 4));
    }
  };
  const whole = count - count % 4;
  const module = new WebAssembly.Module(writeModule(whole, initial, layout, physics));
  const { exports } = new WebAssembly.Instance(module, {
    env: { memory, plain: (i: number) => stepPlainly(i, i + 4) },
  });
  const stepWhole = exports.step as () => void;
  return {
    states,
    actions,
    observations,
    rewards,
    terminated,
    step() {
      stepWhole();
      if (whole < count) stepPlainly(whole, count);
    },
  };
}

/** A module of one function, which steps the first `whole` episodes. */
function writeModule(
  whole: number,
  initial: number,
  layout: Layout,
  physics: CartPolePhysics,
): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder({ initial, shared: false });
  const plain = module.import("plain", { parameters: ["i32"], result: "void" });
  const step = module.function({ parameters: [], result: "void" }, (f) => {
    const number = (value: number) => module.constant(f64x2.const(value));
    const range = { from: i32.const(0), to: i32.const(whole), step: 4 };
    f.for(range, (i) => {
      const place = (bytes: number) => f.let(i32.mul(i, i32.const(bytes)));
      const state = place(STATE);
      const pairs = [0, 2].map((pair) => loadPair(f, state, layout.states + pair * STATE));
      const near = pairs.map(({ theta }) => f64x2.le(f64x2.abs(theta), number(Math.PI / 4)));
      const far = v128.anyTrue(v128.not(v128.and(near[0]!, near[1]!)));
      f.if(far, () => f.do(run(plain, i)), () => {
        const observation = place(OBSERVATION);
        const reward = place(REWARD);
        const action = place(ACTION);
        const right = f.let(
          i32x4.eq(v128.load(action, layout.actions), module.constant(i32x4.const(1))),
        );
        const over = pairs.map((pair, half) => {
          const [a, b] = [2 * half, 2 * half + 1];
          const next = movePair(module, f, physics, {
            ...pair,
            right: v128.shuffle(right, right, [a, a, b, b]),
          });
          const over = f.let(v128.or(
            f64x2.gt(f64x2.abs(next.x), number(physics.trackEnd)),
            f64x2.gt(f64x2.abs(next.theta), number(physics.fallen)),
          ));
          const rows = rowsOf(f, next);
          rows.forEach(([first, second], row) => {
            const e = 2 * half + row;
            f.do(
              v128.store(state, first, layout.states + e * STATE),
              v128.store(state, second, layout.states + e * STATE + 16),
              v128.store(
                observation,
                v128.shuffle(f32x4.demoteF64(first), f32x4.demoteF64(second), [0, 1, 4, 5]),
                layout.observations + e * OBSERVATION,
              ),
            );
          });
          f.do(v128.store(
            reward,
            physics.suttonBartoReward ? v128.and(over, number(-1)) : number(1),
            layout.rewards + 2 * half * REWARD,
          ));
          return over;
        });
        const bits = f.let(v128.and(
          v128.shuffle(over[0]!, over[1]!, [0, 2, 4, 6]),
          module.constant(v128.const(1, 1 << 8, 1 << 16, 1 << 24)),
        ));
        const twice = f.let(v128.or(bits, v128.shuffle(bits, bits, [2, 3, 0, 1])));
        const all = v128.or(twice, v128.shuffle(twice, twice, [1, 0, 3, 2]));
        f.do(v128.storeLane(i, all, 0, layout.terminated));
      });
    });
  });
  module.export("step", step);
  return module.finish();
}

/** Two episodes, a vector for each quantity. */
interface Pair {
  readonly x: Local<"v128">;
  readonly dx: Local<"v128">;
  readonly theta: Local<"v128">;
  readonly dtheta: Local<"v128">;
}

function loadPair(f: FunctionBuilder, at: Local<"i32">, offset: number): Pair {
  const [a0, a1, b0, b1] = [0, 16, 32, 48].map((bytes) => f.let(v128.load(at, offset + bytes)));
  return {
    x: f.let(firsts(a0!, b0!)),
    dx: f.let(seconds(a0!, b0!)),
    theta: f.let(firsts(a1!, b1!)),
    dtheta: f.let(seconds(a1!, b1!)),
  };
}

function rowsOf(f: FunctionBuilder, { x, dx, theta, dtheta }: Pair) {
  return [firsts, seconds].map((pick) => [f.let(pick(x, dx)), f.let(pick(theta, dtheta))] as const);
}

const firsts = (a: V128, b: V128) => v128.shuffle(a, b, [0, 1, 4, 5]);
const seconds = (a: V128, b: V128) => v128.shuffle(a, b, [2, 3, 6, 7]);

function movePair(
  module: ModuleBuilder,
  f: FunctionBuilder,
  physics: CartPolePhysics,
  { x, dx, theta, dtheta, right }: Pair & { readonly right: V128 },
): Pair {
  const { add, sub, mul, div } = f64x2;
  const number = (value: number) => module.constant(f64x2.const(value));
  const { sin, cos } = sinCosVectors(module, f, theta);
  const { pushForce } = physics;
  const force = v128.select(number(pushForce), number(-pushForce), right);
  const moment = number(physics.poleMass * physics.poleHalfLength);
  const mass = number(physics.totalMass);
  const pull = f.let(div(add(force, mul(mul(moment, mul(dtheta, dtheta)), sin)), mass));
  const ddtheta = f.let(div(
    sub(mul(number(physics.gravity), sin), mul(cos, pull)),
    mul(number(physics.poleHalfLength), sub(number(4 / 3), div(mul(number(physics.poleMass), mul(cos, cos)), mass))),
  ));
  const ddx = sub(pull, div(mul(mul(moment, ddtheta), cos), mass));
  const dt = number(physics.timeStep);
  const nextDx = f.let(add(dx, mul(dt, ddx)));
  const nextDtheta = f.let(add(dtheta, mul(dt, ddtheta)));
  return {
    x: f.let(add(x, mul(dt, physics.semiImplicit ? nextDx : dx))),
    dx: nextDx,
    theta: f.let(add(theta, mul(dt, physics.semiImplicit ? nextDtheta : dtheta))),
    dtheta: nextDtheta,
  };
}
