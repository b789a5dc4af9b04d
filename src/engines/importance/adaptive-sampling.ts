/**
 * Adaptive multiple importance sampling (Cornuet et al. 2012): rounds of draws, each from a t refitted to
 * all draws so far, which are weighted by the mixture of all proposals. The draws of a round are points of a scrambled
 * quasi-random sequence, so that what is averaged over them errs less than over independent ones.
 */
import {
  deterministic,
  logSumExp,
  openSobol,
  smoothWeights,
  type RandomStream,
} from "../../math/index.js";
import {
  openDensity,
  openFoldedStudent,
  studentPoint,
  type FoldedStudent,
} from "./folded-student.js";
import { effectiveCount, flatten, momentsOf, type Moments } from "../laplace/index.js";

/** Logs of what points stand for in the exact posterior of their coordinates; -Infinity where it is zero. */
export type ExactWeights = (points: readonly Float64Array[]) => Promise<Float64Array>;

export interface AdaptiveSample {
  readonly points: readonly Float64Array[];
  /** Logs of importance ratios, but for a constant. */
  readonly logRatios: Float64Array;
  /** What the last refit would propose. */
  readonly moments: Moments;
}

export interface SamplingRound {
  readonly draws: number;
  /** The proposal is so many times as wide as the draws so far. */
  readonly stretch: number;
}

export interface SamplingSettings {
  readonly rounds: readonly SamplingRound[];
  /** Coordinates without a sign. */
  readonly signless: readonly number[];
  readonly random: RandomStream;
}

/** So many effective draws for each coordinate make a covariance. */
const drawsPerCoordinate = 8;

/** Where so few of so many draws count, more will not help. */
const hopelessAfter = 600;
const leastHope = 6;

/** The t around these moments; around their diagonal where the draws do not make a covariance. */
function proposalOf({ mean, covariance }: Moments, signless: readonly number[]): FoldedStudent {
  const found = openFoldedStudent(mean, covariance, signless);
  if (found) return found;
  const d = mean.length;
  const diagonal = new Float64Array(d * d);
  for (let k = 0; k < d; k++) diagonal[k * d + k] = Math.max(1e-8, covariance[k * d + k]!);
  return openFoldedStudent(mean, diagonal, signless)!;
}

function stretched({ mean, covariance }: Moments, stretch: number): Moments {
  return { mean, covariance: covariance.map((entry) => stretch * stretch * entry) };
}

function drawPoints(
  student: FoldedStudent,
  count: number,
  signless: readonly number[],
  random: RandomStream,
): readonly Float64Array[] {
  const dimension = student.mean.length + 1;
  const next = openSobol(dimension, random);
  const u = new Float64Array(dimension);
  return Array.from({ length: count }, () => {
    next(u);
    return studentPoint(student, signless, u);
  });
}

/** Log density of the mixture of the proposals by their numbers of draws, at every point. */
function openMixture() {
  const parts: {
    readonly densityAt: (v: Float64Array) => number;
    readonly logCount: number;
    readonly logs: number[];
  }[] = [];
  return {
    /** Adds a proposal, from which the points from `first` on are drawn. */
    add(student: FoldedStudent, points: readonly Float64Array[], first: number): void {
      const logCount = deterministic.log(points.length - first);
      parts.push({ densityAt: openDensity(student), logCount, logs: [] });
      for (const { densityAt, logCount: own, logs } of parts)
        for (let at = logs.length; at < points.length; at++)
          logs.push(own + densityAt(points[at]!));
    },
    logDensities(): Float64Array {
      const terms = new Float64Array(parts.length);
      return Float64Array.from(parts[0]!.logs, (_, at) => {
        for (let p = 0; p < parts.length; p++) terms[p] = parts[p]!.logs[at]!;
        return logSumExp(terms);
      });
    },
  };
}

export async function sampleAdaptively(
  start: Moments,
  exact: ExactWeights,
  { rounds, signless, random }: SamplingSettings,
): Promise<AdaptiveSample> {
  const points: Float64Array[] = [];
  const exactLogs: number[] = [];
  const mixture = openMixture();
  let moments = start;
  let logRatios = new Float64Array(0);
  for (const { draws, stretch } of rounds) {
    const student = proposalOf(stretched(moments, stretch), signless);
    const drawn = drawPoints(student, draws, signless, random);
    const first = points.length;
    points.push(...drawn);
    for (const log of await exact(drawn)) exactLogs.push(log);
    mixture.add(student, points, first);
    logRatios = mixture.logDensities().map((log, at) => exactLogs[at]! - log);
    const { weights } = smoothWeights(logRatios);
    if (points.length >= hopelessAfter && !(effectiveCount(weights) >= leastHope)) break;
    if (start.mean.length > 0)
      moments = momentsOf(points, flatten(weights, drawsPerCoordinate * (start.mean.length + 1)));
  }
  return { points, logRatios, moments };
}
