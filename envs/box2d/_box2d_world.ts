import {
  type Body,
  type BodyDef,
  type FixtureProxy,
  World,
} from "../../core/deps/planck.ts";

/** What planck's worlds do besides what their types say. */
interface Pairing {
  /** Looks for fixtures that come near each other. */
  findNewContacts(): void;
  /** Takes note of two that do, unless that is done already. */
  createContact(a: FixtureProxy, b: FixtureProxy): void;
}

const PAIRING = World.prototype as unknown as Pairing;

/** Steps in a second. */
export const FPS = 50;
const VELOCITY_ITERATIONS = 6 * 30;
const POSITION_ITERATIONS = 2 * 30;

/** A world of planck's that does as Box2D 2.3 does, also where planck does otherwise. */
export class Box2dWorld extends World implements Pairing {
  readonly #pairs: [a: FixtureProxy, b: FixtureProxy][] = [];

  /** Adds a body; to wake it while it is awake does not keep it from falling asleep. */
  addBody(definition: BodyDef): Body {
    const body = this.createBody(definition);
    const setAwake = body.setAwake.bind(body);
    body.setAwake = (awake) => {
      if (!awake || !body.isAwake()) setAwake(awake);
    };
    return body;
  }

  /** Lets the time of one step pass. */
  advance(): void {
    this.step(1 / FPS, VELOCITY_ITERATIONS, POSITION_ITERATIONS);
  }

  /**
   * Takes note of contacts in the order in which fixtures were made. That matters
   * where two contacts at once leave more than one way for bodies to move.
   */
  findNewContacts(): void {
    PAIRING.findNewContacts.call(this);
    const pairs = this.#pairs;
    pairs.sort(([a, b], [c, d]) =>
      a.proxyId - c.proxyId || b.proxyId - d.proxyId
    );
    for (const [a, b] of pairs) PAIRING.createContact.call(this, a, b);
    pairs.length = 0;
  }

  createContact(a: FixtureProxy, b: FixtureProxy): void {
    this.#pairs.push([a, b]);
  }
}
