/** What a fit leaves of its own data, unit by unit, as if each unit had been left out. */
import { openPredictor } from "../../../compiler/predictor.js";
import type { Posterior } from "../../../posterior/posterior.js";
import { drawColumns, meanOf } from "./moments.js";
import type { PastResiduals } from "./residual-scales.js";

/** So many draws tell means and variances of predictors well enough. */
const drawsUsed = 200;

interface Moments {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

/** Of the predictor of every row of the fit's data. */
function predictorMoments({ model, draws }: Posterior): Moments {
  const { spec } = model;
  const { predictor } = spec.design;
  const width = draws.parameters.length;
  const count = draws.values.length / width;
  const open = openPredictor(spec, predictor, draws.parameters);
  const eta = new Float64Array(predictor.rowCount);
  const mean = new Float64Array(predictor.rowCount);
  const square = new Float64Array(predictor.rowCount);
  const used = Math.min(count, drawsUsed);
  for (let k = 0; k < used; k++) {
    const draw = Math.floor((k * count) / used);
    const values = draws.values.subarray(draw * width, (draw + 1) * width);
    const noNewEffects = open.newEffectSizes.map(() => new Float64Array(0));
    open.evaluate(values, noNewEffects, eta);
    for (let row = 0; row < eta.length; row++) {
      const change = eta[row]! - mean[row]!;
      mean[row]! += change / (k + 1);
      square[row]! += change * (eta[row]! - mean[row]!);
    }
  }
  return { mean, variance: square.map((sum) => sum / Math.max(1, used - 1)) };
}

/** A unit's own weight in what is predicted of it is taken out of its residual, up to a half. */
export function pastResiduals(
  fit: Posterior,
  sizes: Float64Array,
  statedSize: number,
): PastResiduals {
  const { design } = fit.model.spec;
  const { mean, variance } = predictorMoments(fit);
  const columns = drawColumns(fit.draws);
  const sigma = meanOf(columns("sigma"));
  const degrees = fit.model.spec.family === "student_t" ? meanOf(columns("nu")) : Infinity;
  const residuals = new Float64Array(mean.length);
  const spreads = new Float64Array(mean.length);
  const inverseSizes = new Float64Array(mean.length);
  mean.forEach((centre, row) => {
    const residual = design.response.values[row]! - centre;
    const z = residual / sigma;
    const weight = (degrees === Infinity ? 1 : (degrees + 1) / (degrees + z * z)) / (sigma * sigma);
    const left = 1 - Math.min(0.5, weight * variance[row]!);
    residuals[row] = residual / left;
    spreads[row] = variance[row]! / left;
    inverseSizes[row] = statedSize / Math.max(1, sizes[design.rows[row]!]!);
  });
  return { residuals, spreads, inverseSizes };
}
