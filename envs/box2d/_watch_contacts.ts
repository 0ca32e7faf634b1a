import type { Body, Contact, World } from "../../core/deps/planck.ts";

/** What has to do with the ground. */
export interface Contacts {
  /** Whether the frame has touched anything since the beginning. */
  crashed: boolean;
  /** For each foot, whether it touches the ground. */
  readonly feet: boolean[];
}

/**
 * Keeps account of what touches the ground.
 *
 * A foot counts as lifted when one of its contacts ends, even if it still stands
 * on the next stretch of ground: so Gymnasium has it.
 */
export function watchContacts(
  world: World,
  frame: Body,
  feet: readonly Body[],
): Contacts {
  const contacts: Contacts = { crashed: false, feet: feet.map(() => false) };
  const touch = (contact: Contact, begins: boolean) => {
    for (const fixture of [contact.getFixtureA(), contact.getFixtureB()]) {
      const body = fixture.getBody();
      if (body === frame && begins) contacts.crashed = true;
      const foot = feet.indexOf(body);
      if (foot >= 0) contacts.feet[foot] = begins;
    }
  };
  world.on("begin-contact", (contact) => touch(contact, true));
  world.on("end-contact", (contact) => touch(contact, false));
  return contacts;
}
