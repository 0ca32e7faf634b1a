import type { Doubles, DoublesWriter } from "../kernels/doubles.ts";
import { sinCosVectors } from "./_sin_cos_vectors.ts";

/** What the equations of a cart and its pole are made of; {@linkcode cartPole} has the units. */
export interface CartPolePhysics {
  readonly gravity: number;
  readonly totalMass: number;
  readonly poleMass: number;
  readonly poleHalfLength: number;
  readonly pushForce: number;
  readonly timeStep: number;
  readonly semiImplicit: boolean;
  readonly suttonBartoReward: boolean;
  readonly trackEnd: number;
  readonly fallen: number;
}

/** Where carts and poles are, and how fast they move. */
export interface CartPoles {
  readonly x: Doubles;
  readonly dx: Doubles;
  readonly theta: Doubles;
  readonly dtheta: Doubles;
}

/**
 * Writes one step of carts and poles, to the bit that of `cartPole`: the same
 * operations in the same order.
 */
export function moveCartPoles(
  w: DoublesWriter,
  physics: CartPolePhysics,
  { x, dx, theta, dtheta }: CartPoles,
  force: Doubles,
): CartPoles {
  const { add, sub, mul, div } = w;
  const { gravity, totalMass, poleMass, poleHalfLength } = physics;
  const { timeStep, semiImplicit } = physics;
  const poleMoment = poleMass * poleHalfLength;
  const { sin, cos } = sinCosVectors(w, theta);

  // f = (F + mₚ l θ̇² sin θ) / M
  const pull = div(
    add(force, mul(mul(poleMoment, mul(dtheta, dtheta)), sin)),
    totalMass,
  );
  // θ̈ = (g sin θ − f cos θ) / (l (4/3 − mₚ cos² θ / M))
  const ddtheta = div(
    sub(mul(gravity, sin), mul(cos, pull)),
    mul(
      poleHalfLength,
      sub(4 / 3, div(mul(poleMass, mul(cos, cos)), totalMass)),
    ),
  );
  // ẍ = f − mₚ l θ̈ cos θ / M
  const ddx = sub(pull, div(mul(mul(poleMoment, ddtheta), cos), totalMass));

  const nextDx = add(dx, mul(timeStep, ddx));
  const nextDtheta = add(dtheta, mul(timeStep, ddtheta));
  return {
    x: add(x, mul(timeStep, semiImplicit ? nextDx : dx)),
    dx: nextDx,
    theta: add(theta, mul(timeStep, semiImplicit ? nextDtheta : dtheta)),
    dtheta: nextDtheta,
  };
}
