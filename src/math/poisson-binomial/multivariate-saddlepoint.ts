/**
 * The saddlepoint approximation of counts of several outcomes: K(s) = Σ w log Σ_c p_c e^{s_c}, K′(s) = v,
 * log f ≈ K − sᵀv − ½ log |2π K″|. Outcomes that nobody chose are exact: they leave Σ w log(1 − their share) and
 * the others' probabilities in proportion; two outcomes left take the expansion to the second order.
 */
import type { Elementary } from "../elementary.js";
import { openCountCovariance } from "./covariance.js";
import { openSaddlepoint } from "./saddlepoint.js";
import { mostOutcomes, type CountLikelihood } from "./unit-members.js";

const logTwoPi = 1.8378770664093453;
const mostSteps = 60;

/** A unit without the outcomes that nobody chose. */
interface Reduced {
  /** Members × outcomes that are left. */
  readonly p: Float64Array;
  readonly v: Float64Array;
  readonly at: Int32Array;
  outcomes: number;
  /** Log probability that nobody chose the others. */
  certain: number;
}

type Unit = Parameters<CountLikelihood>[0];

function reduce(into: Reduced, { probabilities, weights, counts }: Unit, math: Elementary): void {
  into.outcomes = 0;
  for (let c = 0; c < counts.length; c++) {
    if (counts[c] === 0) continue;
    into.at[into.outcomes] = c;
    into.v[into.outcomes++] = counts[c]!;
  }
  const { p, at, outcomes } = into;
  into.certain = 0;
  for (let i = 0; i < weights.length; i++) {
    const row = i * counts.length;
    let left = 0;
    for (let c = 0; c < outcomes; c++) left += probabilities[row + at[c]!]!;
    if (outcomes < counts.length) into.certain += weights[i]! * math.log(left);
    for (let c = 0; c < outcomes; c++) p[i * outcomes + c] = probabilities[row + at[c]!]! / left;
  }
}

