/**
 * The tilt of several outcomes: K(s) = Σ w log Σ_c p_c e^{s_c} with s of the last outcome zero, the s at which
 * K′ is the counts, and how ½ log |K″| moves with the members' scores.
 */
import type { Elementary } from "../elementary.js";
import { openCountCovariance, type CountCovariance } from "./covariance.js";
import type { ReducedUnit } from "./reduced-unit.js";
import { mostOutcomes } from "./unit-members.js";

export interface TiltedUnit {
  /** Tilted probabilities, members × outcomes. */
  readonly q: Float64Array;
  readonly s: Float64Array;
  /** K′ − counts. */
  readonly excess: Float64Array;
  /** K″, or its inverse after `solveTilts`. */
  readonly covariance: CountCovariance;
  readonly step: Float64Array;
  readonly half: Float64Array;
  readonly ratios: Float64Array;
}

const mostSteps = 60;
const mostHalvings = 30;

export function openTiltedUnit(size: number, math: Elementary): TiltedUnit {
  const numbers = (): Float64Array => new Float64Array(mostOutcomes);
  return {
    q: new Float64Array(size),
    s: numbers(),
    excess: numbers(),
    covariance: openCountCovariance(mostOutcomes, math),
    step: numbers(),
    half: numbers(),
    ratios: numbers(),
  };
}

/** K(s) − sᵀ counts at s, which is convex, with what goes with it. */
function objectiveAt(
  { q, s, excess, covariance, ratios }: TiltedUnit,
  { p, v, outcomes }: ReducedUnit,
  weights: Float64Array,
  math: Elementary,
): number {
  let value = 0;
  covariance.clear(outcomes - 1, 0);
  for (let c = 0; c < outcomes; c++) {
    ratios[c] = math.exp(s[c]!);
    excess[c] = -v[c]!;
    value -= s[c]! * v[c]!;
  }
  for (let i = 0; i < weights.length; i++) {
    const row = i * outcomes;
    let total = 0;
    for (let c = 0; c < outcomes; c++) total += q[row + c] = p[row + c]! * ratios[c]!;
    for (let c = 0; c < outcomes; c++) {
      q[row + c]! /= total;
      excess[c]! += weights[i]! * q[row + c]!;
    }
    value += weights[i]! * math.log(total);
    covariance.add(q, row, weights[i]!);
  }
  return value;
}

/** The tilt of members that were all alike. */
function startTilts(
  { s }: TiltedUnit,
  { p, v, outcomes }: ReducedUnit,
  weights: Float64Array,
  math: Elementary,
): void {
  for (let c = 0; c < outcomes; c++) {
    let mean = 0;
    for (let i = 0; i < weights.length; i++) mean += weights[i]! * p[i * outcomes + c]!;
    s[c] = math.log(v[c]! / mean);
  }
  for (let c = 0; c < outcomes; c++) s[c]! -= s[outcomes - 1]!;
}

function largestExcess({ excess }: TiltedUnit, outcomes: number): number {
  let worst = 0;
  for (let c = 0; c < outcomes; c++) worst = Math.max(worst, Math.abs(excess[c]!));
  return worst;
}

/** Newton's method, each step halved until it goes down: K − sᵀ counts there, and log |K″|. */
export function solveTilts(
  tilted: TiltedUnit,
  unit: ReducedUnit,
  weights: Float64Array,
  math: Elementary,
): { readonly value: number; readonly logDeterminant: number } {
  const { s, step, excess, covariance } = tilted;
  const { v, outcomes } = unit;
  let people = 0;
  for (let c = 0; c < outcomes; c++) people += v[c]!;
  startTilts(tilted, unit, weights, math);
  let value = objectiveAt(tilted, unit, weights, math);
  for (let at = 0; ; at++) {
    const worst = largestExcess(tilted, outcomes);
    const logDeterminant = covariance.invert();
    if (worst <= 1e-12 * people || at === mostSteps) return { value, logDeterminant };
    covariance.times(excess, step);
    for (let c = 0; c < outcomes - 1; c++) s[c]! -= step[c]!;
    let next = objectiveAt(tilted, unit, weights, math);
    const goesDown = (): boolean => next <= value + 1e-9 * people;
    for (let halvings = 0; !goesDown() && halvings < mostHalvings; halvings++) {
      for (let c = 0; c < outcomes - 1; c++) s[c]! += step[c]! /= 2;
      next = objectiveAt(tilted, unit, weights, math);
    }
    value = next;
  }
}

/** d tr(D (diag q − q qᵀ)) / dq of one member, D the inverse of K″, into `half`. */
function slopeOfTrace({ q, covariance, half }: TiltedUnit, row: number, n: number): void {
  covariance.times(q.subarray(row, row + n), half);
  for (let j = 0; j < n; j++) half[j] = covariance.inverse[j * n + j]! - 2 * half[j]!;
  half[n] = 0;
}

/**
 * ∂(½ log |K″|) / ∂η of every member, at the s that moves with η: ½ w q_c [(g − z)_c − Σ_d q_d (g − z)_d] with g
 * the member's own part and z = D Σ w q (g − Σ q g) what comes through s.
 */
export function slopesOfDeterminant(
  tilted: TiltedUnit,
  outcomes: number,
  weights: Float64Array,
  into: Float64Array,
): void {
  const { q, half, step, excess, covariance } = tilted;
  const n = outcomes - 1;
  excess.fill(0, 0, outcomes);
  for (let i = 0; i < weights.length; i++) {
    const row = i * outcomes;
    slopeOfTrace(tilted, row, n);
    let mean = 0;
    for (let c = 0; c < n; c++) mean += q[row + c]! * half[c]!;
    for (let c = 0; c < n; c++) excess[c]! += weights[i]! * q[row + c]! * (half[c]! - mean);
  }
  covariance.times(excess, step);
  step[n] = 0;
  for (let i = 0; i < weights.length; i++) {
    const row = i * outcomes;
    slopeOfTrace(tilted, row, n);
    let mean = 0;
    for (let c = 0; c < outcomes; c++) mean += q[row + c]! * (half[c]! - step[c]!);
    for (let c = 0; c < outcomes; c++)
      into[row + c] = 0.5 * weights[i]! * q[row + c]! * (half[c]! - step[c]! - mean);
  }
}
