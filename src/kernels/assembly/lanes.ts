/** Two-lane forms of the functions in portable/, with the same operations in the same order. */
import {
  e0,
  e1,
  e2,
  e3,
  e4,
  e5,
  e6,
  e7,
  e8,
  e9,
  inverseLn2,
  largestExponentArgument,
  ln2High,
  ln2Low,
  smallestExponentArgument,
} from "../portable/exponential";
import { l1, l2, l3, l4, l5, l6, l7, ln2, sqrt2, sqrt2Minus1 } from "../portable/logarithm";
import { roundingShift } from "./float-bits";

/**
 * The constants of the inner loops, loaded from memory: one instruction each. As literals they
 * would be built anew in every iteration by three or four instructions.
 */
const pool: usize = memory.data<f64>([
  0.0,
  0.5,
  1.0,
  2.0,
  smallestExponentArgument,
  largestExponentArgument,
  inverseLn2,
  roundingShift,
  ln2High,
  ln2Low,
  ln2,
  sqrt2Minus1,
  e0,
  e1,
  e2,
  e3,
  e4,
  e5,
  e6,
  e7,
  e8,
  e9,
  l1,
  l2,
  l3,
  l4,
  l5,
  l6,
  l7,
]);

/** Positions in the pool, in bytes. */
const smallest: usize = 32;
const largest: usize = 40;
const perLn2: usize = 48;
const shift: usize = 56;
const high: usize = 64;
const low: usize = 72;
const logTwo: usize = 80;
const large: usize = 88;
const firstE: usize = 96;
const firstL: usize = 176;

// @inline
function constant(position: usize): v128 {
  return v128.load64_splat(pool + position);
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
export function both(x: f64): v128 {
  return f64x2.splat(x);
}

// @inline
export function zeros(): v128 {
  return i64x2.splat(0);
}

// @inline
export function sumOfLanes(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1);
}

/** e_k + e_(k+1) x, the order in which the scalar form adds. */
// @inline
function lineE(k: usize, x: v128): v128 {
  return f64x2.add(constant(firstE + 8 * k), f64x2.mul(constant(firstE + 8 * k + 8), x));
}

// @inline
function lineL(j: usize, k: usize, x: v128): v128 {
  return f64x2.add(constant(firstL + 8 * j - 8), f64x2.mul(constant(firstL + 8 * k - 8), x));
}

// @inline
function step(first: v128, x: v128, rest: v128): v128 {
  return f64x2.add(first, f64x2.mul(x, rest));
}

/** e^x for x <= 0. pmax(x, bound) hands NaN on; pmax(bound, x) would hide it. */
// @inline
export function expNegative2(x: v128): v128 {
  const clamped = f64x2.pmax(x, constant(smallest));
  const shifted = f64x2.add(f64x2.mul(clamped, constant(perLn2)), constant(shift));
  const k = f64x2.sub(shifted, constant(shift));
  const r = f64x2.sub(
    f64x2.sub(clamped, f64x2.mul(k, constant(high))),
    f64x2.mul(k, constant(low)),
  );
  const r2 = f64x2.mul(r, r);
  const r4 = f64x2.mul(r2, r2);
  const a = step(lineE(0, r), r2, lineE(2, r));
  const b = step(lineE(4, r), r2, lineE(6, r));
  const p = step(r, r2, step(a, r4, step(b, r4, lineE(8, r))));
  return i64x2.add(f64x2.add(one(), p), i64x2.shl(shifted, 52));
}

/** e^x; zero below -708, infinite above 709.78. */
// @inline
export function exp2(x: v128): v128 {
  const inRange = expNegative2(f64x2.pmin(x, constant(largest)));
  const notSmall = v128.andnot(inRange, f64x2.lt(x, constant(smallest)));
  return v128.bitselect(both(Infinity), notSmall, f64x2.gt(x, constant(largest)));
}

/** What log(1 + f) falls short of f, for 1 + f in [sqrt(2)/2, sqrt(2)]. */
// @inline
function log1pCorrection2(f: v128): v128 {
  const s = f64x2.div(f, f64x2.add(constant(24), f));
  const z = f64x2.mul(s, s);
  const w = f64x2.mul(z, z);
  const w2 = f64x2.mul(w, w);
  const even = f64x2.mul(w, step(lineL(2, 4, w), w2, constant(firstL + 40)));
  const odd = f64x2.mul(z, step(lineL(1, 3, w), w2, lineL(5, 7, w)));
  const halfSquare = f64x2.mul(f64x2.mul(half(), f), f);
  return f64x2.sub(halfSquare, f64x2.mul(s, f64x2.add(halfSquare, f64x2.add(even, odd))));
}

/** log(1 + e) for e in [0, 1]. */
// @inline
export function log1pUnit2(e: v128): v128 {
  const isLarge = f64x2.gt(e, constant(large));
  const f = v128.bitselect(f64x2.mul(f64x2.sub(e, one()), half()), e, isLarge);
  const log = f64x2.sub(f, log1pCorrection2(f));
  return f64x2.add(v128.and(constant(logTwo), isLarge), log);
}

/** log x for positive numbers that are normal and finite. */
// @inline
export function logNormal2(x: v128): v128 {
  const fraction = v128.and(x, i64x2.splat(0x000fffffffffffff));
  const m = v128.or(fraction, i64x2.splat(0x3ff0000000000000));
  // The biased exponent in the low bits of 2^52.
  const biased = v128.or(i64x2.shr_u(x, 52), i64x2.splat(0x4330000000000000));
  const k0 = f64x2.sub(biased, both(4503599627370496.0 + 1023.0));
  const isLarge = f64x2.gt(m, both(sqrt2));
  const k = f64x2.add(k0, v128.and(one(), isLarge));
  const f = f64x2.sub(v128.bitselect(f64x2.mul(m, half()), m, isLarge), one());
  const less = f64x2.sub(f64x2.sub(log1pCorrection2(f), f64x2.mul(k, constant(low))), f);
  return f64x2.sub(f64x2.mul(k, constant(high)), less);
}
