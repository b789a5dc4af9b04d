/** The effect-space update beside the dense formula, and the score of the scales beside differences. */
import { describe, expect, it } from "vitest";
import { cholesky, openStream, solveCholesky } from "../../../src/math/index.js";
import {
  condition,
  residualVariances,
} from "../../../src/workflows/election-night/effects/condition.js";
import {
  estimateScales,
  spreadOf,
} from "../../../src/workflows/election-night/effects/estimate-scales.js";
import type {
  EffectModel,
  Seen,
} from "../../../src/workflows/election-night/effects/effect-model.js";
import { rowProduct } from "../../../src/workflows/election-night/effects/effect-model.js";
import { invertCholesky } from "../../../src/math/index.js";

const units = 60;

/** An intercept, a slope, 4 counties and 12 districts; the known part has a prior that correlates. */
function madeUp(): { model: EffectModel; seen: Seen } {
  const random = openStream(3, "made-up-night");
  const places: number[] = [];
  const weights: number[] = [];
  for (let unit = 0; unit < units; unit++) {
    places.push(0, 1, 2 + (unit % 4), 6 + Math.floor(unit / 5));
    weights.push(1, random.normal(), 1, 1);
  }
  const model: EffectModel = {
    effects: 18,
    known: 2,
    knownPrecision: Float64Array.of(30, 4, 4, 50),
    scaled: [
      { name: "county", first: 2, size: 4 },
      { name: "district", first: 6, size: 12 },
    ],
    rows: {
      starts: Int32Array.from({ length: units + 1 }, (_, unit) => 4 * unit),
      places: Int32Array.from(places),
      weights: Float64Array.from(weights),
    },
    offset: Float64Array.from({ length: units }, (_, unit) => 0.01 * unit),
    inverseSize: Float64Array.from({ length: units }, () => 0.3 + random.uniform()),
    degrees: Infinity,
    effectDegrees: Infinity,
    scaleMean: Float64Array.of(-2.5, -2.3, -2.8, -2.6),
    scaleSd: Float64Array.of(0.6, 0.6, 0.5, 0.5),
  };
  const seen = Int32Array.from({ length: 25 }, (_, k) => 2 * k);
  return {
    model,
    seen: { units: seen, values: Float64Array.from(seen, () => 0.2 * random.normal()) },
  };
}

/** Covariance of all units given the scales. */
function denseCovariance(model: EffectModel, scales: Float64Array): Float64Array {
  const known = invertCholesky(cholesky(model.knownPrecision, 2)!, 2);
  const all = Int32Array.from({ length: units }, (_, unit) => unit);
  const variances = residualVariances(model, scales, all);
  const row = (unit: number): Float64Array => {
    const dense = new Float64Array(model.effects);
    for (let k = model.rows.starts[unit]!; k < model.rows.starts[unit + 1]!; k++)
      dense[model.rows.places[k]!] = model.rows.weights[k]!;
    return dense;
  };
  const rows = Array.from({ length: units }, (_, unit) => row(unit));
  return Float64Array.from({ length: units * units }, (_, place) => {
    const [i, j] = [Math.floor(place / units), place % units];
    let sum = i === j ? variances[i]! : 0;
    for (let a = 0; a < 2; a++)
      for (let b = 0; b < 2; b++) sum += rows[i]![a]! * known[2 * a + b]! * rows[j]![b]!;
    model.scaled.forEach(({ first, size }, k) => {
      for (let e = first; e < first + size; e++)
        sum += Math.exp(2 * scales[k]!) * rows[i]![e]! * rows[j]![e]!;
    });
    return sum;
  });
}

/** log p(scales) + log p(y | scales) up to a constant, by the dense formula. */
function logPosterior(
  model: EffectModel,
  { units: seen, values }: Seen,
  scales: Float64Array,
): number {
  const covariance = denseCovariance(model, scales);
  const n = seen.length;
  const own = Float64Array.from({ length: n * n }, (_, place) => {
    return covariance[seen[Math.floor(place / n)]! * units + seen[place % n]!]!;
  });
  const factor = cholesky(own, n)!;
  const residual = values.map((value, i) => value - model.offset[seen[i]!]!);
  const solved = residual.slice();
  solveCholesky(factor, n, solved);
  let sum = 0;
  for (let i = 0; i < n; i++) sum -= Math.log(factor[i * n + i]!) + 0.5 * residual[i]! * solved[i]!;
  scales.forEach((scale, k) => {
    const z = (scale - model.scaleMean[k]!) / model.scaleSd[k]!;
    sum -= 0.5 * z * z;
  });
  return sum;
}

describe("effects given what has been seen", () => {
  it("predict the other units as the conditional normal of all units does", () => {
    const { model, seen } = madeUp();
    const scales = model.scaleMean;
    const ones = new Float64Array(model.effects).fill(1);
    const weights = residualVariances(model, scales, seen.units).map((variance) => 1 / variance);
    const { factor, mean } = condition(model, seen, scales, weights, ones);
    const inverse = invertCholesky(factor, model.effects);
    const covariance = denseCovariance(model, scales);
    const n = seen.units.length;
    const own = Float64Array.from({ length: n * n }, (_, place) => {
      return covariance[seen.units[Math.floor(place / n)]! * units + seen.units[place % n]!]!;
    });
    const dense = cholesky(own, n)!;
    const residual = seen.values.map((value, i) => value - model.offset[seen.units[i]!]!);
    for (let unit = 51; unit < units; unit++) {
      const cross = Float64Array.from(seen.units, (other) => covariance[unit * units + other]!);
      const solved = cross.slice();
      solveCholesky(dense, n, solved);
      const expected = solved.reduce((sum, weight, i) => sum + weight * residual[i]!, 0);
      const explained = solved.reduce((sum, weight, i) => sum + weight * cross[i]!, 0);
      const variance = covariance[unit * units + unit]! - explained;
      const noise = residualVariances(model, scales, Int32Array.of(unit))[0]!;
      expect(Math.abs(rowProduct(model.rows, unit, mean) - expected)).toBeLessThan(1e-10);
      expect(Math.abs(spreadOf(model, inverse, unit) + noise - variance)).toBeLessThan(1e-10);
    }
  });

  it("put the scales where the dense posterior of their logs is highest", () => {
    const { model, seen } = madeUp();
    const { scales } = estimateScales(model, seen);
    const step = 1e-4;
    scales.forEach((_, k) => {
      const moved = (by: number): number =>
        logPosterior(
          model,
          seen,
          scales.map((scale, l) => (l === k ? scale + by : scale)),
        );
      const slope = (moved(step) - moved(-step)) / (2 * step);
      const curvature = (moved(step) - 2 * moved(0) + moved(-step)) / (step * step);
      expect(Math.abs(slope / curvature)).toBeLessThan(5e-3);
    });
  });
});
