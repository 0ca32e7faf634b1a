import { type Body, Polygon } from "../../core/deps/planck.ts";
import type { RandomStream } from "../../core/random.ts";
import { addHinge } from "./_add_hinge.ts";
import { Box2dWorld } from "./_box2d_world.ts";
import { fireEngines, readThrottle, type Throttle } from "./_lander_engines.ts";
import { LANDER, LANDER_STATE_SIZE } from "./_lander_state.ts";
import { drawGround, layGround } from "./_moon.ts";
import { rectangle } from "./_rectangle.ts";
import { SCALE, SIGHT } from "./_view.ts";
import { type Contacts, watchContacts } from "./_watch_contacts.ts";
import { makeWind } from "./_wind.ts";
import { writePose } from "./_write_pose.ts";

/** The corners of the lander's frame, in thirtieths of a metre. */
const FRAME = [
  [-14, 17],
  [-17, 0],
  [-17, -10],
  [17, -10],
  [17, 0],
  [14, 17],
] as const;
/** Half the size of a leg, and where it hangs, in thirtieths of a metre. */
export const LEG = { width: 2, height: 8, away: 20, down: 18 } as const;

const START = { x: SIGHT.width / 2, y: SIGHT.height };
const FIRST_PUSH = 1000; // newtons, at most, for the first step
/** What collides with what: the ground is 1, and nothing else collides with each other. */
const FRAME_FILTER = { filterCategoryBits: 0x10, filterMaskBits: 1 };
const LEG_FILTER = { filterCategoryBits: 0x20, filterMaskBits: 1 };
/** Legs are bent outwards between these angles, and springs push them out. */
const BEND = { least: 0.4, most: 0.9 }; // radians
const SPRING = { torque: 40, speed: 0.3 }; // newton metres, radians per second

/** What the physics of a lander needs to know. */
export interface LanderPhysics {
  readonly gravity: number;
  readonly enableWind: boolean;
  readonly windPower: number;
  readonly turbulencePower: number;
}

/** Lets the time of one step pass, with what is done in it. */
export type LanderMove = (
  state: Float64Array,
  action: number | ArrayLike<number>,
) => void;

/** Begins a flight: builds its world, and lets a first step pass. */
export function launch(
  { gravity, enableWind, windPower, turbulencePower }: LanderPhysics,
  state: Float64Array,
  random: RandomStream,
): LanderMove {
  state.fill(0, 0, LANDER_STATE_SIZE);
  const world = new Box2dWorld({ gravity: { x: 0, y: gravity } });
  drawGround(state, random);
  layGround(world.addBody({}), state);
  const frame = addFrame(world);
  frame.applyForceToCenter({
    x: random.uniform(-FIRST_PUSH, FIRST_PUSH),
    y: random.uniform(-FIRST_PUSH, FIRST_PUSH),
  }, true);
  const wind = enableWind
    ? makeWind(windPower, turbulencePower, random)
    : undefined;
  const legs = [addLeg(world, frame, -1), addLeg(world, frame, 1)];
  const contacts = watchContacts(world, frame, legs);
  const throttle: Throttle = { main: 0, side: 0 };

  function move(state: Float64Array, action: number | ArrayLike<number>): void {
    const flying = !contacts.feet.includes(true);
    state[LANDER.wind] = wind !== undefined && flying ? wind.blow(frame) : 0;
    readThrottle(action, throttle);
    fireEngines(frame, throttle, random);
    world.advance();
    state[LANDER.mainPower] = throttle.main;
    state[LANDER.sidePower] = throttle.side;
    mirror(state, frame, legs, contacts);
  }
  move(state, 0);
  return move;
}

/** Writes down what the world looks like now. */
function mirror(
  state: Float64Array,
  frame: Body,
  legs: readonly Body[],
  { crashed, feet }: Contacts,
): void {
  writePose(state, LANDER.x, frame);
  const { x, y } = frame.getLinearVelocity();
  state[LANDER.dx] = x;
  state[LANDER.dy] = y;
  state[LANDER.spin] = frame.getAngularVelocity();
  for (let i = 0; i < 2; i++) {
    state[LANDER.touches + i] = feet[i] ? 1 : 0;
    writePose(state, LANDER.legs + 3 * i, legs[i]!);
  }
  state[LANDER.crashed] = crashed ? 1 : 0;
  state[LANDER.asleep] = frame.isAwake() ? 0 : 1;
}

function addFrame(world: Box2dWorld): Body {
  const frame = world.addBody({ type: "dynamic", position: START });
  const shape = new Polygon(
    FRAME.map(([x, y]) => ({ x: x / SCALE, y: y / SCALE })),
  );
  frame.createFixture({ shape, density: 5, friction: 0.1, ...FRAME_FILTER });
  return frame;
}

/** Hangs a leg on the lander: −1 is the right one, 1 the left one. */
function addLeg(world: Box2dWorld, frame: Body, side: -1 | 1): Body {
  const away = side * LEG.away / SCALE;
  const leg = world.addBody({
    type: "dynamic",
    position: { x: START.x - away, y: START.y },
    angle: side * 0.05,
  });
  const shape = rectangle(LEG.width / SCALE, LEG.height / SCALE);
  leg.createFixture({ shape, density: 1, ...LEG_FILTER });
  const [lowerAngle, upperAngle] = side === -1
    ? [BEND.least, BEND.most]
    : [-BEND.most, -BEND.least];
  addHinge(world, frame, leg, {
    localAnchorA: { x: 0, y: 0 },
    localAnchorB: { x: away, y: LEG.down / SCALE },
    lowerAngle,
    upperAngle,
    maxMotorTorque: SPRING.torque,
    motorSpeed: side * SPRING.speed,
  });
  return leg;
}
