/** The standard normals that a deterministic objective keeps: each with its opposite, moments matched. */
import { innerProduct, type RandomStream } from "../../math/index.js";

export interface FixedDraws {
  /** Row-major pairs × dimension; the other half of the draws are the negatives of these. */
  readonly values: Float64Array;
  readonly pairs: number;
}

/**
 * Pairs z, −z make every mean zero. Each coordinate has mean square one, and is uncorrelated with
 * those before it in its block of as many coordinates as there are pairs: with no more coordinates than
 * pairs a quadratic log density has exactly the expectation that it has under normals.
 */
export function fixedDraws(dimension: number, pairs: number, random: RandomStream): FixedDraws {
  const values = new Float64Array(pairs * dimension);
  const block: Float64Array[] = [];
  for (let i = 0; i < dimension; i++) {
    if (i % pairs === 0) block.length = 0;
    const column = Float64Array.from({ length: pairs }, () => random.normal());
    for (const unit of block) {
      const share = innerProduct(unit, column) / pairs;
      for (let p = 0; p < pairs; p++) column[p]! -= share * unit[p]!;
    }
    const size = Math.sqrt(innerProduct(column, column) / pairs);
    for (let p = 0; p < pairs; p++) column[p]! /= size;
    block.push(column);
    for (let p = 0; p < pairs; p++) values[p * dimension + i] = column[p]!;
  }
  return { values, pairs };
}
