import type { Controls } from "../description.ts";
import type { Discrete } from "../spaces/discrete.ts";
import type { AtariAction } from "./atari_action.ts";

/** What a joystick can close. */
export type Contact = "UP" | "DOWN" | "LEFT" | "RIGHT" | "FIRE";

/** The keys that close each. */
const KEYS: Readonly<Record<Contact, string>> = Object.freeze({
  UP: "ArrowUp",
  DOWN: "ArrowDown",
  LEFT: "ArrowLeft",
  RIGHT: "ArrowRight",
  FIRE: " ",
});

/** Every contact there is. */
export const CONTACTS: readonly Contact[] = Object.freeze<Contact[]>(
  ["UP", "DOWN", "LEFT", "RIGHT", "FIRE"],
);

/** The contacts that an action closes; they are what its name is made of. */
export function contactsOf(action: AtariAction): readonly Contact[] {
  return CONTACTS.filter((contact) => action.includes(contact));
}

/** Arrow keys for the joystick and the space bar for its button. */
export function joystickControls(
  actions: readonly AtariAction[],
): Controls<Discrete> {
  const keys = actions.map((action, index) => {
    const held = contactsOf(action).map((contact) => KEYS[contact]).sort();
    return [held.join("+"), index] as const;
  });
  const idle = actions.indexOf("NOOP");
  return Object.freeze({
    idle: idle < 0 ? null : idle,
    keys: Object.freeze(
      Object.fromEntries(keys.filter(([held]) => held !== "")),
    ),
  });
}
