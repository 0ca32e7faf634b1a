import {
  type Body,
  Polygon,
  type RevoluteJoint,
} from "../../core/deps/planck.ts";
import type { RandomStream } from "../../core/random.ts";
import { addHinge } from "./_add_hinge.ts";
import { Box2dWorld } from "./_box2d_world.ts";
import { castRays } from "./_lidar.ts";
import { rectangle } from "./_rectangle.ts";
import { drawTerrain, layTerrain } from "./_terrain.ts";
import { SCALE } from "./_view.ts";
import {
  GROUND_HEIGHT,
  GROUND_SPACING,
  START_POINTS,
  WALKER,
  WALKER_STATE_SIZE,
} from "./_walker_state.ts";
import { type Contacts, watchContacts } from "./_watch_contacts.ts";
import { writePose } from "./_write_pose.ts";

/** The corners of the hull, in thirtieths of a metre. */
export const HULL = [[-30, 9], [6, 9], [34, 1], [34, -8], [-30, -8]] as const;
/** The size of an upper leg, and how far below the hull's middle it hangs, metres. */
export const LEG: Readonly<Record<"width" | "height" | "down", number>> = {
  width: 8 / SCALE,
  height: 34 / SCALE,
  down: 8 / SCALE,
};
/** How wide a lower leg is, metres. */
export const LOWER_WIDTH: number = 0.8 * LEG.width;

/** The most that a motor turns with, newton metres. */
export const MOTOR_TORQUE = 80;
/** How fast motors turn hips and knees, radians per second. */
const MOTOR_SPEED = { hip: 4, knee: 6 } as const;
const HIP_LIMITS = { lowerAngle: -0.8, upperAngle: 1.1 };
const KNEE_LIMITS = { lowerAngle: -1.6, upperAngle: -0.1 };

const START = {
  x: GROUND_SPACING * START_POINTS / 2,
  y: GROUND_HEIGHT + 2 * LEG.height,
};
const FIRST_PUSH = 5; // newtons, at most, for the first step
/** The walker collides with the ground, which is 1, and not with itself. */
const FILTER = { filterCategoryBits: 0x20, filterMaskBits: 1 };

/** Lets the time of one step pass, with four motors from −1 to 1. */
export type WalkerMove = (
  state: Float64Array,
  action: ArrayLike<number>,
) => void;

/** Begins a walk: builds its world, and lets a first step pass. */
export function setOut(
  hardcore: boolean,
  state: Float64Array,
  random: RandomStream,
): WalkerMove {
  state.fill(0, 0, WALKER_STATE_SIZE);
  const world = new Box2dWorld({ gravity: { x: 0, y: -10 } });
  drawTerrain(state, random, hardcore);
  layTerrain(world.addBody({}), state);
  const hull = addHull(world);
  const push = random.uniform(-FIRST_PUSH, FIRST_PUSH);
  hull.applyForceToCenter({ x: push, y: 0 }, true);
  const legs: Body[] = [];
  const joints: RevoluteJoint[] = [];
  for (const side of [-1, 1] as const) addLeg(world, hull, side, legs, joints);
  const contacts = watchContacts(world, hull, [legs[1]!, legs[3]!]);

  function move(state: Float64Array, action: ArrayLike<number>): void {
    joints.forEach((joint, i) => drive(joint, motorSpeed(i), action[i]!));
    // In Box2D, motors wake what they drive even if nothing is new to them.
    if (!hull.isAwake()) [hull, ...legs].forEach((body) => body.setAwake(true));
    world.advance();
    mirror(state, hull, legs, joints, contacts);
    castRays(world, hull.getPosition(), state, WALKER.lidar);
  }
  move(state, [0, 0, 0, 0]);
  return move;
}

/** How fast a joint's motor turns, radians per second. */
export function motorSpeed(joint: number): number {
  return joint % 2 === 0 ? MOTOR_SPEED.hip : MOTOR_SPEED.knee;
}

/** Turns a joint one way or the other, with a part of all torque. */
function drive(joint: RevoluteJoint, speed: number, action: number): void {
  joint.setMotorSpeed(speed * Math.sign(action) + 0); // −0 becomes 0.
  joint.setMaxMotorTorque(MOTOR_TORQUE * Math.min(Math.abs(action), 1));
}

/** Writes down what the walker looks like now. */
function mirror(
  state: Float64Array,
  hull: Body,
  legs: readonly Body[],
  joints: readonly RevoluteJoint[],
  { crashed, feet }: Contacts,
): void {
  writePose(state, WALKER.x, hull);
  const { x, y } = hull.getLinearVelocity();
  state[WALKER.dx] = x;
  state[WALKER.dy] = y;
  state[WALKER.spin] = hull.getAngularVelocity();
  for (let i = 0; i < 4; i++) {
    state[WALKER.joints + 2 * i] = joints[i]!.getJointAngle();
    state[WALKER.joints + 2 * i + 1] = joints[i]!.getJointSpeed();
    writePose(state, WALKER.legs + 3 * i, legs[i]!);
  }
  for (let i = 0; i < 2; i++) state[WALKER.touches + i] = feet[i] ? 1 : 0;
  state[WALKER.fallen] = crashed ? 1 : 0;
}

function addHull(world: Box2dWorld): Body {
  const hull = world.addBody({ type: "dynamic", position: START });
  const shape = new Polygon(
    HULL.map(([x, y]) => ({ x: x / SCALE, y: y / SCALE })),
  );
  hull.createFixture({ shape, density: 5, friction: 0.1, ...FILTER });
  return hull;
}

/** Hangs an upper leg on the hull, and a lower leg on that. */
function addLeg(
  world: Box2dWorld,
  hull: Body,
  side: -1 | 1,
  legs: Body[],
  joints: RevoluteJoint[],
): void {
  const angle = side * 0.05;
  const addPart = (width: number, y: number): Body => {
    const position = { x: START.x, y };
    const part = world.addBody({ type: "dynamic", position, angle });
    const shape = rectangle(width / 2, LEG.height / 2);
    part.createFixture({ shape, density: 1, ...FILTER });
    legs.push(part);
    return part;
  };
  const top = { x: 0, y: LEG.height / 2 };
  const upper = addPart(LEG.width, START.y - LEG.height / 2 + LEG.down);
  joints.push(addHinge(world, hull, upper, {
    localAnchorA: { x: 0, y: -LEG.down },
    localAnchorB: top,
    ...HIP_LIMITS,
    maxMotorTorque: MOTOR_TORQUE,
    motorSpeed: side,
  }));
  const lower = addPart(LOWER_WIDTH, START.y - LEG.height * 3 / 2 + LEG.down);
  joints.push(addHinge(world, upper, lower, {
    localAnchorA: { x: 0, y: -LEG.height / 2 },
    localAnchorB: top,
    ...KNEE_LIMITS,
    maxMotorTorque: MOTOR_TORQUE,
    motorSpeed: 1,
  }));
}
