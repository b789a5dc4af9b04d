/**
 * Adaptive multiple importance sampling (Cornuet et al. 2012): rounds of draws, each from a t refitted to
 * all draws so far, which are weighted by the mixture of all proposals.
 */
import { deterministic, logSumExp, smoothWeights, type RandomStream } from "../../math/index.js";
import {
  drawStudent,
  logDensityOf,
  openFoldedStudent,
  type FoldedStudent,
} from "./folded-student.js";
import { effectiveCount, flatten, momentsOf, type Moments } from "./weighted-moments.js";

/** Log of what a draw stands for in the exact posterior of its coordinates; -Infinity where it is zero. */
export type ExactWeight = (v: Float64Array, draw: number) => number;

export interface AdaptiveSample {
  readonly points: readonly Float64Array[];
  /** Logs of importance ratios, but for a constant. */
  readonly logRatios: Float64Array;
  /** What the last refit would propose. */
  readonly moments: Moments;
}

export interface SamplingSettings {
  /** Draws of each round. */
  readonly rounds: readonly number[];
  /** Coordinates without a sign. */
  readonly signless: readonly number[];
  readonly random: RandomStream;
  readonly pause: (done: number, total: number) => Promise<void>;
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

/** Log density of the mixture of the proposals by their numbers of draws, at every point. */
function openMixture() {
  const parts: { readonly student: FoldedStudent; readonly logCount: number }[] = [];
  const densities: Float64Array[] = [];
  return {
    /** Adds a proposal and its points; the densities of earlier points under it as well. */
    add(student: FoldedStudent, all: readonly Float64Array[], first: number): void {
      parts.push({ student, logCount: deterministic.log(all.length - first) });
      all.forEach((point, at) => {
        const known = densities[at] ?? new Float64Array(0);
        densities[at] = Float64Array.from(parts, ({ student: part, logCount }, p) =>
          p < known.length ? known[p]! : logCount + logDensityOf(part, point),
        );
      });
    },
    logDensities: (): Float64Array => Float64Array.from(densities, logSumExp),
  };
}

export async function sampleAdaptively(
  start: Moments,
  exact: ExactWeight,
  { rounds, signless, random, pause }: SamplingSettings,
): Promise<AdaptiveSample> {
  const total = rounds.reduce((sum, count) => sum + count, 0);
  const points: Float64Array[] = [];
  const exactLogs: number[] = [];
  const mixture = openMixture();
  let moments = start;
  let logRatios = new Float64Array(0);
  for (const count of rounds) {
    const student = proposalOf(moments, signless);
    const first = points.length;
    for (let draw = 0; draw < count; draw++) {
      await pause(points.length, total);
      const v = drawStudent(student, signless, random);
      exactLogs.push(exact(v, points.length));
      points.push(v);
    }
    mixture.add(student, points, first);
    logRatios = mixture.logDensities().map((log, at) => exactLogs[at]! - log);
    const { weights } = smoothWeights(logRatios);
    if (points.length >= hopelessAfter && !(effectiveCount(weights) >= leastHope)) break;
    if (start.mean.length > 0)
      moments = momentsOf(points, flatten(weights, drawsPerCoordinate * (start.mean.length + 1)));
  }
  return { points, logRatios, moments };
}
