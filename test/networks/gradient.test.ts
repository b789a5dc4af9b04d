/** Losses and gradients of networks against double precision: differences, the aggregate op, an additive model. */
import { describe, expect, it } from "vitest";
import { openGraphBuilder, openOracle } from "../../src/graph/index.js";
import { openStream } from "../../src/math/index.js";
import { fillWithNoise } from "../../src/networks/normal-noise.js";
import { differentiate, relativeError } from "../graph/finite-differences.js";
import { jobOf, madeUpRaces, madeUpRows, shapes } from "./made-up-rows.js";
import { noise, passGradient } from "./pass-gradient.js";
import { logitsOf, logLikelihood, weightCount } from "./reference-network.js";

const rows = madeUpRows(9);
const races = madeUpRaces(rows);

function positionOf(size: number, sd = 0.4): Float64Array {
  const random = openStream(3, "position");
  return Float64Array.from({ length: size }, () => Math.fround(sd * random.normal()));
}

/** Single precision keeps 7 digits, of which sums over a thousand people lose some. */
const tolerance = 2e-5;

/** So short that no rectifier of the cases below has its corner within it. */
const step = 1e-6;

describe.each(shapes)("$kind with hidden layers $hidden", (shape) => {
  const size = weightCount(rows, races, shape);
  const weights = positionOf(size);

  it("has the loss and the gradient of the network written out in double precision", () => {
    const reference = {
      dimension: size,
      logDensityAndGradient: (at: Float64Array) => -logLikelihood(rows, races, shape, at),
    };
    const { loss, gradient } = passGradient(jobOf(rows, races, shape), weights);
    const wanted = reference.logDensityAndGradient(weights);
    expect(Math.abs(loss - wanted) / wanted).toBeLessThan(1e-6);
    const differences = differentiate(reference, weights, step);
    expect(relativeError(Float64Array.from(gradient), differences)).toBeLessThan(tolerance);
  });

  it("of Bayesian layers has the gradient through the draw of the weights", () => {
    const bayesian = { ...shape, bayes: { scale: 1 } };
    const layers = shape.hidden.length + 1;
    // Small enough that no sigmoid is 1 in single precision.
    const position = positionOf(2 * size + 2 * layers, 0.2);
    position.fill(-2, size, 2 * size);
    const epsilon = new Float32Array(size + layers);
    fillWithNoise(epsilon, noise);
    const starts = layerStarts(shape.hidden, size);
    const drawn = (at: Float64Array): Float64Array =>
      Float64Array.from({ length: size }, (_, i) => {
        const layer = starts.findLastIndex((start) => start <= i);
        const scaleSd = Math.exp(at[2 * size + layers + layer]!);
        const scale = Math.exp(at[2 * size + layer]! + scaleSd * epsilon[size + layer]!);
        return scale * (at[i]! + Math.exp(at[size + i]!) * epsilon[i]!);
      });
    const reference = {
      dimension: position.length,
      logDensityAndGradient: (at: Float64Array) => -logLikelihood(rows, races, shape, drawn(at)),
    };
    const { gradient } = passGradient(jobOf(rows, races, bayesian), position);
    const differences = differentiate(reference, position, step);
    expect(relativeError(Float64Array.from(gradient), differences)).toBeLessThan(tolerance);
  });

  /** Of each layer its first weight: widths are 3 + 6 levels, numbers where dense, hidden, then outputs. */
  function layerStarts(hidden: readonly number[], total: number): number[] {
    const inputs = shape.kind === "dense" ? 11 : 9;
    const widths = [inputs, ...hidden, shape.kind === "dense" ? 5 : 15];
    const starts = [0];
    widths.slice(1).forEach((width, l) => starts.push(starts[l]! + (widths[l]! + 1) * width));
    expect(starts.pop()).toBe(total);
    return starts;
  }
});

it("a linear network has the likelihood and the gradient of the aggregate op", () => {
  const shape = shapes[0]!;
  const [race] = races;
  const weights = positionOf(weightCount(rows, [race!], shape));
  const eta = Array.from({ length: rows.rows }, (_, row) =>
    logitsOf(rows, [race!], shape, weights, row),
  );
  const builder = openGraphBuilder(2 * rows.rows);
  const predictors = [0, 1].map((k) =>
    builder.add("slice", [0], { start: k * rows.rows, length: rows.rows }),
  );
  const graph = builder.finish(
    builder.add("aggregate", predictors, {
      likelihood: "mean",
      dispersed: false,
      outcomes: 3,
      reference: 2,
      unit: Int32Array.from({ length: rows.rows }, (_, row) =>
        rows.unitStart.findLastIndex((start) => start <= row),
      ),
      weights: Float64Array.from(rows.weights!),
      counts: race!.counts,
    }),
  );
  const scores = Float64Array.from({ length: 2 * rows.rows }, (_, at) => {
    const own = eta[at % rows.rows]!;
    return own[Math.floor(at / rows.rows)]! - own[2]!;
  });
  const byScores = new Float64Array(scores.length);
  const atScores = openOracle(graph).logDensityAndGradient(scores, byScores);
  const atZero = openOracle(graph).logDensityAndGradient(
    scores.map(() => 0),
    new Float64Array(scores.length),
  );
  const { loss, gradient } = passGradient(jobOf(rows, [race!], shape), weights);
  const { loss: lossAtZero } = passGradient(
    jobOf(rows, [race!], shape),
    weights.map(() => 0),
  );
  // Coefficients that do not depend on the weights are in the op only.
  expect(Math.abs(lossAtZero - loss - (atScores - atZero))).toBeLessThan(1e-6 * loss);
  const ofParty = rows.categories[0]!.codes;
  for (const [level, outcome] of [
    [0, 0],
    [2, 1],
  ] as const) {
    let wanted = 0;
    byScores.subarray(outcome * rows.rows, (outcome + 1) * rows.rows).forEach((slope, row) => {
      if (ofParty[row] === level) wanted -= slope;
    });
    expect(gradient[level * 3 + outcome]! / wanted).toBeCloseTo(1, 4);
  }
});

it("a deep multilevel model without hidden layers is a sum of varying coefficients", () => {
  const shape = shapes[2]!;
  const weights = positionOf(weightCount(rows, races, shape));
  const [party, county] = rows.categories;
  const [age, income] = rows.numeric;
  const row = 40;
  const k = 3;
  // η_k = Σ_l x_l (constant_lk + party_lk + county_lk): 5 logits of the ones, of age, of income.
  const wanted = [1, age!.values[row]!, income!.values[row]!].reduce((sum, x, l) => {
    const at = 5 * l + k;
    const ofParty = weights[15 * party!.codes[row]! + at]!;
    const ofCounty = weights[15 * (3 + county!.codes[row]!) + at]!;
    return sum + x * (weights[15 * 9 + at]! + ofParty + ofCounty);
  }, 0);
  expect(logitsOf(rows, races, shape, weights, row)[k]).toBeCloseTo(wanted, 12);
});
