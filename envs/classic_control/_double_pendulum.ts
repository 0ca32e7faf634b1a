import { cos, sin } from "./_sin_cos.ts";

/** What a double pendulum is made of: two links of the same length. */
export interface DoublePendulum {
  /** Whether the lower link feels how the upper one turns, as it does. */
  readonly complete: boolean;
  /** Metres per second squared. */
  readonly gravity: number;
  /** Of the upper link, kilograms. */
  readonly linkMass1: number;
  /** Of the lower link, kilograms. */
  readonly linkMass2: number;
  /** Moment of inertia of each link around its middle, kilogram square metres. */
  readonly linkMoi: number;
  /** How much time passes at once, seconds. */
  readonly timeStep: number;
}

const L = 1; // l, how long each link is, metres
const C = 0.5; // c, how far from its joint the middle of each link is, metres

/**
 * What lets time pass for a double pendulum whose joint turns with a torque: it moves
 * two angles, of the upper link from hanging down and of the lower link from the
 * upper one, and their velocities, by one step of Runge and Kutta's fourth order.
 */
export function doublePendulum(
  { complete, gravity: g, linkMass1: m1, linkMass2: m2, linkMoi: I, timeStep }:
    DoublePendulum,
): (state: Float64Array, torque: number) => void {
  return (state, torque) => {
    // Each derivative is taken where the last one leads: y₀, y₀ + h/2 k₁, y₀ + h/2 k₂, y₀ + h k₃.
    let theta1 = state[0]!;
    let theta2 = state[1]!;
    let dtheta1 = state[2]!;
    let dtheta2 = state[3]!;
    // k₁ + 2 k₂ + 2 k₃ + k₄
    let sum1 = 0;
    let sum2 = 0;
    let dsum1 = 0;
    let dsum2 = 0;
    for (let stage = 1; stage <= 4; stage++) {
      const cos2 = cos(theta2);
      // b = m₂ l c sin θ₂
      const b = m2 * L * C * sin(theta2);
      // d₁ = m₁ c² + m₂ (l² + c² + 2 l c cos θ₂) + I + I
      const d1 = m1 * C ** 2 + m2 * (L ** 2 + C ** 2 + 2 * L * C * cos2) + I +
        I;
      // d₂ = m₂ (c² + l c cos θ₂) + I
      const d2 = m2 * (C ** 2 + L * C * cos2) + I;
      // φ₂ = m₂ c g sin(θ₁ + θ₂)
      const phi2 = m2 * C * g * sin(theta1 + theta2);
      // φ₁ = −b θ̇₂² − 2 b θ̇₂ θ̇₁ + (m₁ c + m₂ l) g sin θ₁ + φ₂
      const phi1 = -b * dtheta2 ** 2 - 2 * b * dtheta2 * dtheta1 +
        (m1 * C + m2 * L) * g * sin(theta1) + phi2;
      // θ̈₂ = (τ + d₂/d₁ φ₁ − b θ̇₁² − φ₂) / (m₂ c² + I − d₂²/d₁)
      const turning = complete ? b * dtheta1 ** 2 : 0;
      const ddtheta2 = (torque + d2 / d1 * phi1 - turning - phi2) /
        (m2 * C ** 2 + I - d2 ** 2 / d1);
      // θ̈₁ = −(d₂ θ̈₂ + φ₁) / d₁
      const ddtheta1 = -(d2 * ddtheta2 + phi1) / d1;

      const weight = stage === 1 || stage === 4 ? 1 : 2;
      sum1 += weight * dtheta1;
      sum2 += weight * dtheta2;
      dsum1 += weight * ddtheta1;
      dsum2 += weight * ddtheta2;
      const reach = stage === 3 ? timeStep : timeStep / 2;
      theta1 = state[0]! + reach * dtheta1;
      theta2 = state[1]! + reach * dtheta2;
      dtheta1 = state[2]! + reach * ddtheta1;
      dtheta2 = state[3]! + reach * ddtheta2;
    }
    // y₁ = y₀ + h/6 (k₁ + 2 k₂ + 2 k₃ + k₄)
    const sixth = timeStep / 6;
    state[0]! += sixth * sum1;
    state[1]! += sixth * sum2;
    state[2]! += sixth * dsum1;
    state[3]! += sixth * dsum2;
  };
}
