/** A log density that is cheap, integrated at thousands of points of a quasi-random sequence. */
import { deterministic } from "../../math/index.js";
import { additiveRecurrence } from "./additive-recurrence.js";
import type { EvaluatedDensity } from "./evaluated-density.js";
import { thetaOf, type ProposalCoordinates } from "./proposal-coordinates.js";
import type { TruncatedStudent } from "./truncated-student.js";

const largeSample = 4096;

export interface Weighted {
  readonly weights: Float64Array;
  readonly peak: number;
}

/** The largest weight is 1. */
export function exponentials(logs: Float64Array): Weighted {
  const peak = logs.reduce((most, value) => Math.max(most, value), -Infinity);
  return { peak, weights: logs.map((value) => deterministic.exp(value - peak)) };
}

type LogDensity = (v: Float64Array) => number;

export interface LargeSample {
  /** Of every hyperparameter. */
  readonly columns: readonly Float64Array[];
  readonly weights: Float64Array;
  /** log ∫ of the surface. */
  readonly logIntegral: number;
}

/** The surface at many points; its weights end where those of the evaluated points do. */
export function enlarge(
  { points, logs }: EvaluatedDensity,
  surface: LogDensity,
  proposal: TruncatedStudent,
  coordinates: ProposalCoordinates,
): LargeSample {
  const m = points[0]!.length;
  const sequence = additiveRecurrence(m);
  const [u, v] = [new Float64Array(m), new Float64Array(m)];
  const columns = Array.from({ length: m }, () => new Float64Array(largeSample));
  const ratios = new Float64Array(largeSample);
  let highest = -Infinity;
  points.forEach((at, s) => (highest = Math.max(highest, logs[s]! - proposal.logDensity(at))));
  for (let s = 0; s < largeSample; s++) {
    sequence(s, u);
    proposal.pointAt(u, v);
    ratios[s] = Math.min(highest, surface(v) - proposal.logDensity(v));
    const theta = thetaOf(coordinates, v, m);
    for (let k = 0; k < m; k++) columns[k]![s] = theta[k]!;
  }
  const { peak, weights } = exponentials(ratios);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { columns, weights, logIntegral: peak + deterministic.log(total / largeSample) };
}
