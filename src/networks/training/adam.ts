/** Adam (Kingma and Ba 2015) on a part of a position. */

const decay = 0.9;
const squareDecay = 0.999;
const smallest = 1e-8;

export interface Moments {
  readonly first: Float32Array;
  readonly second: Float32Array;
}

/** What the means of past gradients are short of at a step, counted from 1. */
export function biasCorrections(step: number): readonly [number, number] {
  let power = 1;
  let squarePower = 1;
  // Beyond 2^15 steps both powers are below 1e-14.
  for (let k = 0; k < Math.min(step, 32768); k++) {
    power *= decay;
    squarePower *= squareDecay;
  }
  return [1 - power, 1 - squarePower];
}

export function adamStep(
  position: Float32Array,
  { first, second }: Moments,
  i: number,
  gradient: number,
  rate: number,
  [correction, squareCorrection]: readonly [number, number],
): void {
  const mean = (first[i] = decay * first[i]! + (1 - decay) * gradient);
  const square = (second[i] = squareDecay * second[i]! + (1 - squareDecay) * gradient * gradient);
  const length = Math.sqrt(square / squareCorrection) + smallest;
  position[i]! -= (rate * (mean / correction)) / length;
}
