import type { Controls } from "../description.ts";
import type { Discrete } from "../spaces/discrete.ts";
import type { AtariAction } from "./atari_action.ts";

/** The contacts of a joystick, with the keys that close them. */
const KEYS = Object.freeze({
  UP: "ArrowUp",
  DOWN: "ArrowDown",
  LEFT: "ArrowLeft",
  RIGHT: "ArrowRight",
  FIRE: " ",
});

/** What a joystick can close. */
export type Contact = keyof typeof KEYS;

/** Every contact there is. */
export const CONTACTS = Object.freeze(Object.keys(KEYS)) as readonly Contact[];

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
