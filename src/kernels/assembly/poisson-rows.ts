/** Poisson counts in the log mean two rows at a time; portable/poisson-rows.ts is the twin. */
import { both, exp2, half, zeros } from "./lanes";
import { add, gather, plusLanes } from "./pairs";

export function poissonDerivatives(
  eta: i32,
  counts: i32,
  exposures: i32,
  first: i32,
  second: i32,
  third: i32,
  n: i32,
): f64 {
  let sum: f64 = 0.0;
  for (let at: i32 = 0; at < n << 3; at += 16) {
    const x = v128.load(eta + at);
    const y = v128.load(counts + at);
    const mean = f64x2.mul(v128.load(exposures + at), exp2(x));
    sum = plusLanes(sum, f64x2.sub(f64x2.mul(y, x), mean));
    v128.store(first + at, f64x2.sub(y, mean));
    v128.store(second + at, f64x2.neg(mean));
    v128.store(third + at, f64x2.neg(mean));
  }
  return sum;
}

export function poissonValues(eta: i32, counts: i32, exposures: i32, value: i32, n: i32): f64 {
  let sum: f64 = 0.0;
  for (let at: i32 = 0; at < n << 3; at += 16) {
    const x = v128.load(eta + at);
    const mean = f64x2.mul(v128.load(exposures + at), exp2(x));
    const log = f64x2.sub(f64x2.mul(v128.load(counts + at), x), mean);
    sum = plusLanes(sum, log);
    v128.store(value + at, log);
  }
  return sum;
}

export function poissonExpectedSlopes(
  mean: i32,
  variance: i32,
  counts: i32,
  exposures: i32,
  _nodes: i32,
  _weights: i32,
  _points: i32,
  slopes: i32,
  n: i32,
): void {
  for (let at: i32 = 0; at < n << 3; at += 16) {
    const expected = exp2(
      f64x2.add(v128.load(mean + at), f64x2.mul(half(), v128.load(variance + at))),
    );
    v128.store(
      slopes + at,
      f64x2.sub(v128.load(counts + at), f64x2.mul(v128.load(exposures + at), expected)),
    );
  }
}

export function poissonExpectations(
  rows: i32,
  mean: i32,
  variance: i32,
  counts: i32,
  exposures: i32,
  constants: i32,
  nodes: i32,
  weights: i32,
  points: i32,
  share: f64,
  logs: i32,
  squares: i32,
  densities: i32,
  n: i32,
): void {
  const shares = both(share);
  for (let at: i32 = 0; at < n << 3; at += 16) {
    const row = rows + (at >> 1);
    const centre = gather(mean, row);
    const sd = f64x2.sqrt(gather(variance, row));
    const y = v128.load(counts + at);
    const exposure = v128.load(exposures + at);
    const constant = v128.load(constants + at);
    let log = zeros();
    let square = zeros();
    let density = zeros();
    for (let q: i32 = 0; q < points << 3; q += 8) {
      const x = f64x2.add(centre, f64x2.mul(sd, v128.load64_splat(nodes + q)));
      const weight = v128.load64_splat(weights + q);
      const value = f64x2.sub(f64x2.mul(y, x), f64x2.mul(exposure, exp2(x)));
      const l = f64x2.add(value, constant);
      const weighted = f64x2.mul(weight, l);
      log = f64x2.add(log, weighted);
      square = f64x2.add(square, f64x2.mul(weighted, l));
      density = f64x2.add(density, f64x2.mul(weight, exp2(l)));
    }
    add(logs + at, f64x2.mul(shares, log));
    add(squares + at, f64x2.mul(shares, square));
    add(densities + at, f64x2.mul(shares, density));
  }
}
