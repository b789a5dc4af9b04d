/** Cross products of common columns, the largest factor among them eliminated level by level. */
import type { CommonBlock, PatternColumns } from "../../design/design-blocks.js";
import { crossProduct, patternSums, type ColumnSet } from "./cross-products.js";
import type { Dependence } from "./dependent-columns.js";

export interface Eliminated {
  readonly products: Float64Array;
  /** Sum of squares of each column around its mean (or around zero without an intercept). */
  readonly squares: Float64Array;
  /** Mean of every column in every level of the absorbed factor with data, levels × width. */
  readonly levelMeans: Float64Array | undefined;
}

export function eliminated(
  sets: readonly ColumnSet[],
  width: number,
  absorbed: CommonBlock | undefined,
  weights: Float64Array | undefined,
): Eliminated {
  const products = allProducts(sets, width, weights);
  const squares = Float64Array.from({ length: width }, (_, i) => products[i * width + i]!);
  if (absorbed?.columns.kind !== "pattern") return { products, squares, levelMeans: undefined };
  const { weight, sums } = levelSums(absorbed.columns, sets, width, weights);
  centreSquares(squares, weight, sums);
  const levelMeans: number[] = [];
  for (let level = 0; level < weight.length; level++) {
    const total = weight[level]!;
    if (!(total > 0)) continue;
    for (let i = 0; i < width; i++) {
      const mean = sums[level * width + i]! / total;
      levelMeans.push(mean);
      for (let j = 0; j < width; j++) products[i * width + j]! -= mean * sums[level * width + j]!;
    }
  }
  return { products, squares, levelMeans: Float64Array.from(levelMeans) };
}

/** Takes the mean out of the sums of squares: the absorbed factor spans the constant. */
function centreSquares(squares: Float64Array, weight: Float64Array, sums: Float64Array): void {
  const width = squares.length;
  const total = weight.reduce((sum, one) => sum + one, 0);
  for (let i = 0; i < width; i++) {
    let sum = 0;
    for (let level = 0; level < weight.length; level++) sum += sums[level * width + i]!;
    const centred = squares[i]! - (sum * sum) / total;
    squares[i] = centred > 1e-12 * squares[i]! ? centred : 0;
  }
}

function allProducts(
  sets: readonly ColumnSet[],
  width: number,
  weights: Float64Array | undefined,
): Float64Array {
  const products = new Float64Array(width * width);
  let top = 0;
  for (const [position, left] of sets.entries()) {
    let side = 0;
    for (const right of sets.slice(0, position + 1)) {
      const block = crossProduct(left, right, weights);
      for (let i = 0; i < left.width; i++) {
        for (let j = 0; j < right.width; j++) {
          products[(top + i) * width + side + j] = block[i * right.width + j]!;
          products[(side + j) * width + top + i] = block[i * right.width + j]!;
        }
      }
      side += right.width;
    }
    top += left.width;
  }
  return products;
}

/** Weight of every level of the absorbed factor, and its sums of all columns, levels × width. */
function levelSums(
  factor: PatternColumns,
  sets: readonly ColumnSet[],
  width: number,
  weights: Float64Array | undefined,
): { weight: Float64Array; sums: Float64Array } {
  const ones = new Float64Array(factor.index.length).fill(1);
  const constant: ColumnSet = { width: 1, columns: { kind: "dense", columns: [ones] } };
  const weight = patternSums(factor, constant, weights);
  const sums = new Float64Array(factor.patternCount * width);
  let start = 0;
  for (const set of sets) {
    const block = patternSums(factor, set, weights);
    for (let level = 0; level < factor.patternCount; level++) {
      const from = level * set.width;
      sums.set(block.subarray(from, from + set.width), level * width + start);
    }
    start += set.width;
  }
  return { weight, sums };
}

/** Whether what the earlier columns leave of a dependent one differs between the factor's levels. */
export function variesByLevel(
  { column, on }: Dependence,
  levelMeans: Float64Array,
  width: number,
): boolean {
  let low = Infinity;
  let high = -Infinity;
  let size = 0;
  for (let start = 0; start < levelMeans.length; start += width) {
    let rest = levelMeans[start + column]!;
    for (const part of on) rest -= part.coefficient * levelMeans[start + part.column]!;
    low = Math.min(low, rest);
    high = Math.max(high, rest);
    size = Math.max(size, Math.abs(levelMeans[start + column]!));
  }
  return high - low > 1e-6 * size;
}
