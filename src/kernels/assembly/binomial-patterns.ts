/** Binomial counts by patterns and groups, two rows at a time; portable/binomial-patterns.ts is the twin. */
import { writeTanhExpansion } from "../portable/binomial-patterns";
import { both, logNormal2, one, sumOfLanes, zeros } from "./lanes";
import { gather } from "./pairs";

export function binomialPatternExpansions(
  starts: i32,
  groups: i32,
  patterns: i32,
  odds: i32,
  trials: i32,
  effectOdds: i32,
  successes: i32,
  expansions: i32,
): void {
  let i: i32 = load<i32>(starts);
  for (let g: i32 = 0; g < groups; g++) {
    const end: i32 = load<i32>(starts + (g << 2), 4);
    const effect = v128.load64_splat(effectOdds + (g << 3));
    let t0 = zeros();
    let t1 = zeros();
    let t2 = zeros();
    let t3 = zeros();
    let t4 = zeros();
    let t5 = zeros();
    let t6 = zeros();
    let t7 = zeros();
    let t8 = zeros();
    for (; i < end; i += 2) {
      const u = f64x2.mul(gather(odds, patterns + (i << 2)), effect);
      const tau = f64x2.sub(one(), f64x2.div(both(2.0), f64x2.add(one(), u)));
      let power = v128.load(trials + (i << 3));
      t0 = f64x2.add(t0, power);
      power = f64x2.mul(power, tau);
      t1 = f64x2.add(t1, power);
      power = f64x2.mul(power, tau);
      t2 = f64x2.add(t2, power);
      power = f64x2.mul(power, tau);
      t3 = f64x2.add(t3, power);
      power = f64x2.mul(power, tau);
      t4 = f64x2.add(t4, power);
      power = f64x2.mul(power, tau);
      t5 = f64x2.add(t5, power);
      power = f64x2.mul(power, tau);
      t6 = f64x2.add(t6, power);
      power = f64x2.mul(power, tau);
      t7 = f64x2.add(t7, power);
      power = f64x2.mul(power, tau);
      t8 = f64x2.add(t8, power);
    }
    writeTanhExpansion(
      0,
      expansions + 72 * g,
      load<f64>(successes + (g << 3)),
      sumOfLanes(t0),
      sumOfLanes(t1),
      sumOfLanes(t2),
      sumOfLanes(t3),
      sumOfLanes(t4),
      sumOfLanes(t5),
      sumOfLanes(t6),
      sumOfLanes(t7),
      sumOfLanes(t8),
    );
  }
}

export function binomialPatternValue(
  starts: i32,
  runPairs: i32,
  patterns: i32,
  groupsOf: i32,
  trials: i32,
  odds: i32,
  effectOdds: i32,
): f64 {
  let sum = zeros();
  let i: i32 = load<i32>(starts);
  for (let pair: i32 = 0; pair < runPairs; pair++) {
    const end: i32 = load<i32>(starts + (pair << 2), 4);
    let product = one();
    for (; i < end; i += 2) {
      const own = gather(odds, patterns + (i << 2));
      const effect = gather(effectOdds, groupsOf + (i << 2));
      product = f64x2.mul(product, f64x2.add(one(), f64x2.mul(own, effect)));
    }
    const weights = v128.load(trials + (pair << 4));
    sum = f64x2.add(sum, f64x2.mul(weights, logNormal2(product)));
  }
  return -sumOfLanes(sum);
}
