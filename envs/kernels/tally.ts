import { f64x2, i32, i32x4, v128 } from "../../core/assembler/instructions.ts";
import { ModuleBuilder } from "../../core/assembler/module_builder.ts";

/** Bytes that memory grows by. */
const PAGE = 2 ** 16;
/** Episodes in a vector of 32-bit numbers, and in two of 64-bit ones. */
const GROUP = 4;
const VECTOR = 16;

/** What episodes have earned so far, how long they have lasted, and which of them end. */
export interface Tally {
  /** To be filled in: what the last step earned. */
  readonly rewards: Float64Array;
  /** To be filled in: 1 where the last step ended the task, else 0. */
  readonly terminated: Uint8Array;
  /** To be filled in: −1 (all bits) where an episode is running, 0 where not. */
  readonly running: Int32Array;
  /** The sum of rewards. */
  readonly returns: Float64Array;
  /** The number of steps. */
  readonly lengths: Int32Array;
  /** Which episodes the last step ended; as many as {@linkcode Tally.add} said. */
  readonly ended: Int32Array;
  /**
   * Adds the last step to the episodes that are running.
   *
   * @returns How many it ended, because the task did or their length has reached the limit.
   */
  add(): number;
}

/**
 * A tally of `count` episodes, computed four at a time in WebAssembly.
 *
 * @param count How many episodes there are.
 * @param limit The most steps that one can have, below 2³¹.
 * @returns A tally of episodes that have not begun.
 */
export function createTally(count: number, limit: number): Tally {
  const groups = Math.ceil(count / GROUP);
  let bytes = 0;
  const reserve = (size: number) => {
    const begin = bytes;
    bytes += groups * GROUP * size;
    return begin;
  };
  const places = {
    rewards: reserve(8),
    returns: reserve(8),
    running: reserve(4),
    lengths: reserve(4),
    ended: reserve(4),
    terminated: reserve(1),
  };
  const initial = Math.ceil(bytes / PAGE);
  const memory = new WebAssembly.Memory({ initial });
  const { buffer } = memory;
  const module = new WebAssembly.Module(
    writeTally({ places, groups, limit, initial }),
  );
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return {
    rewards: new Float64Array(buffer, places.rewards, count),
    terminated: new Uint8Array(buffer, places.terminated, count),
    running: new Int32Array(buffer, places.running, count),
    returns: new Float64Array(buffer, places.returns, count),
    lengths: new Int32Array(buffer, places.lengths, count),
    // The last group may be written as a whole, a place further.
    ended: new Int32Array(buffer, places.ended, count),
    // The module has been written with this function.
    add: exports.add as () => number,
  };
}

/** A module of one function, `add`. */
function writeTally({ places, groups, limit, initial }: {
  readonly places: Readonly<
    Record<
      | "rewards"
      | "terminated"
      | "running"
      | "returns"
      | "lengths"
      | "ended",
      number
    >
  >;
  readonly groups: number;
  readonly limit: number;
  readonly initial: number;
}): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder({ initial, shared: false });
  const signature = { parameters: [], result: "i32" } as const;
  const add = module.function(signature, (f) => {
    const bits = module.constant(v128.const(1, 1 << 8, 1 << 16, 1 << 24));
    const most = module.constant(i32x4.const(limit));
    const to = f.let(i32.const(0));
    const range = {
      from: i32.const(0),
      to: i32.const(groups * GROUP),
      step: GROUP,
    };
    f.for(range, (first) => {
      const ints = f.let(i32.shl(first, i32.const(2)));
      const doubles = f.let(i32.shl(first, i32.const(3)));
      const running = f.let(v128.load(ints, places.running));
      const length = f.let(
        i32x4.sub(v128.load(ints, places.lengths), running),
      );
      f.do(v128.store(ints, length, places.lengths));
      for (const [half, lanes] of [[0, 0, 1, 1], [2, 2, 3, 3]].entries()) {
        const [a, b, c, d] = lanes;
        const counts = v128.shuffle(running, running, [a!, b!, c!, d!]);
        const reward = v128.load(doubles, places.rewards + half * VECTOR);
        const sum = f64x2.add(
          v128.load(doubles, places.returns + half * VECTOR),
          v128.and(reward, counts),
        );
        f.do(v128.store(doubles, sum, places.returns + half * VECTOR));
      }
      const flags = i32x4.splat(i32.load(first, places.terminated));
      const terminated = i32x4.eq(v128.and(flags, bits), bits);
      const over = v128.or(terminated, i32x4.ge(length, most));
      const ended = f.let(v128.and(running, over));
      f.if(v128.anyTrue(ended), () => {
        for (let lane = 0; lane < GROUP; lane++) {
          // Each is written down, and the next one over it unless it has ended.
          const which = i32.add(first, i32.const(lane));
          f.do(i32.store(to, which, places.ended));
          const bytes = i32.and(i32x4.extract(ended, lane), i32.const(4));
          f.increase(to, bytes);
        }
      });
    });
    f.return(i32.divU(to, i32.const(4)));
  });
  module.export("add", add);
  return module.finish();
}
