import fc from "fast-check";
import {
  assert,
  assertEquals,
  assertGreater,
  assertLess,
  assertThrows,
} from "@std/assert";
import { deliveryTown } from "../../../envs/book/_delivery_town.ts";
import {
  deliveryFleet,
  type DeliveryFleetOptions,
} from "../../../envs/book/delivery_fleet.ts";
import { checkEnv } from "../../../envs/check_env.ts";
import { make } from "../../../envs/make.ts";
import { meanReturn } from "./play_book.ts";

const town = deliveryTown();
const DROP = 8;
const PICK_UP = 9;

interface Seen {
  readonly orders: Float32Array;
  readonly trucks: Float32Array;
}

/** The orders there are, with where they are. */
function ordersIn({ orders }: Seen) {
  return Array.from({ length: orders.length / 4 }, (_, number) => {
    const [status, depot, customer, left] = orders.subarray(4 * number);
    const parts = { number, status: status!, depot: depot!, left: left! };
    return { ...parts, customer: customer! };
  }).filter(({ status }) => status > 0);
}

/** The trucks there are. */
function trucksIn({ trucks }: Seen) {
  return Array.from({ length: trucks.length / 3 }, (_, number) => {
    const [place, minutes, load] = trucks.subarray(3 * number);
    return { number, place: place!, minutes: minutes!, load: load! };
  });
}

Deno.test("the town: ways are as short as roads allow, and begin with the next place", () => {
  const count = town.places.length;
  const lengths = town.roads.map(([a, b]) => {
    const [from, to] = [town.places[a]!, town.places[b]!];
    return [
      a,
      b,
      Math.round(Math.hypot(from.x - to.x, from.y - to.y)),
    ] as const;
  });
  for (let from = 0; from < count; from++) {
    // Bellman and Ford: along each road until nothing changes.
    const far = Array.from(
      { length: count },
      (_, i) => i === from ? 0 : Infinity,
    );
    for (let round = 0; round < count; round++) {
      for (const [a, b, length] of lengths) {
        far[a] = Math.min(far[a]!, far[b]! + length);
        far[b] = Math.min(far[b]!, far[a]! + length);
      }
    }
    for (let to = 0; to < count; to++) {
      assertEquals(town.minutes(from, to), far[to]);
      const next = town.next(from, to);
      if (from === to) {
        assertEquals(next, to);
        continue;
      }
      const road = lengths.find(([a, b]) =>
        a === from && b === next || b === from && a === next
      );
      assertEquals(road![2] + town.minutes(next, to), far[to]);
    }
  }
});

Deno.test("deliveryFleet() picks up, drives and drops", () => {
  using env = make(deliveryFleet({ trucks: 1, orderChance: 1 }));
  let { observation } = env.reset({ seed: 2 });
  const act = (choice: number) => {
    const step = env.step([choice]);
    observation = step.observation;
    return step;
  };
  let order;
  do {
    act(0);
    order = ordersIn(observation).find(({ depot }) => depot === 0);
  } while (!order);
  const { number, customer } = order;
  act(PICK_UP + number);
  assertEquals(ordersIn(observation)[number]!.status, 2);
  assertEquals(trucksIn(observation)[0], {
    number: 0,
    place: 0,
    minutes: 0,
    load: 1,
  });
  const minutes = town.minutes(0, customer);
  for (let i = 0; i < minutes; i++) act(customer);
  assertEquals(trucksIn(observation)[0]!.place, customer);
  const { reward, info } = act(DROP);
  assertEquals([reward, info.delivered, info.late], [10, 1, 0]);
});

const fleets = fc.record({
  trucks: fc.integer({ min: 1, max: 3 }),
  capacity: fc.integer({ min: 1, max: 3 }),
  openOrders: fc.integer({ min: 1, max: 5 }),
  orderChance: fc.double({ min: 0.2, max: 1, noNaN: true }),
  patience: fc.integer({ min: 1, max: 20 }),
}, { noNullPrototype: true });
const wishes = fc.array(fc.array(fc.nat(), { minLength: 3, maxLength: 3 }), {
  minLength: 30,
  maxLength: 80,
});

/** A choice for a truck that means something, more often than one at random does. */
function choose(
  wish: number,
  seen: Seen,
  truck: number,
  count: number,
): number {
  if (wish % 4 === 0) return Math.floor(wish / 4) % count;
  const { place } = trucksIn(seen)[truck]!;
  const orders = ordersIn(seen);
  const aboard = orders.find(({ status }) => status === 2 + truck);
  const here = orders.find(({ status, depot }) =>
    status === 1 && depot === place
  );
  if (here && wish % 4 < 3) return PICK_UP + here.number;
  if (aboard) return aboard.customer === place ? DROP : aboard.customer;
  return orders[0]?.depot ?? 0;
}

