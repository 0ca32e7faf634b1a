import { requirePositiveInteger, requireWithin } from "../../core/errors.ts";
import type { RandomStream } from "../../core/random.ts";
import {
  environment,
  type EnvironmentDescription,
  type ResetOptions,
} from "../description.ts";
import { resolveOptions } from "../resolve_options.ts";
import { type Box, box } from "../spaces/box.ts";
import { type Dict, dict } from "../spaces/dict.ts";
import { type MultiDiscrete, multiDiscrete } from "../spaces/multi_discrete.ts";
import { deliveryFleetScene } from "./_delivery_fleet_scene.ts";
import {
  ABOARD,
  ARRIVED,
  CUSTOMER,
  DELIVERED,
  deliveryRules,
  DEPOT,
  FROM,
  LATE,
  MINUTES,
  MINUTES_LEFT,
  NONE,
  ORDER_SIZE,
  STATUS,
  TO,
  TRUCK_SIZE,
  TRUCKS,
} from "./_delivery_rules.ts";
import { deliveryTown } from "./_delivery_town.ts";

/** Options for {@linkcode deliveryFleet}. */
export interface DeliveryFleetOptions {
  /** How many trucks there are. @default {2} */
  readonly trucks?: number;
  /** How many orders a truck carries. @default {3} */
  readonly capacity?: number;
  /** How many orders there are at most that are not settled. @default {6} */
  readonly openOrders?: number;
  /** How likely another order comes in a minute, if there is room for it. @default {0.2} */
  readonly orderChance?: number;
  /** How much longer than the quickest way an order may take at most, minutes. @default {20} */
  readonly patience?: number;
  /** What a delivery on time earns, above 0. @default {10} */
  readonly onTimeReward?: number;
  /** What an order earns that is not delivered on time, below 0. @default {-10} */
  readonly lateReward?: number;
}

/** A description of a fleet of trucks: one choice for each, and trucks and orders to see. */
export type DeliveryFleet = EnvironmentDescription<
  MultiDiscrete,
  Dict<{ readonly orders: Box<"float32">; readonly trucks: Box<"float32"> }>
>;

const DEFAULTS: Required<DeliveryFleetOptions> = Object.freeze({
  trucks: 2,
  capacity: 3,
  openOrders: 6,
  orderChance: 0.2,
  patience: 20,
  onTimeReward: 10,
  lateReward: -10,
});

/**
 * Bring orders from depots to customers in time, with a few trucks.
 *
 * **What you do**: one choice for each truck that stands at a place; those on a road
 * drive on, whatever you choose. Set off towards a place (0 to 7), which leads to the
 * first place on the quickest way there, or nowhere from the place itself; drop all
 * orders for this place (8); pick up the first order, the second one, … (9 and on).
 * Nothing happens if it does not wait here, or the truck is full.
 *
 * **What you see**: a record of `orders` and `trucks`. Four numbers for each order: 0
 * for none, 1 for one that waits, 2 and on for one on the first truck, the second one,
 * …; its depot; its customer; the minutes that are left for it. Three for each truck:
 * the place where it stands, or to which it is on a road; the minutes until it is there;
 * how many orders it carries. The places 0 and 1 are depots, those from 2 on customers.
 * All trucks begin at 0, without orders.
 *
 * **What you earn**: 10 for each order that is dropped in time. −10 for each whose time
 * is over; it is lost then.
 *
 * **When it ends**: never. A step is a minute. There is no time limit here;
 * `"DeliveryFleet-v0"` has 240 steps, which are four hours.
 *
 * After Géron, "Hands-On Machine Learning with Scikit-Learn and TensorFlow"
 * (2017), chapter 16, exercise 2. In a minute first the trucks do what they are told,
 * one after the other; then a minute passes for those on a road and for the orders; then
 * another order may come, from any depot to any customer, with as many minutes as the
 * quickest way takes and half to all of `patience`.
 *
 * @param options The fleet, the orders and what they earn.
 * @returns A frozen description, without a time limit.
 * @throws {RangeError} If an option is unknown or out of its range.
 *
 * @example From the first depot to the place 5, which takes four minutes
 * ```ts
 * import { deliveryFleet, make } from "@silica/silica/envs";
 * import { assertEquals } from "@std/assert";
 *
 * using env = make(deliveryFleet({ trucks: 1 }));
 * env.reset({ seed: 1 });
 * const minutes = [1, 2, 3, 4].map(() => env.step([5]).observation.trucks[1]);
 * assertEquals(minutes, [3, 2, 1, 0]);
 * ```
 */
