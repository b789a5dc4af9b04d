/**
 * log ∫ N-kernel(a; 0, sd) Π p(y | eta + z a) da of every group by Gauss-Hermite quadrature that is centred
 * and scaled at the group's own mode (Liu & Pierce 1994). All groups are evaluated at once.
 */
import type { Quadrature } from "../../math/index.js";
import { openNormalIntegrals } from "../../math/near-normal/index.js";
import type { GroupLikelihood, LatentGaussian } from "../../target/index.js";
import { openGroupLikelihoodByRows } from "./group-likelihood.js";
import {
  derivativesAtCentre,
  openGroupModes,
  setKnown,
  type GroupCentre,
  type KnownCentre,
} from "./group-modes.js";
import { openGroupRows } from "./group-rows.js";
import { openSeriesValues } from "./group-series.js";

/** A workspace; its arrays belong to the last integral. */
export interface GroupQuadrature {
  readonly modes: Float64Array;
  readonly scales: Float64Array;
  /** r(t) = log integrand at mode + scale t, plus t²/2 and whatever constant, at the nodes; group after group. */
  readonly remainders: Float64Array;
  /** Σ over groups of the log integrals, and the rows without a group. */
  integrate(theta: Float64Array, common: Float64Array, precision: number): number;
}

/** What no rule of quadrature changes; a workspace. */
export interface GroupIntegrand {
  readonly likelihood: GroupLikelihood;
  readonly known: KnownCentre;
}

export function openGroupIntegrand(
  target: LatentGaussian,
  groups: number,
  centre: GroupCentre,
): GroupIntegrand {
  const grouped = openGroupRows(target, groups);
  const likelihood =
    target.likelihood.openGroups?.(grouped) ?? openGroupLikelihoodByRows(target, grouped);
  return { likelihood, known: derivativesAtCentre(target, grouped, centre) };
}

export function openGroupQuadrature(
  { likelihood, known }: GroupIntegrand,
  quadrature: Quadrature,
): GroupQuadrature {
  const { nodes } = quadrature;
  const groups = known.modes.length;
  const { series } = likelihood;
  const predictors = known.common.length;
  const terms = series?.terms ?? 0;
  const integrals = openNormalIntegrals(quadrature, { densities: groups, terms, predictors });
  setKnown(integrals.known, known);
  const moved = new Float64Array(predictors);
  const { modes, scales, remainders } = integrals;
  const refine = openGroupModes(likelihood, integrals);
  const bySeries = series && openSeriesValues(likelihood, series, refine, integrals, nodes);

  const byRows = (precision: number): number => {
    refine(precision);
    return likelihood.values(modes, scales, nodes, remainders);
  };
  /** Of the groups, around their modes; returns what all these leave out. */
  const valuesAtNodes = bySeries ?? byRows;

  return {
    modes,
    scales,
    remainders,
    integrate(theta, common, precision) {
      likelihood.place(theta, common);
      for (let j = 0; j < predictors; j++) moved[j] = common[j]! - known.common[j]!;
      integrals.predict(moved, precision);
      const value = likelihood.constant + valuesAtNodes(precision);
      return value + integrals.integrate(precision);
    },
  };
}