Deno.test("deliveryFleet() loses no order, overloads no truck, and leaves no road", () => {
  fc.assert(fc.property(fleets, wishes, fc.nat(), (fleet, wishes, seed) => {
    using env = make(deliveryFleet(fleet));
    let { observation: before } = env.reset({ seed });
    let earned = 0;
    for (const wish of wishes) {
      const action = trucksIn(before).map(({ number }) =>
        choose(wish[number]!, before, number, PICK_UP + fleet.openOrders)
      );
      const { observation, reward, info } = env.step(action);
      const { arrived, delivered, late } = info as Record<string, number>;
      const orders = ordersIn(observation);
      earned += reward;
      assertEquals(arrived, delivered! + late! + orders.length);
      assertEquals(earned, 10 * delivered! - 10 * late!);
      for (const truck of trucksIn(observation)) {
        const { number, place, minutes, load } = truck;
        const was = trucksIn(before)[number]!;
        assert(load <= fleet.capacity);
        assertEquals(
          load,
          orders.filter(({ status }) => status === 2 + number).length,
        );
        if (was.minutes > 0) {
          assertEquals([place, minutes], [was.place, was.minutes - 1]);
        } else if (place !== was.place) {
          assert(action[number]! < DROP);
          assertEquals(place, town.next(was.place, action[number]!));
          assertEquals(minutes, town.minutes(was.place, place) - 1);
        } else assertEquals(minutes, 0);
      }
      for (const order of ordersIn(before)) {
        const [status, depot, customer, left] = observation.orders.subarray(
          4 * order.number,
        );
        const carrier = trucksIn(before)[order.status - 2];
        const dropped = carrier?.minutes === 0 &&
          carrier.place === order.customer && action[carrier.number] === DROP;
        if (dropped || order.left === 0) {
          // Nothing is left of it, unless another one came at once.
          assert(status! < 2);
          continue;
        }
        assertEquals([depot, customer], [order.depot, order.customer]);
        assertEquals(left, order.left - 1);
        if (status === order.status) continue;
        const taker = trucksIn(before)[status! - 2]!;
        assertEquals(order.status, 1);
        assertEquals([taker.place, taker.minutes], [order.depot, 0]);
        assertEquals(action[taker.number], PICK_UP + order.number);
      }
      before = observation;
    }
  }));
});

Deno.test("the fleets drawn deliver, and are late", () => {
  const drawn = fc.sample(fc.tuple(fleets, wishes), { numRuns: 100, seed: 1 });
  const sums = { delivered: 0, late: 0 };
  for (const [fleet, wishes] of drawn) {
    using env = make(deliveryFleet(fleet));
    let { observation, info } = env.reset({ seed: 1 });
    for (const wish of wishes) {
      const action = trucksIn(observation).map(({ number }) =>
        choose(wish[number]!, observation, number, PICK_UP + fleet.openOrders)
      );
      ({ observation, info } = env.step(action));
    }
    sums.delivered += info.delivered as number;
    sums.late += info.late as number;
  }
  assert(sums.delivered > 30 && sums.late > 100, JSON.stringify(sums));
});

Deno.test("deliveryFleet() gives each order the quickest way and half to all of its patience", () => {
  using env = make(
    deliveryFleet({ orderChance: 1, openOrders: 1, patience: 9 }),
  );
  const slacks = new Set<number>();
  const pairs = new Set<string>();
  for (let seed = 0; seed < 300; seed++) {
    env.reset({ seed });
    const [order] = ordersIn(env.step([0, 0]).observation);
    const { depot, customer, left } = order!;
    slacks.add(left - town.minutes(depot, customer));
    pairs.add(`${depot} ${customer}`);
  }
  assertEquals([...slacks].sort(), [5, 6, 7, 8, 9]);
  assertEquals(pairs.size, 2 * 6);
});

/** Each truck delivers what it has, loads what waits where it is, or goes to where something waits that it can bring in time. */
function dispatch(seen: Seen): number[] {
  const orders = ordersIn(seen);
  const taken = new Set<number>();
  return trucksIn(seen).map(({ number, place, load }) => {
    const far = (to: number) => town.minutes(place, to);
    const nearest = <Each>(list: Each[], to: (each: Each) => number) =>
      list.toSorted((a, b) => far(to(a)) - far(to(b)))[0];
    const mine = orders.filter(({ status }) => status === 2 + number);
    const waiting = orders.filter(({ number, status, depot, customer, left }) =>
      status === 1 && !taken.has(number) &&
      left > far(depot) + town.minutes(depot, customer)
    );
    const here = waiting.find(({ depot }) => depot === place);
    if (mine.some(({ customer }) => customer === place)) return DROP;
    if (here && load < 3) {
      taken.add(here.number);
      return PICK_UP + here.number;
    }
    const next = nearest(mine, ({ customer }) => customer);
    if (next) return next.customer;
    const goal = nearest(waiting, ({ depot }) => depot)?.depot ?? number % 2;
    for (const { depot, number } of waiting) {
      if (depot === goal) taken.add(number);
    }
    return goal;
  });
}

Deno.test("deliveryFleet(): who plans a little delivers most in time", () => {
  const length = { steps: 240, episodes: 10 };
  const world = deliveryFleet();
  assertGreater(meanReturn(world, dispatch, length), 200); // about 280
  const any = meanReturn(
    world,
    (_, random) => [random.integer(0, 15), random.integer(0, 15)],
    length,
  );
  assertLess(any, -250); // about −380
});

Deno.test("deliveryFleet() keeps the laws in any size, and refuses nonsense", () => {
  checkEnv(deliveryFleet({ trucks: 3, openOrders: 2, orderChance: 1 }));
  const refused = (options: DeliveryFleetOptions, wish: string) =>
    assertThrows(() => deliveryFleet(options), RangeError, wish);
  refused({ trucks: 0 }, "'trucks' must be a positive integer");
  refused({ capacity: 0.5 }, "'capacity' must be a positive integer");
  refused({ openOrders: 0 }, "'openOrders' must be a positive integer");
  refused({ orderChance: 2 }, "'orderChance' must be");
  refused({ patience: 0 }, "'patience' must be a positive integer");
  refused(
    { onTimeReward: 0 },
    "'onTimeReward' must be a finite number above 0",
  );
  refused({ lateReward: 0 }, "'lateReward' must be a finite number below 0");
});
