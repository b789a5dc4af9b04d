/** Deterministic ADVI: the evidence bound on fixed draws, minimised to a true optimum (Giordano, Ingram & Broderick 2023). */
import { descend, deterministic, openMinimiser, openStream } from "../../math/index.js";
import type { LogDensity } from "../../target/index.js";
import type { Search } from "../variational/importance-draws.js";
import {
  diagonalNormal,
  normalOfCovariance,
  type NormalApproximation,
} from "../variational/normal-approximation.js";
import type { VariationalRun } from "../variational/variational-progress.js";
import type { AdviSettings } from "./advi-settings.js";
import { fixedDraws } from "./fixed-draws.js";
import { linearResponse, type LinearResponse } from "./linear-response.js";
import { measureCurvature } from "./mean-field-curvature.js";
import { openMeanFieldObjective, type MeanFieldObjective } from "./mean-field-objective.js";

export interface NormalFit {
  readonly normal: NormalApproximation;
  readonly search: Search;
  /** Largest error of a mean that the choice of the fixed draws makes, in posterior sds; NaN where unknown. */
  readonly meanError: number;
  /** Whether the covariance is that of linear response. */
  readonly linearResponse: boolean;
}

const memory = 20;
/** Fixed pairs of draws are doubled until the means' error from them is this small. */
const fewestPairs = 15;
const mostPairs = 60;
const smallError = 0.1;
/** Nats that a further step would gain. */
const smallGain = 1e-9;
const relativeGain = 1e-14;
const largestGain = 1e-3;
/** With more coordinates the dense Hessian is not worth its cost. */
const mostCoordinates = 500;

interface Optimum {
  readonly parameters: Float64Array;
  readonly iterations: number;
  readonly gradients: number;
  readonly gain: number;
}

function* optimise(
  objective: MeanFieldObjective,
  start: Float64Array,
  most: number,
): VariationalRun<Optimum | "stopped"> {
  const minimiser = openMinimiser((at, slopes) => objective.evaluate(at, slopes), start, memory);
  const isDone = (): boolean =>
    minimiser.expectedDecrease <
    Math.max(smallGain, relativeGain * Math.abs(minimiser.point.value));
  let iterations = 0;
  while (iterations < most && !isDone() && descend(minimiser)) {
    iterations++;
    if (yield { stage: "fit", done: iterations, total: most }) return "stopped";
  }
  return {
    parameters: minimiser.point.position,
    iterations,
    gradients: 2 * objective.draws.pairs * minimiser.evaluations,
    gain: minimiser.expectedDecrease,
  };
}

/** Largest standard error of a mean over sets of fixed draws, in posterior sds. */
function errorOfMeans(
  objective: MeanFieldObjective,
  parameters: Float64Array,
  { covariance, answer }: LinearResponse,
): number {
  const { dimension, draws } = objective;
  const squares = new Float64Array(dimension);
  const gradient = new Float64Array(2 * dimension);
  for (let pair = 0; pair < draws.pairs; pair++) {
    objective.evaluatePair(parameters, pair, gradient);
    answer(gradient).means.forEach((value, i) => (squares[i]! += value * value));
  }
  return squares.reduce(
    (most, square, i) =>
      Math.max(most, Math.sqrt(square / covariance[i * dimension + i]!) / draws.pairs),
    0,
  );
}

function gainAt(
  objective: MeanFieldObjective,
  parameters: Float64Array,
  response: LinearResponse,
): number {
  const gradient = new Float64Array(parameters.length);
  objective.evaluate(parameters, gradient);
  return response.answer(gradient).gain;
}

interface Answered {
  readonly optimum: Optimum;
  readonly response: LinearResponse | undefined;
  readonly meanError: number;
}

/** One set of fixed draws. */
function* fitWithPairs(
  target: LogDensity,
  start: Float64Array,
  pairs: number,
  settings: AdviSettings,
): VariationalRun<Answered | "stopped"> {
  const draws = fixedDraws(target.dimension, pairs, openStream(settings.seed, "advi fixed", pairs));
  const objective = openMeanFieldObjective(target, draws);
  const optimum = yield* optimise(objective, start, settings.iterations);
  if (optimum === "stopped") return "stopped";
  if (target.dimension > mostCoordinates) return { optimum, response: undefined, meanError: NaN };
  const curvature = yield* measureCurvature(target, draws, optimum.parameters);
  if (curvature === "stopped") return "stopped";
  const response = linearResponse(curvature, target.dimension);
  const gradients = optimum.gradients + 2 * pairs * (2 * target.dimension + 1);
  if (response === undefined)
    return { optimum: { ...optimum, gradients, gain: Infinity }, response, meanError: NaN };
  const gain = gainAt(objective, optimum.parameters, response);
  const meanError = errorOfMeans(objective, optimum.parameters, response);
  return { optimum: { ...optimum, gradients, gain }, response, meanError };
}

function normalOf({ optimum, response }: Answered): {
  readonly normal: NormalApproximation;
  readonly linearResponse: boolean;
} {
  const n = optimum.parameters.length / 2;
  const mean = optimum.parameters.slice(0, n);
  const correlated = response && normalOfCovariance(mean, response.covariance);
  if (correlated) return { normal: correlated, linearResponse: true };
  const sds = optimum.parameters.slice(n).map(deterministic.exp);
  return { normal: diagonalNormal(mean, sds), linearResponse: false };
}

/** On a target of which means near 0 and sds near 1 are a fair first guess. */
export function* fitDeterministically(
  target: LogDensity,
  settings: AdviSettings,
): VariationalRun<NormalFit | "stopped"> {
  let start: Float64Array = new Float64Array(2 * target.dimension);
  let [iterations, gradients] = [0, 0];
  for (let pairs = fewestPairs; ; pairs *= 2) {
    const answered = yield* fitWithPairs(target, start, pairs, settings);
    if (answered === "stopped") return "stopped";
    const { optimum, meanError } = answered;
    iterations += optimum.iterations;
    gradients += optimum.gradients;
    start = optimum.parameters;
    if (meanError > smallError && 2 * pairs <= mostPairs) continue;
    const converged = optimum.gain < largestGain;
    return { ...normalOf(answered), meanError, search: { iterations, gradients, converged } };
  }
}
