/** Weighted means and standard deviations of design columns, without expanding dummy columns. */
import type { CommonBlock, PatternColumns } from "../design/design-blocks.js";
import { weightedMean, weightedStandardDeviation } from "../math/index.js";

export interface Moments {
  readonly mean: number;
  /** Divisor: the total weight. */
  readonly sd: number;
}

export function columnMoments(
  column: Float64Array | undefined,
  weights: Float64Array | undefined,
): Moments {
  if (!column) return { mean: 1, sd: 0 };
  return {
    mean: weightedMean(column, weights),
    sd: weightedStandardDeviation(column, weights),
  };
}

/** Moments of every column of a block, in order. */
export function blockMoments(
  { columns, columnNames }: CommonBlock,
  weights: Float64Array | undefined,
): readonly Moments[] {
  if (columns.kind === "dense") {
    return columns.columns.map((column) => columnMoments(column, weights));
  }
  const totals = patternTotals(columns, weights);
  const width = columnNames.length;
  return columnNames.map((_, column) =>
    patternMoments(totals, (pattern) => columns.patterns[pattern * width + column]!),
  );
}

/** Moments of the sum of a block's columns. */
export function rowSumMoments(
  { columns, columnNames }: CommonBlock,
  weights: Float64Array | undefined,
): Moments {
  if (columns.kind === "dense") return columnMoments(sumOfColumns(columns.columns), weights);
  const width = columnNames.length;
  return patternMoments(patternTotals(columns, weights), (pattern) => {
    let sum = 0;
    for (let column = 0; column < width; column++)
      sum += columns.patterns[pattern * width + column]!;
    return sum;
  });
}

function sumOfColumns(columns: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(columns[0]?.length ?? 0);
  for (const column of columns)
    for (let row = 0; row < sum.length; row++) sum[row]! += column[row]!;
  return sum;
}

/** Per pattern: total weight, and mean and sum of squared deviations of the multiplier. */
interface PatternTotals {
  readonly weight: Float64Array;
  readonly mean: Float64Array;
  readonly squares: Float64Array;
}

function patternTotals(
  { index, patternCount, multiplier }: PatternColumns,
  weights: Float64Array | undefined,
): PatternTotals {
  const weight = new Float64Array(patternCount);
  const mean = new Float64Array(patternCount).fill(multiplier ? 0 : 1);
  const squares = new Float64Array(patternCount);
  for (let row = 0; row < index.length; row++) {
    const pattern = index[row]!;
    const w = weights ? weights[row]! : 1;
    weight[pattern]! += w;
    if (!multiplier || w === 0) continue;
    // West's running update of a weighted mean and sum of squares.
    const step = multiplier[row]! - mean[pattern]!;
    const shift = (w / weight[pattern]!) * step;
    squares[pattern]! += w * step * (step - shift);
    mean[pattern]! += shift;
  }
  return { weight, mean, squares };
}

function patternMoments(totals: PatternTotals, value: (pattern: number) => number): Moments {
  const { weight, mean: multiplier, squares } = totals;
  let total = 0;
  let sum = 0;
  for (let pattern = 0; pattern < weight.length; pattern++) {
    total += weight[pattern]!;
    sum += weight[pattern]! * multiplier[pattern]! * value(pattern);
  }
  const mean = sum / total;
  let deviations = 0;
  for (let pattern = 0; pattern < weight.length; pattern++) {
    const factor = value(pattern);
    const distance = multiplier[pattern]! * factor - mean;
    deviations += factor * factor * squares[pattern]! + weight[pattern]! * distance * distance;
  }
  return { mean, sd: Math.sqrt(deviations / total) };
}
