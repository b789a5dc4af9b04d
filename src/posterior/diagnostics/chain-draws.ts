/** Draws of one scalar from several chains of equal length, and the halves that diagnostics compare. */

/** `values[chain * length + draw]`. */
export interface ChainDraws {
  readonly values: Float64Array;
  readonly chains: number;
  readonly length: number;
}

export function chainDraws(values: Float64Array, chains: number): ChainDraws {
  return { values, chains, length: values.length / chains };
}

/** Each chain as two chains, its first and last floor(length / 2) draws; shares memory where it can. */
export function splitChains({ values, chains, length }: ChainDraws): ChainDraws {
  const half = Math.floor(length / 2);
  if (2 * half === length) return { values, chains: 2 * chains, length: half };
  const split = new Float64Array(2 * chains * half);
  for (let chain = 0; chain < chains; chain++) {
    const start = chain * length;
    split.set(values.subarray(start, start + half), 2 * chain * half);
    split.set(values.subarray(start + half + 1, start + length), (2 * chain + 1) * half);
  }
  return { values: split, chains: 2 * chains, length: half };
}

/** Draws that no diagnostic has an answer for: something is not finite, or all are equal. */
export function isDegenerate(values: Float64Array): boolean {
  const first = values[0];
  let constant = true;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    // NaN for what is not finite.
    if (value - value !== 0) return true;
    constant &&= value === first;
  }
  return constant;
}

export function mean(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/** Of each chain. */
export function chainMeans({ values, chains, length }: ChainDraws): Float64Array {
  const means = new Float64Array(chains);
  for (let chain = 0; chain < chains; chain++)
    means[chain] = mean(values.subarray(chain * length, (chain + 1) * length));
  return means;
}

/** Variance about the mean with denominator n − 1. */
export function variance(values: Float64Array): number {
  const centre = mean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i]! - centre) * (values[i]! - centre);
  return sum / (values.length - 1);
}
