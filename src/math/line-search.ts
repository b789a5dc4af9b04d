/** A step along a descent direction that fulfils the weak Wolfe conditions (Lewis & Overton 2013). */

/** Returns the value and writes the gradient; NaN and infinities are points that are not to be used. */
export type Objective = (position: Float64Array, gradient: Float64Array) => number;

export interface SearchedPoint {
  readonly position: Float64Array;
  readonly gradient: Float64Array;
  value: number;
}

const sufficientDecrease = 1e-4;
const sufficientFlattening = 0.9;
export const mostTrials = 50;

export function innerProduct(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/**
 * Moves `next` to the end of the step from `from`. Bisects between steps that are too long (too
 * little decrease, or no value) and too short (as steep as before), and doubles while none was too
 * long. Undefined when no step of the trials decreases the value; else how often it was evaluated.
 */
export function searchLine(
  objective: Objective,
  from: SearchedPoint,
  direction: Float64Array,
  firstLength: number,
  next: SearchedPoint,
): number | undefined {
  const slope = innerProduct(from.gradient, direction);
  let [tooShort, tooLong, length] = [0, Infinity, firstLength];
  for (let trial = 1; trial <= mostTrials; trial++) {
    for (let i = 0; i < direction.length; i++)
      next.position[i] = from.position[i]! + length * direction[i]!;
    next.value = objective(next.position, next.gradient);
    const decreased = next.value <= from.value + sufficientDecrease * length * slope;
    const steepness = innerProduct(next.gradient, direction);
    if (!decreased || !Number.isFinite(steepness) || next.value === -Infinity) tooLong = length;
    else if (steepness < sufficientFlattening * slope) tooShort = length;
    else return trial;
    length = tooLong < Infinity ? 0.5 * (tooShort + tooLong) : 2 * length;
  }
  return undefined;
}
