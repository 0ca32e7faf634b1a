/**
 * Functions in WGSL whose built-in kin are inaccurate near 0, lose NaN, or may
 * be undefined at the ends of their range.
 *
 * A driver may take it that no number is NaN, and so reorder or drop comparisons;
 * tfjs's `isnan` looks at the bits, which it must not. Numbers below 2⁻¹²⁶ in
 * size may count as 0.
 */
export const FUNCTIONS = `
  fn larger(x : f32, y : f32) -> f32 {
    return select(select(max(x, y), y, isnan(y)), x, isnan(x));
  }

  fn smaller(x : f32, y : f32) -> f32 {
    return select(select(min(x, y), y, isnan(y)), x, isnan(x));
  }

  // Near 0, the first terms of Taylor's series.
  fn exp_minus_1(x : f32) -> f32 {
    if (abs(x) < 0.5) {
      var r = 1.0 / 40320.0;
      r = r * x + 1.0 / 5040.0;
      r = r * x + 1.0 / 720.0;
      r = r * x + 1.0 / 120.0;
      r = r * x + 1.0 / 24.0;
      r = r * x + 1.0 / 6.0;
      r = r * x + 0.5;
      return r * x * x + x;
    }
    return exp(x) - 1.0;
  }

  // Near 0, log(1 + x) = 2 artanh(s) with s = x / (2 + x).
  fn log_1_plus(x : f32) -> f32 {
    if (abs(x) < 0.5) {
      let s = x / (2.0 + x);
      let t = s * s;
      var r = 1.0 / 13.0;
      r = r * t + 1.0 / 11.0;
      r = r * t + 1.0 / 9.0;
      r = r * t + 1.0 / 7.0;
      r = r * t + 1.0 / 5.0;
      r = r * t + 1.0 / 3.0;
      return 2.0 * s * (r * t + 1.0);
    }
    if (x == -1.0) { return -uniforms.INFINITY; }
    if (x < -1.0) { return uniforms.NAN; }
    return log(1.0 + x);
  }

  // tanh x = (e^2x − 1) / (e^2x + 1)
  fn hyperbolic_tangent(x : f32) -> f32 {
    if (abs(x) > 10.0) { return f32(x > 0.0) - f32(x < 0.0); }
    let e = exp_minus_1(2.0 * x);
    return e / (e + 2.0);
  }

  // As on the CPU: polynomials near 0 and for log(1 − erf x).
  fn error_function(x : f32) -> f32 {
    let t = abs(x);
    let s = x * x;
    if (t > 4.0) { return f32(x > 0.0) - f32(x < 0.0); }
    if (t > 0.927734375) {
      var r = -1.72853470e-5 * t + 3.83197126e-4;
      r = r * s + (-3.88396438e-3 * t + 2.42546219e-2);
      r = r * t - 1.06777877e-1;
      r = r * t - 6.34846687e-1;
      r = r * t - 1.28717512e-1;
      r = 1.0 - exp(r * t - t);
      return select(r, -r, x < 0.0);
    }
    var r = -5.96761703e-4;
    r = r * s + 4.99119423e-3;
    r = r * s - 2.67681349e-2;
    r = r * s + 1.12819925e-1;
    r = r * s - 3.76125336e-1;
    r = r * s + 1.28379166e-1;
    return r * x + x;
  }

  // sin(x + quarters · π/2), after Cephes: π/2 is taken away in three parts,
  // what is left is within π/4. Far from 0 the three parts do not suffice.
  fn sine(x : f32, quarters : i32) -> f32 {
    if (isinf(x)) { return uniforms.NAN; }
    if (abs(x) > 8192.0) { return select(sin(x), cos(x), quarters == 1); }
    let turns = round(x * 0.636619772);
    let r = ((x - turns * 1.5703125) - turns * 4.837512969970703e-4) -
        turns * 7.549789954891882e-8;
    let s = r * r;
    let quadrant = (i32(turns) + quarters) & 3;
    let odd = r + r * s *
        (-1.6666654611e-1 + s * (8.3321608736e-3 - s * 1.9515295891e-4));
    let even = 1.0 - 0.5 * s + s * s *
        (4.166664568298827e-2 + s * (s * 2.443315711809948e-5 - 1.388731625493765e-3));
    let value = select(odd, even, (quadrant & 1) == 1);
    return select(value, -value, quadrant >= 2);
  }

  // Whole powers up to 16 by multiplying, so that small ones are exact.
  fn to_power(x : f32, y : f32) -> f32 {
    let whole = floor(y) == y;
    if (whole && abs(y) <= 16.0) {
      var r = 1.0;
      for (var n = 0.0; n < abs(y); n = n + 1.0) { r = r * x; }
      return select(r, 1.0 / r, y < 0.0);
    }
    if (isnan(x) || isnan(y)) { return uniforms.NAN; }
    if (x == 0.0) { return select(0.0, uniforms.INFINITY, y < 0.0); }
    if (x > 0.0) { return pow(x, y); }
    if (!whole) { return select(uniforms.NAN, pow(-x, y), isinf(x)); }
    let r = pow(-x, y);
    return select(r, -r, abs(y) % 2.0 == 1.0);
  }
`;
