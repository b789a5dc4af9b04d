/**
 * Leave-one-out cross-validation by Pareto smoothed importance sampling (Vehtari, Gelman & Gabry 2017):
 * draws are weighted by 1 / p(y_i | draw), and the shape of the weights' tail says whether that can work.
 */
import { deterministic } from "../../math/index.js";
import { discreteFamilies } from "../../vocabulary/index.js";
import { openEssMean } from "../diagnostics/index.js";
import type { Posterior } from "../posterior.js";
import type { Elpd } from "./elpd.js";
import { distinctRows, spreadToRows } from "./distinct-rows.js";
import { leaveOneOutOfRow, type Efficiency } from "./leave-one-out-row.js";
import { rowDraws, type RowDraws } from "./pointwise.js";

export interface LeaveOneOutElpd extends Elpd {
  readonly criterion: "loo";
  readonly kHat: Float64Array;
  /** Monte Carlo standard errors. */
  readonly mcse: Float64Array;
  /** Above this k-hat a row's estimate is not to be trusted with so few draws. */
  readonly threshold: number;
  /** What the other rows say of each response: P(Y < y) + ½ P(Y = y); on demand. */
  readonly pit?: Float64Array;
  /** P(Y = y) given the others, without the row's weight; zero of continuous responses; on demand. */
  readonly mass?: Float64Array;
}

/** min(1 − 1 / log10 S, 0.7), Vehtari et al. 2024. */
export function kHatThreshold(draws: number): number {
  return Math.min(1 - 1 / Math.log10(draws), 0.7);
}

/**
 * How many independent draws one draw is worth for the mean of the likelihood: one for the joint draws
 * of an approximation, ess / S for those of chains.
 */
export function openEfficiency({ engine, draws }: Posterior): Efficiency {
  if (engine !== "nuts") return () => 1;
  const essMean = openEssMean(draws.chains, draws.drawsPerChain);
  return (likelihood) => {
    const ess = essMean(likelihood);
    return Number.isNaN(ess) ? 1 : ess / likelihood.length;
  };
}

/** Opens the probability of a row's response under weighted draws, its weight taken out again. */
function openMass({ model }: Posterior): (draws: RowDraws, weights: Float64Array) => number {
  const { spec } = model;
  if (spec.totals || !discreteFamilies.has(spec.family)) return () => 0;
  return ({ row, logLikelihood }, weights) => {
    const weight = spec.design.response.weights?.[row] ?? 1;
    // A row of no weight has no likelihood to read its probability from.
    if (weight === 0) return 0;
    return weights.reduce(
      (sum, w, s) => sum + w * deterministic.exp(logLikelihood[s]! / weight),
      0,
    );
  };
}

/** `withPit` also integrates the responses' distribution functions. */
export function leaveOneOut(posterior: Posterior, withPit = false): LeaveOneOutElpd {
  const rows = distinctRows(posterior.model);
  const zeros = (): Float64Array => new Float64Array(rows.first.length);
  const [elpd, p, kHat, mcse, pit, mass] = [zeros(), zeros(), zeros(), zeros(), zeros(), zeros()];
  const efficiency = openEfficiency(posterior);
  const massOf = openMass(posterior);
  // Counts of several outcomes have no order that a distribution function could go along.
  const withProbability = withPit && !posterior.model.spec.totals;
  const asked = { rows: rows.first, withProbability };
  for (const drawn of rowDraws(posterior, asked)) {
    const { at, logLikelihood, probability } = drawn;
    const { weights, ...estimate } = leaveOneOutOfRow(logLikelihood, efficiency);
    elpd[at] = estimate.elpd;
    p[at] = estimate.lpd - estimate.elpd;
    kHat[at] = estimate.kHat;
    mcse[at] = estimate.mcse;
    if (!probability) continue;
    pit[at] = weights.reduce((sum, w, s) => sum + w * probability[s]!, 0);
    mass[at] = massOf(drawn, weights);
  }
  const { chains, drawsPerChain } = posterior.draws;
  return {
    criterion: "loo",
    posterior,
    elpd: spreadToRows(rows, elpd),
    p: spreadToRows(rows, p),
    kHat: spreadToRows(rows, kHat),
    mcse: spreadToRows(rows, mcse),
    threshold: kHatThreshold(chains * drawsPerChain),
    ...(withProbability && { pit: spreadToRows(rows, pit), mass: spreadToRows(rows, mass) }),
  };
}