export function deliveryFleet(
  options: DeliveryFleetOptions = {},
): DeliveryFleet {
  const action = "describe a delivery fleet";
  const resolved = resolveOptions(action, options, DEFAULTS);
  const { trucks, capacity, openOrders, orderChance, patience } = resolved;
  const { onTimeReward, lateReward } = resolved;
  requirePositiveInteger(trucks, action, "trucks");
  requirePositiveInteger(capacity, action, "capacity");
  requirePositiveInteger(openOrders, action, "openOrders");
  requireWithin(orderChance, action, "orderChance", { min: 0, max: 1 });
  requirePositiveInteger(patience, action, "patience");
  const positive = { min: 0, minExclusive: true };
  requireWithin(onTimeReward, action, "onTimeReward", positive);
  const negative = { max: 0, maxExclusive: true };
  requireWithin(lateReward, action, "lateReward", negative);

  const town = deliveryTown();
  const rules = deliveryRules(town, resolved);
  const { orders: ORDERS, stateSize: END } = rules;
  const { depots } = town;
  const places = town.places.length;

  function step(
    state: Float64Array,
    action: ArrayLike<number>,
    random: RandomStream,
  ): number {
    const { [DELIVERED]: delivered, [LATE]: late } = state;
    rules.step(state, action, random);
    return onTimeReward * (state[DELIVERED]! - delivered!) +
      lateReward * (state[LATE]! - late!);
  }

  const longest = (from: number, to: number) => {
    const ways = town.places.map((_, place) => place).slice(from, to)
      .flatMap((a) => town.places.map((_, b) => town.minutes(a, b)));
    return Math.max(...ways);
  };
  return environment({
    id: "DeliveryFleet",
    options: resolved,
    stateSize: END,
    actionSpace: multiDiscrete(
      Array<number>(trucks).fill(rules.choices),
    ),
    observationSpace: dict({
      orders: box({
        low: 0,
        high: Array.from({ length: openOrders }, () => [
          ABOARD + trucks - 1,
          depots - 1,
          places - 1,
          longest(0, depots) + patience,
        ]).flat(),
        shape: [openOrders, ORDER_SIZE],
      }),
      trucks: box({
        low: 0,
        high: Array.from(
          { length: trucks },
          () => [places - 1, longest(0, places), capacity],
        ).flat(),
        shape: [trucks, TRUCK_SIZE],
      }),
    }),
    initialize(state, _random, options: ResetOptions = {}) {
      resolveOptions("reset a delivery fleet", options, {});
      state.fill(0, 0, END);
    },
    step,
    terminated: () => false,
    observe(state, out) {
      const orders = END - ORDERS;
      for (let i = 0; i < orders; i++) out[i] = state[ORDERS + i]!;
      for (let truck = 0; truck < trucks; truck++) {
        const at = TRUCKS + truck * TRUCK_SIZE;
        const place = orders + truck * TRUCK_SIZE;
        out[place] = state[at + TO]!;
        out[place + 1] = state[at + MINUTES]!;
        out[place + 2] = rules.loadOf(state, truck);
      }
    },
    inform: (state) => ({
      arrived: state[ARRIVED]!,
      delivered: state[DELIVERED]!,
      late: state[LATE]!,
    }),
    rendering: {
      framesPerSecond: 4,
      scene: (state) =>
        deliveryFleetScene(town, {
          delivered: state[DELIVERED]!,
          late: state[LATE]!,
          trucks: Array.from({ length: trucks }, (_, truck) => {
            const at = TRUCKS + truck * TRUCK_SIZE;
            return {
              from: state[at + FROM]!,
              to: state[at + TO]!,
              minutes: state[at + MINUTES]!,
            };
          }),
          orders: Array.from({ length: openOrders }, (_, i) => {
            const order = ORDERS + i * ORDER_SIZE;
            return {
              isOpen: state[order + STATUS] !== NONE,
              truck: state[order + STATUS]! - ABOARD,
              depot: state[order + DEPOT]!,
              customer: state[order + CUSTOMER]!,
              minutesLeft: state[order + MINUTES_LEFT]!,
            };
          }),
        }),
    },
  });
}
