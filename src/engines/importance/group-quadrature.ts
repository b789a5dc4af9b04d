/**
 * log ∫ N-kernel(a; 0, sd) Π p(y | eta + z a) da of every group by Gauss-Hermite quadrature that is centred
 * and scaled at the group's own mode (Liu & Pierce 1994). All groups are evaluated at once.
 */
import { deterministic, type Quadrature } from "../../math/index.js";
import type { LatentGaussian } from "../../target/index.js";
import { openGroupLikelihoodByRows } from "./group-likelihood.js";
import { openGroupModes, type GroupCentre } from "./group-modes.js";
import { openGroupRows } from "./group-rows.js";
import { openSeriesValues } from "./group-series.js";

/** A workspace; its arrays belong to the last integral. */
export interface GroupQuadrature {
  readonly modes: Float64Array;
  readonly scales: Float64Array;
  /** r(t) = log integrand at mode + scale t, plus t²/2, at the nodes; group after group. */
  readonly remainders: Float64Array;
  /** Σ over groups of the log integrals, and the rows without a group. */
  integrate(theta: Float64Array, common: Float64Array, precision: number): number;
}

const logTwoPi = 1.8378770664093456;

export function openGroupQuadrature(
  target: LatentGaussian,
  groups: number,
  { nodes, weights }: Quadrature,
  centre: GroupCentre,
): GroupQuadrature {
  const grouped = openGroupRows(target, groups);
  const likelihood =
    target.likelihood.openGroups?.(grouped) ?? openGroupLikelihoodByRows(target, grouped);
  const search = openGroupModes(target, grouped, likelihood, centre);
  const { modes, scales } = search;
  const bySeries = likelihood.series && openSeriesValues(likelihood.series, search, nodes);
  const points = nodes.length;
  const remainders = new Float64Array(groups * points);
  const logs = new Float64Array(points);
  const logWeights = weights.map(deterministic.log);

  /** From values of the likelihood to remainders. */
  const addPrior = (precision: number): void => {
    for (let g = 0; g < groups; g++)
      for (let q = 0; q < points; q++) {
        const t = nodes[q]!;
        const a = modes[g]! + scales[g]! * t;
        remainders[g * points + q]! += 0.5 * t * t - 0.5 * precision * a * a;
      }
  };

  const logIntegral = (g: number): number => {
    let largest = -Infinity;
    for (let q = 0; q < points; q++) {
      logs[q] = remainders[g * points + q]! + logWeights[q]!;
      largest = Math.max(largest, logs[q]!);
    }
    let sum = 0;
    for (let q = 0; q < points; q++) sum += deterministic.exp(logs[q]! - largest);
    return largest + deterministic.log(sum * scales[g]!) + 0.5 * logTwoPi;
  };

  /** Of the groups, around their modes; returns what all these leave out. */
  const valuesAtNodes = (precision: number): number => {
    const value = bySeries?.(precision, remainders);
    if (value !== undefined) return value;
    search.refine(precision);
    return likelihood.values(modes, scales, nodes, remainders);
  };

  return {
    modes,
    scales,
    remainders,
    integrate(theta, common, precision) {
      likelihood.place(theta, common);
      search.predict(common, precision);
      let total = likelihood.constant + valuesAtNodes(precision);
      addPrior(precision);
      for (let g = 0; g < groups; g++) total += logIntegral(g);
      return total;
    },
  };
}
