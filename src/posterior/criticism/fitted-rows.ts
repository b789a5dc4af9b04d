/** What a fit expects of every row of its data, over its draws. */
import { openPredictor } from "../../compiler/index.js";
import { families, responseVariances } from "../../vocabulary/index.js";
import type { Posterior } from "../posterior.js";

export interface FittedRows {
  /** Posterior mean of the mean of one trial. */
  readonly mean: Float64Array;
  /** Posterior mean of the variance of the response, which is a count where there are trials. */
  readonly variance: Float64Array;
  /** Posterior means of the family's other parameters, those of a row with a known standard error its own. */
  readonly auxiliaryOf: (row: number) => readonly number[];
}

export function fittedRows({ model, draws }: Posterior): FittedRows {
  const { spec, parameters } = model;
  const { predictor, response } = spec.design;
  const { trials, standardErrors } = response;
  const { lower, upper } = families[spec.family].meanRange;
  const varianceOf = responseVariances[spec.family];
  const linear = openPredictor(spec, predictor, parameters);
  const noNewLevels = predictor.group.map(() => new Float64Array(0));
  const places = parameters.flatMap(({ role }, at) => (role === "auxiliary" ? [at] : []));
  const count = draws.chains * draws.drawsPerChain;
  const width = parameters.length;
  const mu = new Float64Array(predictor.rowCount);
  const [mean, variance] = [new Float64Array(mu.length), new Float64Array(mu.length)];
  const auxiliary = places.map(() => 0);
  for (let draw = 0; draw < count; draw++) {
    const values = draws.values.subarray(draw * width, (draw + 1) * width);
    linear.evaluateMean(values, noNewLevels, mu);
    const own = places.map((place) => values[place]!);
    own.forEach((value, k) => (auxiliary[k]! += value / count));
    for (let row = 0; row < mu.length; row++) {
      const at = Math.min(upper, Math.max(lower, mu[row]!));
      const error = standardErrors?.[row];
      const given = error === undefined ? own : [error];
      mean[row]! += at / count;
      variance[row]! += varianceOf(at, given, trials?.[row] ?? 1) / count;
    }
  }
  const auxiliaryOf = (row: number): readonly number[] =>
    standardErrors ? [standardErrors[row]!] : auxiliary;
  return { mean, variance, auxiliaryOf };
}
