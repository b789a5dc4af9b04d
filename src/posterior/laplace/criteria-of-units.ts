/** DIC and WAIC of a model of totals, with units for responses: over joint draws, as no unit has one predictor. */
import { allRows, openRowLikelihoods, type CompiledModel } from "../../compiler/index.js";
import type { Criteria } from "../../engines/laplace/index.js";
import { widelyApplicableOfRow } from "../criticism/widely-applicable.js";
import type { Draws } from "../posterior.js";

/** The draws with which a fit measures its criteria. */
export const criteriaDraws = 1000;

/** `centre` are the reported parameters where the deviance at the mean is taken. */
export function measureUnitCriteria(
  model: CompiledModel,
  { values, drawsPerChain: count, parameters }: Draws,
  centre: Float64Array,
): Criteria {
  const units = openRowLikelihoods(model)(allRows(model));
  const logs = Array.from({ length: units.rowCount }, () => new Float64Array(count));
  const ofDraw = new Float64Array(units.rowCount);
  const sumAt = (draw: Float64Array): number => {
    units.logLikelihood(draw, ofDraw);
    return ofDraw.reduce((sum, value) => sum + value, 0);
  };
  let meanDeviance = 0;
  for (let d = 0; d < count; d++) {
    const draw = values.subarray(d * parameters.length, (d + 1) * parameters.length);
    meanDeviance -= (2 * sumAt(draw)) / count;
    logs.forEach((own, u) => (own[d] = ofDraw[u]!));
  }
  const devianceAtMean = -2 * sumAt(centre);
  const effectiveParameters = meanDeviance - devianceAtMean;
  const dic = {
    value: meanDeviance + effectiveParameters,
    effectiveParameters,
    meanDeviance,
    devianceAtMean,
  };
  const waic = { value: 0, effectiveParameters: 0 };
  for (const own of logs) {
    const { elpd, p } = widelyApplicableOfRow(own);
    waic.value -= 2 * elpd;
    waic.effectiveParameters += p;
  }
  return { dic, waic };
}
