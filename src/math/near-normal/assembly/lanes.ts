/** What two numbers side by side need here; constants of the inner loops come from memory, one instruction each. */

const pool: usize = memory.data<f64>([
  0.0,
  0.5,
  1.0,
  1.0 / 6.0,
  1.0 / 24.0,
  1.0 / 120.0,
  1.0 / 32.0,
  1e-3,
  1.0 / 3.0,
  1.0 / 5.0,
  1.0 / 7.0,
  1.0 / 9.0,
  -30.0,
  5.0,
  1e-6,
  16.0,
  1.0 / 720.0,
  1.0 / 5040.0,
  1.0 / 64.0,
  -60.0,
]);

// @inline
function constant(position: usize): v128 {
  return v128.load64_splat(pool + position);
}

// @inline
export function zeros(): v128 {
  return i64x2.splat(0);
}

// @inline
export function half(): v128 {
  return constant(8);
}

// @inline
export function one(): v128 {
  return constant(16);
}

// @inline
export function sixth(): v128 {
  return constant(24);
}

/** c + a b. */
// @inline
export function plus(c: v128, a: v128, b: v128): v128 {
  return f64x2.add(c, f64x2.mul(a, b));
}

// @inline
export function clampLog(x: v128): v128 {
  return f64x2.pmin(f64x2.pmax(x, constant(96)), constant(104));
}

/** twins/draws.ts: roughExp. */
// @inline
export function roughExp2(y: v128): v128 {
  const x = f64x2.mul(y, constant(48));
  const tail = plus(constant(24), x, plus(constant(32), x, constant(40)));
  let power = plus(one(), x, plus(one(), x, plus(half(), x, tail)));
  power = f64x2.mul(power, power);
  power = f64x2.mul(power, power);
  power = f64x2.mul(power, power);
  power = f64x2.mul(power, power);
  return f64x2.mul(power, power);
}

/** twins/integrals.ts: exponential. */
// @inline
export function exponential2(y: v128): v128 {
  const x = f64x2.mul(f64x2.pmax(y, constant(152)), constant(144));
  const last = plus(constant(40), x, plus(constant(128), x, constant(136)));
  const tail = plus(constant(24), x, plus(constant(32), x, last));
  let power = plus(one(), x, plus(one(), x, plus(half(), x, tail)));
  power = f64x2.mul(power, power);
  power = f64x2.mul(power, power);
  power = f64x2.mul(power, power);
  power = f64x2.mul(power, power);
  power = f64x2.mul(power, power);
  return f64x2.mul(power, power);
}

// @inline
export function isLevel(rise: v128): v128 {
  return f64x2.lt(f64x2.abs(rise), constant(56));
}

// @inline
export function isTiny(rise: v128): v128 {
  return f64x2.lt(rise, constant(112));
}

/** 16 artanh s. */
// @inline
export function artanh16(s: v128): v128 {
  const z = f64x2.mul(s, s);
  const tail = plus(constant(72), z, plus(constant(80), z, constant(88)));
  return f64x2.mul(f64x2.mul(constant(120), s), plus(one(), z, plus(constant(64), z, tail)));
}
