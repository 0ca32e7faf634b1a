import {
  act,
  type Address,
  apply,
  type Expression,
  type Statement,
} from "../expression.ts";
import { at, atomic, bulk } from "./_forms.ts";

type I32 = Expression<"i32">;

/** Whole stretches of memory, and words at which threads sleep. */
export const memory: {
  readonly copy: (to: Address, from: Address, bytes: I32) => Statement;
  readonly fill: (to: Address, byte: I32, bytes: I32) => Statement;
  readonly wait: (address: Address, value: I32) => I32;
  readonly notify: (address: Address, count: I32) => I32;
} = {
  copy: (to, from, bytes) => act([...bulk(10), 0, 0], to, from, bytes),
  fill: (to, byte, bytes) => act([...bulk(11), 0], to, byte, bytes),
  /** Sleeps while the word has this value; leaves 0 if woken, 1 if it had another. */
  wait: (address, value) =>
    apply(
      "i32",
      [...atomic(0x01), ...at(2, 0)],
      address,
      value,
      // No limit of time: −1, as an i64.
      apply("i32", [0x42, 0x7f]),
    ),
  /** Wakes those who sleep at a word; leaves their number. */
  notify: (address, count) =>
    apply("i32", [...atomic(0x00), ...at(2, 0)], address, count),
};
