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

// Where things stand in a state: counts, then the trucks, then the orders.
const ARRIVED = 0;
const DELIVERED = 1;
const LATE = 2;
const TRUCKS = 3;

// What a truck is: the road it is on, and how many minutes of it are left. It stands
// at its end when none are.
const FROM = 0;
const TO = 1;
const MINUTES = 2;
const TRUCK_SIZE = 3;

// What an order is.
const STATUS = 0;
const DEPOT = 1;
const CUSTOMER = 2;
const MINUTES_LEFT = 3;
const ORDER_SIZE = 4;

const NONE = 0;
const WAITING = 1;
/** The status of an order on the first truck; those of the others follow. */
const ABOARD = 2;

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
  const places = town.places.length;
  const depots = town.places.filter(({ isDepot }) => isDepot).length;
  const DROP = places;
  const PICK_UP = places + 1;
  const ORDERS = TRUCKS + trucks * TRUCK_SIZE;
  const END = ORDERS + openOrders * ORDER_SIZE;

  function step(
    state: Float64Array,
    action: ArrayLike<number>,
    random: RandomStream,
  ): number {
    const { [DELIVERED]: delivered, [LATE]: late } = state;
    for (let truck = 0; truck < trucks; truck++) {
      command(state, truck, action[truck]!);
    }
    passMinute(state);
    if (random.uniform() < orderChance) takeOrder(state, random);
    return onTimeReward * (state[DELIVERED]! - delivered!) +
      lateReward * (state[LATE]! - late!);
  }

  function command(state: Float64Array, truck: number, choice: number): void {
    const at = TRUCKS + truck * TRUCK_SIZE;
    if (state[at + MINUTES]! > 0) return;
    const here = state[at + TO]!;
    if (choice < DROP) {
      const next = town.next(here, choice);
      state[at + FROM] = here;
      state[at + TO] = next;
      state[at + MINUTES] = town.minutes(here, next);
    } else if (choice === DROP) {
      drop(state, truck, here);
    } else {
      pickUp(state, truck, here, ORDERS + (choice - PICK_UP) * ORDER_SIZE);
    }
  }

  function drop(state: Float64Array, truck: number, here: number): void {
    for (let order = ORDERS; order < END; order += ORDER_SIZE) {
      const isFor = state[order + STATUS] === ABOARD + truck &&
        state[order + CUSTOMER] === here;
      if (!isFor) continue;
      state.fill(0, order, order + ORDER_SIZE);
      state[DELIVERED]!++;
    }
  }

  function pickUp(
    state: Float64Array,
    truck: number,
    here: number,
    order: number,
  ): void {
    const isHere = state[order + STATUS] === WAITING &&
      state[order + DEPOT] === here;
    if (!isHere || loadOf(state, truck) === capacity) return;
    state[order + STATUS] = ABOARD + truck;
  }

  function passMinute(state: Float64Array): void {
    for (let at = TRUCKS; at < ORDERS; at += TRUCK_SIZE) {
      if (state[at + MINUTES]! > 0) state[at + MINUTES]!--;
    }
    for (let order = ORDERS; order < END; order += ORDER_SIZE) {
      if (state[order + STATUS] === NONE) continue;
      if (--state[order + MINUTES_LEFT]! >= 0) continue;
      state.fill(0, order, order + ORDER_SIZE);
      state[LATE]!++;
    }
  }

  function takeOrder(state: Float64Array, random: RandomStream): void {
    const depot = random.integer(0, depots);
    const customer = random.integer(depots, places);
    const slack = random.integer(Math.ceil(patience / 2), patience + 1);
    for (let order = ORDERS; order < END; order += ORDER_SIZE) {
      if (state[order + STATUS] !== NONE) continue;
      state[order + STATUS] = WAITING;
      state[order + DEPOT] = depot;
      state[order + CUSTOMER] = customer;
      state[order + MINUTES_LEFT] = town.minutes(depot, customer) + slack;
      state[ARRIVED]!++;
      return;
    }
  }

  function loadOf(state: Float64Array, truck: number): number {
    let load = 0;
    for (let order = ORDERS; order < END; order += ORDER_SIZE) {
      if (state[order + STATUS] === ABOARD + truck) load++;
    }
    return load;
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
      Array<number>(trucks).fill(PICK_UP + openOrders),
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
        out[place + 2] = loadOf(state, truck);
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
