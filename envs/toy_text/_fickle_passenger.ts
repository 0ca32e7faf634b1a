import type { RandomStream } from "../../core/random.ts";
import type { ResetOptions } from "../description.ts";
import type { FiniteMdp } from "../finite_mdp/finite_mdp.ts";
import { decodeTaxi, encodeTaxi, IN_TAXI } from "./_taxi_state.ts";

/**
 * The same taxi, whose passengers may change their mind: behind its state stands 1
 * as long as the one of this episode is going to.
 */
export function ficklePassenger(
  taxi: FiniteMdp,
  probability: number,
): FiniteMdp {
  const fickle = taxi.stateSize;

  function initialize(
    state: Float64Array,
    random: RandomStream,
    options?: ResetOptions,
  ): void {
    taxi.initialize(state, random, options);
    state[fickle] = Number(random.uniform() < probability);
  }

  function step(
    state: Float64Array,
    action: number,
    random: RandomStream,
  ): number {
    const before = state[0]!;
    const reward = taxi.step(state, action, random);
    if (state[fickle] === 1) reconsider(state, before, random);
    return reward;
  }

  function reconsider(
    state: Float64Array,
    before: number,
    random: RandomStream,
  ): void {
    const { square, passenger, destination } = decodeTaxi(before);
    const now = decodeTaxi(state[0]!);
    if (passenger !== IN_TAXI || now.square === square) return;
    state[fickle] = 0;
    // One of the three others, in ascending order.
    const drawn = random.integer(0, 3);
    const changed = drawn < destination ? drawn : drawn + 1;
    state[0] = encodeTaxi({ ...now, destination: changed });
  }

  return Object.freeze({ ...taxi, stateSize: fickle + 1, initialize, step });
}
