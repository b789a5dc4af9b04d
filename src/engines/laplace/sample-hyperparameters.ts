/**
 * Three and more hyperparameters by importance sampling: their density is evaluated at a few hundred points,
 * first around the moments of the design's points and then around those of the points so far. A polynomial
 * through its logs stands for it at thousands of points more, and what that leaves over is taken from the
 * weights of the evaluated ones.
 */
import { deterministic } from "../../math/index.js";
import { fitSurface } from "./density-surface.js";
import {
  evaluateRound,
  logProposed,
  noPoints,
  type DensitySource,
  type EvaluatedDensity,
} from "./evaluated-density.js";
import { coordinatesOf, thetaOf } from "./proposal-coordinates.js";
import { expectationsOf, expectedPolynomials, type KnownExpectations } from "./tilt-density.js";
import { enlarge, exponentials, type Weighted } from "./large-sample.js";
import { openTruncatedStudent } from "./truncated-student.js";
import { effectiveCount, flatten, momentsOf, type Moments } from "./weighted-moments.js";

export interface SampledDensity {
  /** How often the density was evaluated, and how many of the points count: 1 / Σ w². */
  readonly evaluations: number;
  readonly effective: number;
  /** Of every hyperparameter. */
  readonly expectations: readonly KnownExpectations[];
  /** log ∫ p̃(theta, y) dtheta. */
  readonly logIntegral: number;
}

/** In all. */
const evaluationsFor = (m: number): number => 60 * (m + 1);

/**
 * Shares of the evaluations, and by how much the variances of what is known are raised to propose them: the
 * design hardly knows the tails of small scales, and proposals that are too narrow give weights that are too large.
 */
const rounds = [
  { share: 1 / 3, raise: 1 },
  { share: 2 / 3, raise: 0.3 },
] as const;
/** With more hyperparameters variances are raised by less: what is lost in each multiplies. */
const mostRaised = 5;
/** So many effective points for each coordinate make a covariance. */
const pointsPerCoordinate = 8;
/** With fewer of the points the weights say little. */
const leastShare = 0.2;
/** Of the expectations. */
const highestDegree = 5;

/** By what all proposals together put there. */
function weighed(evaluated: EvaluatedDensity): Weighted & { readonly proposed: Float64Array } {
  const proposed = logProposed(evaluated);
  return { proposed, ...exponentials(evaluated.logs.map((log, s) => log - proposed[s]!)) };
}

function raised({ mean, covariance }: Moments, raise: number): Moments {
  const factor = 1 + raise * Math.min(1, mostRaised / mean.length);
  return { mean, covariance: covariance.map((entry) => factor * entry) };
}

/** Undefined where a round leaves no proposal. */
async function evaluateInRounds(
  source: DensitySource,
  design: readonly { readonly theta: Float64Array; readonly weight: number }[],
): Promise<EvaluatedDensity | undefined> {
  const m = source.start.theta.length;
  let moments = momentsOf(
    design.map(({ theta }) => coordinatesOf(source.coordinates, theta)),
    Float64Array.from(design, ({ weight }) => weight),
  );
  let evaluated = noPoints;
  for (const { share, raise } of rounds) {
    const proposal = openTruncatedStudent(raised(moments, raise), source.coordinates.scales);
    if (proposal === undefined) return undefined;
    const count = Math.round(share * evaluationsFor(m));
    evaluated = await evaluateRound(source, evaluated, proposal, count);
    if (evaluated.points.length === 0) return undefined;
    const { weights } = weighed(evaluated);
    moments = momentsOf(evaluated.points, flatten(weights, pointsPerCoordinate * (m + 1)));
  }
  return evaluated;
}

/** Σ over the points of what the weights of the evaluated density say, less what those of the surface say. */
function correctExpectations(
  ofSurface: KnownExpectations,
  column: Float64Array,
  weights: Float64Array,
  standIn: Float64Array,
): KnownExpectations {
  const exact = expectedPolynomials(column, weights, ofSurface, highestDegree);
  const stood = expectedPolynomials(column, standIn, ofSurface, highestDegree);
  const polynomials = ofSurface.polynomials.map((value, d) => value + exact[d]! - stood[d]!);
  return { ...ofSurface, polynomials };
}

/** Undefined where too few of the points count. `design` are the points that it starts from. */
export async function sampleHyperparameters(
  source: DensitySource,
  design: readonly { readonly theta: Float64Array; readonly weight: number }[],
): Promise<SampledDensity | undefined> {
  const { coordinates } = source;
  const evaluated = await evaluateInRounds(source, design);
  if (evaluated === undefined) return undefined;
  const { points } = evaluated;
  const { peak, weights, proposed } = weighed(evaluated);
  const effective = effectiveCount(weights);
  const evaluations = evaluationsFor(source.start.theta.length);
  if (!(effective >= leastShare * evaluations)) return undefined;
  const moments = momentsOf(points, weights);
  const surface = fitSurface(evaluated, weights, moments);
  const proposal = openTruncatedStudent(moments, coordinates.scales);
  if (surface === undefined || proposal === undefined) return undefined;
  const large = enlarge(evaluated, surface, proposal, coordinates);
  const standIn = proposed.map((log, s) => deterministic.exp(surface(points[s]!) - log - peak));
  const thetas = points.map((v) => thetaOf(coordinates, v, v.length));
  const expectations = large.columns.map((column, k) => {
    const ofSurface = expectationsOf(column, large.weights, highestDegree);
    const own = Float64Array.from(thetas, (theta) => theta[k]!);
    return correctExpectations(ofSurface, own, weights, standIn);
  });
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
  return {
    evaluations,
    effective,
    expectations,
    logIntegral: large.logIntegral + deterministic.log(sum(weights) / sum(standIn)),
  };
}
