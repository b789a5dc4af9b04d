/** The widely applicable information criterion (Watanabe 2010), for those who are asked for it. */
import { deterministic, logSumExp } from "../../math/index.js";
import { variance } from "../diagnostics/index.js";
import type { Posterior } from "../posterior.js";
import type { Elpd } from "./elpd.js";
import { distinctRows, spreadToRows } from "./distinct-rows.js";
import { rowDraws } from "./pointwise.js";

/** Log of the mean likelihood less the variance of the log likelihood, and that variance. */
export function widelyApplicableOfRow(logLikelihood: Float64Array): {
  readonly elpd: number;
  readonly p: number;
} {
  const p = variance(logLikelihood);
  return { elpd: logSumExp(logLikelihood) - deterministic.log(logLikelihood.length) - p, p };
}

export function widelyApplicable(posterior: Posterior): Elpd {
  const rows = distinctRows(posterior.model);
  const [elpd, p] = [new Float64Array(rows.first.length), new Float64Array(rows.first.length)];
  for (const { at, logLikelihood } of rowDraws(posterior, { rows: rows.first })) {
    const estimate = widelyApplicableOfRow(logLikelihood);
    elpd[at] = estimate.elpd;
    p[at] = estimate.p;
  }
  return {
    criterion: "waic",
    posterior,
    elpd: spreadToRows(rows, elpd),
    p: spreadToRows(rows, p),
  };
}
