/**
 * The tilted sum of independent binary members: K(s) = Σ w log(1 − p + p e^s), and the s at which its slope is a
 * given count. Under the tilt a member's probability is q = p e^s / (1 − p + p e^s) and the sum has that mean.
 */
import type { Elementary } from "../elementary.js";
import type { UnitMembers } from "./unit-members.js";

type Members = Pick<UnitMembers, "probabilities" | "weights">;

export interface Tilt {
  /** The tilt itself; the count must lie between none and all. */
  readonly s: number;
  /** K(s). */
  readonly cumulant: number;
}

const mostSteps = 100;

/** q of every member at s. */
function tiltInto({ probabilities: p, weights }: Members, ratio: number, q: Float64Array): void {
  for (let i = 0; i < weights.length; i++) {
    const above = p[2 * i]! * ratio;
    q[i] = above / (p[2 * i + 1]! + above);
  }
}

/** s with K'(s) = count by Newton's steps inside a bracket, with q left at it. */
export function solveTilt(
  members: Members,
  count: number,
  q: Float64Array,
  math: Elementary,
): Tilt {
  const { probabilities: p, weights } = members;
  let people = 0;
  let mean = 0;
  for (let i = 0; i < weights.length; i++) {
    people += weights[i]!;
    mean += weights[i]! * p[2 * i]!;
  }
  let low = -Infinity;
  let high = Infinity;
  let s = math.log((count / (people - count)) * ((people - mean) / mean));
  for (let step = 0; step < mostSteps; step++) {
    tiltInto(members, math.exp(s), q);
    let excess = -count;
    let slope = 0;
    for (let i = 0; i < weights.length; i++) {
      excess += weights[i]! * q[i]!;
      slope += weights[i]! * q[i]! * (1 - q[i]!);
    }
    if (excess > 0) high = s;
    else low = s;
    if (Math.abs(excess) <= 1e-13 * people) break;
    const next = s - excess / slope;
    const inside = next > low && next < high;
    const moved = inside ? next : high < Infinity && low > -Infinity ? (low + high) / 2 : next;
    // A step far beyond the data's scale is shortened, so that no probability is lost to underflow.
    const bounded = Math.max(s - 4, Math.min(s + 4, moved));
    if (bounded === s) break;
    s = bounded;
  }
  return { s, cumulant: cumulantAt(members, s, math) };
}

function cumulantAt({ probabilities: p, weights }: Members, s: number, math: Elementary): number {
  const ratio = math.exp(s);
  let total = 0;
  for (let i = 0; i < weights.length; i++)
    total += weights[i]! * math.log(p[2 * i + 1]! + p[2 * i]! * ratio);
  return total;
}

/**
 * Log probability of a count of none or all, with its slopes; undefined in between. Such a count leaves one
 * arrangement.
 */
export function certainCount(
  { probabilities: p, weights, counts }: UnitMembers,
  slopes: Float64Array,
  math: Elementary,
): number | undefined {
  const outcome = counts[0] === 0 ? 1 : counts[1] === 0 ? 0 : -1;
  if (outcome < 0) return undefined;
  let total = 0;
  for (let i = 0; i < weights.length; i++) {
    const w = weights[i]!;
    const other = p[2 * i + 1 - outcome]!;
    if (w > 0) total += w * math.log(p[2 * i + outcome]!);
    slopes[2 * i + outcome] = w * other;
    slopes[2 * i + 1 - outcome] = -w * other;
  }
  return total;
}
