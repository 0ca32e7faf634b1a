import type { RandomStream } from "../../core/random.ts";
import type { DeliveryTown } from "./_delivery_town.ts";

// Where things stand in a state: counts, then the trucks, then the orders.
export const ARRIVED = 0;
export const DELIVERED = 1;
export const LATE = 2;
export const TRUCKS = 3;

// What a truck is: the road it is on, and how many minutes of it are left. It stands
// at its end when none are.
export const FROM = 0;
export const TO = 1;
export const MINUTES = 2;
export const TRUCK_SIZE = 3;

// What an order is.
export const STATUS = 0;
export const DEPOT = 1;
export const CUSTOMER = 2;
export const MINUTES_LEFT = 3;
export const ORDER_SIZE = 4;

export const NONE = 0;
const WAITING = 1;
/** The status of an order on the first truck; those of the others follow. */
export const ABOARD = 2;

/** How large a fleet is, and how its orders come. */
export interface DeliveryTerms {
  readonly trucks: number;
  readonly capacity: number;
  readonly openOrders: number;
  readonly orderChance: number;
  readonly patience: number;
}

/** What happens to a fleet and its orders. */
export interface DeliveryRules {
  /** Where orders begin in a state. */
  readonly orders: number;
  /** How many numbers a state is. */
  readonly stateSize: number;
  /** How many choices each truck has. */
  readonly choices: number;
  /** The trucks do what they are told, a minute passes, and an order may come. */
  step(
    state: Float64Array,
    action: ArrayLike<number>,
    random: RandomStream,
  ): void;
  /** How many orders a truck carries. */
  loadOf(state: Float64Array, truck: number): number;
}

/** The rules of a town for a fleet. */
export function deliveryRules(
  town: DeliveryTown,
  terms: DeliveryTerms,
): DeliveryRules {
  const { trucks, capacity, openOrders, orderChance, patience } = terms;
  const places = town.places.length;
  const DROP = places;
  const PICK_UP = places + 1;
  const ORDERS = TRUCKS + trucks * TRUCK_SIZE;
  const END = ORDERS + openOrders * ORDER_SIZE;

  function step(
    state: Float64Array,
    action: ArrayLike<number>,
    random: RandomStream,
  ): void {
    for (let truck = 0; truck < trucks; truck++) {
      command(state, truck, action[truck]!);
    }
    passMinute(state);
    if (random.uniform() < orderChance) takeOrder(state, random);
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
    const depot = random.integer(0, town.depots);
    const customer = random.integer(town.depots, places);
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

  return {
    orders: ORDERS,
    stateSize: END,
    choices: PICK_UP + openOrders,
    step,
    loadOf,
  };
}
