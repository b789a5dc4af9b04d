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
import { l1, l2, l3, l4, l5, l6, l7, ln2, sqrt2Minus1 } from "../portable/logarithm";
import { roundingShift } from "./float-bits";

// @inline
export function both(x: f64): v128 {
  return f64x2.splat(x);
}

// @inline
export function sumOfLanes(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1);
}

/** coefficient + slope * x, the order in which the scalar forms add. */
// @inline
function line(coefficient: f64, slope: f64, x: v128): v128 {
  return f64x2.add(both(coefficient), f64x2.mul(both(slope), x));
}

// @inline
function step(low: v128, x: v128, high: v128): v128 {
  return f64x2.add(low, f64x2.mul(x, high));
}

/** e^x for x <= 0. pmax(x, bound) hands NaN on; pmax(bound, x) would hide it. */
// @inline
export function expNegative2(x: v128): v128 {
  const clamped = f64x2.pmax(x, both(smallestExponentArgument));
  const shifted = f64x2.add(f64x2.mul(clamped, both(inverseLn2)), both(roundingShift));
  const k = f64x2.sub(shifted, both(roundingShift));
  const r = f64x2.sub(f64x2.sub(clamped, f64x2.mul(k, both(ln2High))), f64x2.mul(k, both(ln2Low)));
  const r2 = f64x2.mul(r, r);
  const high = step(line(e4, e5, r), r2, step(line(e6, e7, r), r2, line(e8, e9, r)));
  const p = step(r, r2, step(line(e0, e1, r), r2, step(line(e2, e3, r), r2, high)));
  return i64x2.add(f64x2.add(both(1.0), p), i64x2.shl(shifted, 52));
}

/** e^x; zero below -708, infinite above 709.78. */
// @inline
export function exp2(x: v128): v128 {
  const inRange = expNegative2(f64x2.pmin(x, both(largestExponentArgument)));
  const notSmall = v128.andnot(inRange, f64x2.lt(x, both(smallestExponentArgument)));
  return v128.bitselect(both(Infinity), notSmall, f64x2.gt(x, both(largestExponentArgument)));
}

/** log(1 + e) for e in [0, 1]. */
// @inline
export function log1pUnit2(e: v128): v128 {
  const large = f64x2.gt(e, both(sqrt2Minus1));
  const f = v128.bitselect(f64x2.mul(f64x2.sub(e, both(1.0)), both(0.5)), e, large);
  const s = f64x2.div(f, f64x2.add(both(2.0), f));
  const z = f64x2.mul(s, s);
  const w = f64x2.mul(z, z);
  const even = f64x2.mul(w, step(both(l2), w, line(l4, l6, w)));
  const odd = f64x2.mul(z, step(both(l1), w, step(both(l3), w, line(l5, l7, w))));
  const halfSquare = f64x2.mul(f64x2.mul(both(0.5), f), f);
  const correction = f64x2.sub(
    halfSquare,
    f64x2.mul(s, f64x2.add(halfSquare, f64x2.add(even, odd))),
  );
  return f64x2.add(v128.and(both(ln2), large), f64x2.sub(f, correction));
}
