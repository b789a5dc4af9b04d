/** Poisson counts by patterns and groups, two rows at a time; portable/poisson-patterns.ts is the twin. */
import { writeMeanExpansion } from "../portable/poisson-patterns";
import { sumOfLanes, zeros } from "./lanes";
import { gather } from "./pairs";

export function poissonPatternExpansions(
  starts: i32,
  groups: i32,
  patterns: i32,
  means: i32,
  exposures: i32,
  effectMeans: i32,
  counts: i32,
  expansions: i32,
): void {
  let i: i32 = load<i32>(starts);
  for (let g: i32 = 0; g < groups; g++) {
    const end: i32 = load<i32>(starts + (g << 2), 4);
    let sum = zeros();
    for (; i < end; i += 2) {
      const own = gather(means, patterns + (i << 2));
      sum = f64x2.add(sum, f64x2.mul(v128.load(exposures + (i << 3)), own));
    }
    const mean = sumOfLanes(sum) * load<f64>(effectMeans + (g << 3));
    writeMeanExpansion(0, expansions + 72 * g, load<f64>(counts + (g << 3)), mean);
  }
}
