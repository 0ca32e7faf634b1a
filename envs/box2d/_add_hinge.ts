import {
  type Body,
  RevoluteJoint,
  type Vec2Value,
  type World,
} from "../../core/deps/planck.ts";

/** Two bodies that turn about one point, within limits, driven by a motor. */
export interface Hinge {
  /** Where the point is on each of them, metres. */
  readonly localAnchorA: Vec2Value;
  readonly localAnchorB: Vec2Value;
  /** The least and the greatest angle of the second body from the first, radians. */
  readonly lowerAngle: number;
  readonly upperAngle: number;
  /** Newton metres. */
  readonly maxMotorTorque: number;
  /** Radians per second. */
  readonly motorSpeed: number;
}

/** Joins two bodies. */
export function addHinge(
  world: World,
  bodyA: Body,
  bodyB: Body,
  hinge: Hinge,
): RevoluteJoint {
  const joint = new RevoluteJoint({
    bodyA,
    bodyB,
    referenceAngle: 0,
    enableLimit: true,
    enableMotor: true,
    ...hinge,
  });
  world.createJoint(joint);
  return joint;
}
