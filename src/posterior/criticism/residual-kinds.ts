/** Residuals of every row by their definitions. */
import { deterministic, normalQuantile, openStream } from "../../math/index.js";
import { discreteFamilies, families } from "../../vocabulary/index.js";
import type { Posterior } from "../posterior.js";
import { distinctRows, spreadToRows } from "./distinct-rows.js";
import type { FittedRows } from "./fitted-rows.js";
import { rowDraws } from "./pointwise.js";

export type ResidualKind = "response" | "pearson" | "quantile" | "deviance";

interface ResidualInput {
  readonly posterior: Posterior;
  readonly fitted: FittedRows;
  readonly seed: number;
}

type Residuals = (input: ResidualInput) => Float64Array;

/** Observed less expected count, or value. */
function excess({ posterior, fitted }: ResidualInput): Float64Array {
  const { values, trials } = posterior.model.spec.design.response;
  return values.map((y, row) => y - (trials?.[row] ?? 1) * fitted.mean[row]!);
}

/** On the scale of the mean: shares where there are trials. */
const response: Residuals = (input) => {
  const { trials } = input.posterior.model.spec.design.response;
  return excess(input).map((difference, row) => difference / (trials?.[row] ?? 1));
};

const pearson: Residuals = (input) =>
  excess(input).map((difference, row) => difference / Math.sqrt(input.fitted.variance[row]!));

/** A response in the middle of its family's range has its own value for the mean that fits it best. */
function largestLogLikelihood(
  { posterior, fitted }: ResidualInput,
  row: number,
  y: number,
  trials: number,
): number {
  const { family } = posterior.model.spec;
  // Certain where all or none of the trials succeed, or nothing was counted.
  if (discreteFamilies.has(family) && (y === 0 || y === trials)) {
    if (y === 0 || family === "binomial" || family === "bernoulli") return 0;
  }
  const mu = family === "binomial" ? y / trials : y;
  return families[family].logLikelihood(y, trials, mu, fitted.auxiliaryOf(row), deterministic);
}

/** sign(y − μ) √(2 (l(y; y) − l(y; μ))) at the posterior means of μ and of the family's other parameters. */
const deviance: Residuals = (input) => {
  const { posterior, fitted } = input;
  const { family, design } = posterior.model.spec;
  const { values, trials } = design.response;
  return excess(input).map((difference, row) => {
    const [y, n] = [values[row]!, trials?.[row] ?? 1];
    const auxiliary = fitted.auxiliaryOf(row);
    const own = families[family].logLikelihood(y, n, fitted.mean[row]!, auxiliary, deterministic);
    const best = largestLogLikelihood(input, row, y, n);
    return Math.sign(difference) * Math.sqrt(Math.max(0, 2 * (best - own)));
  });
};

/** Probabilities closer to zero and one have quantiles that no number of draws supports. */
const smallest = 1e-12;

/** Normal quantiles of the posterior mean of P(Y ≤ y), counts spread over their probability at random (Dunn & Smyth 1996). */
const quantile: Residuals = ({ posterior, seed }) => {
  const { spec } = posterior.model;
  const { weights } = spec.design.response;
  const rows = distinctRows(posterior.model);
  const [middle, mass] = [new Float64Array(rows.first.length), new Float64Array(rows.first.length)];
  const discrete = discreteFamilies.has(spec.family);
  for (const { at, row, logLikelihood, probability } of rowDraws(posterior, {
    rows: rows.first,
    withProbability: true,
  })) {
    const weight = weights?.[row] ?? 1;
    const count = logLikelihood.length;
    middle[at] = probability!.reduce((sum, p) => sum + p, 0) / count;
    if (!discrete || weight === 0) continue;
    mass[at] =
      logLikelihood.reduce((sum, value) => sum + deterministic.exp(value / weight), 0) / count;
  }
  const random = openStream(seed, "residuals");
  const spread = spreadToRows(rows, mass);
  return spreadToRows(rows, middle).map((value, row) => {
    const u = value + (discrete ? random.uniform() - 0.5 : 0) * spread[row]!;
    return normalQuantile(Math.min(1 - smallest, Math.max(smallest, u)));
  });
};

export const residualKinds: Readonly<Record<ResidualKind, Residuals>> = {
  response,
  pearson,
  quantile,
  deviance,
};