/** For units of at most so many members and outcomes. */
export function openMultivariateSaddlepoint(
  mostMembers: number,
  outcomes: number,
  math: Elementary,
): CountLikelihood {
  const size = mostMembers * outcomes;
  const reduced: Reduced = {
    p: new Float64Array(size),
    v: new Float64Array(mostOutcomes),
    at: new Int32Array(mostOutcomes),
    outcomes: 0,
    certain: 0,
  };
  const q = new Float64Array(size);
  const s = new Float64Array(mostOutcomes);
  const ratios = new Float64Array(mostOutcomes);
  const excess = new Float64Array(mostOutcomes);
  const step = new Float64Array(mostOutcomes);
  const half = new Float64Array(mostOutcomes);
  const h = new Float64Array(mostOutcomes);
  const own = new Float64Array(size);
  const covariance = openCountCovariance(mostOutcomes, math);
  const ofTwo = openSaddlepoint(mostMembers, math);

  /** K at s, with q, K′ − v in `excess` and K″ in the covariance. */
  const tilt = (weights: Float64Array): number => {
    const { p, v, outcomes: a } = reduced;
    covariance.clear(a - 1, 0);
    for (let c = 0; c < a; c++) {
      ratios[c] = math.exp(s[c]!);
      excess[c] = -v[c]!;
    }
    let cumulant = 0;
    for (let i = 0; i < weights.length; i++) {
      const row = i * a;
      let total = 0;
      for (let c = 0; c < a; c++) total += q[row + c] = p[row + c]! * ratios[c]!;
      for (let c = 0; c < a; c++) {
        q[row + c]! /= total;
        excess[c]! += weights[i]! * q[row + c]!;
      }
      cumulant += weights[i]! * math.log(total);
      covariance.add(q, row, weights[i]!);
    }
    return cumulant;
  };

  const start = (weights: Float64Array): void => {
    const { p, v, outcomes: a } = reduced;
    for (let c = 0; c < a; c++) {
      let mean = 0;
      for (let i = 0; i < weights.length; i++) mean += weights[i]! * p[i * a + c]!;
      s[c] = math.log(v[c]! / mean);
    }
    for (let c = 0; c < a; c++) s[c]! -= s[a - 1]!;
  };

  /** Newton's method on the convex K(s) − sᵀv, each step at most halved until it goes down. */
  const solve = (
    weights: Float64Array,
  ): { readonly value: number; readonly logDeterminant: number } => {
    const { v, outcomes: a } = reduced;
    let people = 0;
    for (let c = 0; c < a; c++) people += v[c]!;
    start(weights);
    const objective = (): number => {
      let value = tilt(weights);
      for (let c = 0; c < a; c++) value -= s[c]! * v[c]!;
      return value;
    };
    let value = objective();
    for (let at = 0; ; at++) {
      let worst = 0;
      for (let c = 0; c < a; c++) worst = Math.max(worst, Math.abs(excess[c]!));
      const logDeterminant = covariance.invert();
      if (worst <= 1e-12 * people || at === mostSteps) return { value, logDeterminant };
      covariance.times(excess, step);
      for (let c = 0; c < a - 1; c++) s[c]! -= step[c]!;
      let next = objective();
      for (let halvings = 0; !(next <= value + 1e-9 * people) && halvings < 30; halvings++) {
        for (let c = 0; c < a - 1; c++) s[c]! += step[c]! /= 2;
        next = objective();
      }
      value = next;
    }
  };

  /** ∂(½ log |K″|) / ∂η of every member, at the s that moves with η, into `own`. */
  const slopesOfDeterminant = (weights: Float64Array): void => {
    const { outcomes: a } = reduced;
    const n = a - 1;
    const g = (row: number): void => {
      covariance.times(q.subarray(row, row + n), half);
      for (let j = 0; j < n; j++) half[j] = covariance.inverse[j * n + j]! - 2 * half[j]!;
      half[n] = 0;
    };
    h.fill(0);
    for (let i = 0; i < weights.length; i++) {
      const row = i * a;
      g(row);
      let mean = 0;
      for (let c = 0; c < n; c++) mean += q[row + c]! * half[c]!;
      for (let c = 0; c < n; c++) h[c]! += weights[i]! * q[row + c]! * (half[c]! - mean);
    }
    covariance.times(h, step);
    step[n] = 0;
    for (let i = 0; i < weights.length; i++) {
      const row = i * a;
      g(row);
      let mean = 0;
      for (let c = 0; c < a; c++) mean += q[row + c]! * (half[c]! - step[c]!);
      for (let c = 0; c < a; c++)
        own[row + c] = 0.5 * weights[i]! * q[row + c]! * (half[c]! - step[c]! - mean);
    }
  };

  const writeSlopes = ({ probabilities, weights, counts }: Unit, slopes: Float64Array): void => {
    const { at, outcomes: a } = reduced;
    for (let i = 0; i < weights.length; i++) {
      const row = i * counts.length;
      for (let c = 0; c < counts.length; c++)
        slopes[row + c] = -weights[i]! * probabilities[row + c]!;
      for (let c = 0; c < a; c++)
        slopes[row + at[c]!]! += weights[i]! * q[i * a + c]! - own[i * a + c]!;
    }
  };

  return (unit, slopes) => {
    reduce(reduced, unit, math);
    const { outcomes: a, p, v } = reduced;
    const members = unit.weights.length;
    if (a === 1) {
      q.fill(1, 0, members);
      own.fill(0, 0, members);
      writeSlopes(unit, slopes);
      return reduced.certain;
    }
    if (a === 2) {
      const two = { probabilities: p, weights: unit.weights, counts: v.subarray(0, 2) };
      // What the two say of each other is w (q − p) + the expansion's part; the rest is reduction's.
      const value = ofTwo(two, own);
      for (let k = 0; k < 2 * members; k++) {
        q[k] = p[k]!;
        own[k] = -own[k]!;
      }
      writeSlopes(unit, slopes);
      return value + reduced.certain;
    }
    const { value, logDeterminant } = solve(unit.weights);
    slopesOfDeterminant(unit.weights);
    writeSlopes(unit, slopes);
    return value - 0.5 * (logDeterminant + (a - 1) * logTwoPi) + reduced.certain;
  };
}
