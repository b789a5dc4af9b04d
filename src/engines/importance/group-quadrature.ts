/**
 * log ∫ N-kernel(a; 0, sd) Π p(y | eta + z a) da of every group by Gauss-Hermite quadrature that is centred
 * and scaled at the group's own mode (Liu & Pierce 1994). All groups are evaluated at once.
 */
import { deterministic, type Quadrature } from "../../math/index.js";
import type { LatentGaussian } from "../../target/index.js";
import { openGroupModes, type GroupCentre } from "./group-modes.js";
import type { GroupRows } from "./group-rows.js";

/** A workspace; its arrays belong to the last integral. */
export interface GroupQuadrature {
  readonly modes: Float64Array;
  readonly scales: Float64Array;
  /** r(t) = log integrand at mode + scale t, plus t²/2; node after node, each with one entry a group. */
  readonly remainders: readonly Float64Array[];
  /** Σ over groups of the log integrals, and the rows without a group. */
  integrate(theta: Float64Array, common: Float64Array, precision: number): number;
}

const logTwoPi = 1.8378770664093456;
export function openGroupQuadrature(
  target: LatentGaussian,
  rows: GroupRows,
  { nodes, weights }: Quadrature,
  centre: GroupCentre,
): GroupQuadrature {
  const { groups, group, multiplier } = rows;
  const { observations } = target;
  const { modes, scales, find } = openGroupModes(target, rows, centre);
  const base = new Float64Array(group.length);
  const eta = new Float64Array(observations.count);
  const logs = new Float64Array(observations.count);
  const remainders = Array.from(nodes, () => new Float64Array(groups));
  const logWeights = weights.map(deterministic.log);

  /** Remainders at one node; returns the log likelihood of the observations without a group. */
  const evaluateAt = (q: number, theta: Float64Array, precision: number): number => {
    const t = nodes[q]!;
    const values = remainders[q]!;
    for (let o = 0; o < eta.length; o++) {
      const row = observations.row[o]!;
      const g = group[row]!;
      eta[o] = base[row]! + (g < 0 ? 0 : multiplier[row]! * (modes[g]! + scales[g]! * t));
    }
    observations.logDensity(eta, theta, logs);
    for (let g = 0; g < groups; g++) {
      const a = modes[g]! + scales[g]! * t;
      values[g] = 0.5 * t * t - 0.5 * precision * a * a;
    }
    let ungrouped = 0;
    for (let o = 0; o < eta.length; o++) {
      const g = group[observations.row[o]!]!;
      const log = observations.multiplicity[o]! * logs[o]!;
      if (g < 0) ungrouped += log;
      else values[g]! += log;
    }
    return ungrouped;
  };

  const logIntegral = (g: number): number => {
    let largest = -Infinity;
    for (let q = 0; q < nodes.length; q++)
      largest = Math.max(largest, remainders[q]![g]! + logWeights[q]!);
    let sum = 0;
    for (let q = 0; q < nodes.length; q++)
      sum += deterministic.exp(remainders[q]![g]! + logWeights[q]! - largest);
    return largest + deterministic.log(sum * scales[g]!) + 0.5 * logTwoPi;
  };

  return {
    modes,
    scales,
    remainders,
    integrate(theta, common, precision) {
      rows.predictCommon(common, base);
      find(base, theta, precision);
      let total = 0;
      for (let q = 0; q < nodes.length; q++) total = evaluateAt(q, theta, precision);
      for (let g = 0; g < groups; g++) total += logIntegral(g);
      return total;
    },
  };
}
