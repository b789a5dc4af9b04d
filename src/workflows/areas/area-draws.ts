/** The draws of one area, and how those of two areas belong together. */
import { openStream } from "../../math/index.js";
import type { Posterior } from "../../posterior/posterior.js";
import type { Poststratified } from "../mrp/index.js";

export interface AreaDraws {
  /** Labels joined by commas, as a program names the area. */
  readonly name: string;
  readonly labels: readonly string[];
  readonly fit: Posterior;
  readonly draws: Float64Array;
}

export const nameOfArea = (labels: readonly string[]): string => labels.join(", ");

/** All areas with their draws, grouping by grouping. */
export function areasOf(estimates: Poststratified): readonly (readonly AreaDraws[])[] {
  const { groupings, areas, draws, drawCount } = estimates;
  return groupings.map(({ from, to, fit }) =>
    areas.slice(from, to).map((labels, i) => ({
      name: nameOfArea(labels),
      labels,
      fit,
      draws: draws.subarray((from + i) * drawCount, (from + i + 1) * drawCount),
    })),
  );
}

/** Numbers 0 to count - 1 in random order, the same one each time. */
function shuffled(count: number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  const random = openStream(1, "independent estimates");
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random.uniform() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

/**
 * Draws of a minus b. Those of one fit belong together draw by draw. Those of two fits are
 * independent, and are paired at random: two fits with one seed may share their random numbers.
 */
export function subtractDraws(a: AreaDraws, b: AreaDraws): Float64Array {
  if (a.fit === b.fit) return a.draws.map((value, draw) => value - b.draws[draw]!);
  const order = shuffled(b.draws.length);
  const count = Math.min(a.draws.length, order.length);
  return Float64Array.from({ length: count }, (_, i) => a.draws[i]! - b.draws[order[i]!]!);
}

/** Share of the draws above a threshold; draws on it count half. */
export function shareAbove(draws: Float64Array, threshold: number): number {
  let sum = 0;
  for (const value of draws) sum += value > threshold ? 1 : value === threshold ? 0.5 : 0;
  return sum / draws.length;
}
