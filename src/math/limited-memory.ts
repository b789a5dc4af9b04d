/** Minimises a smooth function by limited-memory BFGS, one step a call (Nocedal & Wright 2006, algorithm 7.4). */
import {
  innerProduct,
  mostTrials,
  searchLine,
  type Objective,
  type SearchedPoint,
} from "./line-search.js";

/** What one step showed of the curvature: `step` in position, `change` of the gradient. */
export interface CurvaturePair {
  readonly step: Float64Array;
  readonly change: Float64Array;
  /** step · change, which is positive. */
  readonly product: number;
}

export interface Minimiser {
  readonly objective: Objective;
  /** How many pairs are kept. */
  readonly memory: number;
  /** Oldest first. */
  readonly pairs: CurvaturePair[];
  point: SearchedPoint;
  evaluations: number;
  /** Half of gᵀ H g with the inverse Hessian H of the pairs: what a Newton step would gain. */
  expectedDecrease: number;
}

export function openMinimiser(
  objective: Objective,
  start: Float64Array,
  memory: number,
): Minimiser {
  const point = { position: start.slice(), gradient: new Float64Array(start.length), value: 0 };
  point.value = objective(point.position, point.gradient);
  return { objective, memory, pairs: [], point, evaluations: 1, expectedDecrease: Infinity };
}

/** −H g by the two-loop recursion, with the scale of the last pair as the first guess of H. */
function directionOf({ pairs, point }: Minimiser): Float64Array {
  const direction = point.gradient.map((slope) => -slope);
  const shares = new Float64Array(pairs.length);
  for (let k = pairs.length - 1; k >= 0; k--) {
    const { step, change, product } = pairs[k]!;
    const share = innerProduct(step, direction) / product;
    shares[k] = share;
    for (let i = 0; i < direction.length; i++) direction[i]! -= share * change[i]!;
  }
  const last = pairs.at(-1);
  const scale = last ? last.product / innerProduct(last.change, last.change) : 1;
  for (let i = 0; i < direction.length; i++) direction[i]! *= scale;
  pairs.forEach(({ step, change, product }, k) => {
    const share = shares[k]! - innerProduct(change, direction) / product;
    for (let i = 0; i < direction.length; i++) direction[i]! += share * step[i]!;
  });
  return direction;
}

/** A pair whose curvature is lost in rounding would spoil the inverse Hessian. */
const leastCurvature = 1e-12;

function rememberPair({ pairs, memory }: Minimiser, from: SearchedPoint, to: SearchedPoint): void {
  const step = to.position.map((x, i) => x - from.position[i]!);
  const change = to.gradient.map((g, i) => g - from.gradient[i]!);
  const product = innerProduct(step, change);
  if (!(product > leastCurvature * innerProduct(change, change))) return;
  pairs.push({ step, change, product });
  if (pairs.length > memory) pairs.shift();
}

/** Goes one step; false where none decreases the value, though pairs are forgotten and tried anew. */
export function descend(minimiser: Minimiser): boolean {
  const { point: from, objective, pairs } = minimiser;
  const direction = directionOf(minimiser);
  const slope = innerProduct(from.gradient, direction);
  minimiser.expectedDecrease = -0.5 * slope;
  if (!(slope < 0)) return false;
  const size = Math.sqrt(innerProduct(from.gradient, from.gradient));
  const firstLength = pairs.length > 0 ? 1 : Math.min(1, 1 / size);
  const next = { position: from.position.slice(), gradient: from.gradient.slice(), value: 0 };
  const trials = searchLine(objective, from, direction, firstLength, next);
  minimiser.evaluations += trials ?? mostTrials;
  if (trials === undefined) {
    if (pairs.length === 0) return false;
    pairs.length = 0;
    return descend(minimiser);
  }
  rememberPair(minimiser, from, next);
  minimiser.point = next;
  return true;
}
