/** Weighted cross-products of blocks of design columns; dummy columns are summed by pattern, never expanded. */
import type { BlockColumns, PatternColumns } from "../../design/design-blocks.js";

/** One block of columns with its number of columns. */
export interface ColumnSet {
  readonly width: number;
  readonly columns: BlockColumns;
}

/** Σ_i w_i left_i right_iᵀ, left.width × right.width, row-major. */
export function crossProduct(
  left: ColumnSet,
  right: ColumnSet,
  weights: Float64Array | undefined,
): Float64Array {
  if (left.columns.kind === "dense") {
    if (right.columns.kind === "dense") {
      return denseProduct(left.columns.columns, right.columns.columns, weights);
    }
    return transpose(crossProduct(right, left, weights), right.width, left.width);
  }
  const sums = patternSums(left.columns, right, weights);
  return timesPatterns(left.columns, left.width, sums, right.width);
}

function denseProduct(
  left: readonly Float64Array[],
  right: readonly Float64Array[],
  weights: Float64Array | undefined,
): Float64Array {
  const product = new Float64Array(left.length * right.length);
  for (const [i, a] of left.entries()) {
    for (const [j, b] of right.entries()) {
      let sum = 0;
      for (let row = 0; row < a.length; row++) {
        sum += (weights ? weights[row]! : 1) * a[row]! * b[row]!;
      }
      product[i * right.length + j] = sum;
    }
  }
  return product;
}

/** Σ over the rows of each pattern of w · multiplier · right: patternCount × right.width. */
export function patternSums(
  { index, patternCount, multiplier }: PatternColumns,
  right: ColumnSet,
  weights: Float64Array | undefined,
): Float64Array {
  const { width, columns } = right;
  const factor = (row: number): number =>
    (weights ? weights[row]! : 1) * (multiplier ? multiplier[row]! : 1);
  const sums = new Float64Array(patternCount * width);
  if (columns.kind === "dense") {
    for (const [j, column] of columns.columns.entries()) {
      for (let row = 0; row < index.length; row++) {
        sums[index[row]! * width + j]! += factor(row) * column[row]!;
      }
    }
    return sums;
  }
  const joint = new Float64Array(patternCount * columns.patternCount);
  for (let row = 0; row < index.length; row++) {
    const own = columns.multiplier ? columns.multiplier[row]! : 1;
    joint[index[row]! * columns.patternCount + columns.index[row]!]! += factor(row) * own;
  }
  for (let cell = 0; cell < joint.length; cell++) {
    if (joint[cell] === 0) continue;
    const pattern = Math.floor(cell / columns.patternCount);
    const other = cell - pattern * columns.patternCount;
    for (let j = 0; j < width; j++) {
      sums[pattern * width + j]! += joint[cell]! * columns.patterns[other * width + j]!;
    }
  }
  return sums;
}

/** patternsᵀ sums: width × sumsWidth. Patterns are mostly zeros. */
function timesPatterns(
  { patterns, patternCount }: PatternColumns,
  width: number,
  sums: Float64Array,
  sumsWidth: number,
): Float64Array {
  const product = new Float64Array(width * sumsWidth);
  for (let pattern = 0; pattern < patternCount; pattern++) {
    for (let i = 0; i < width; i++) {
      const entry = patterns[pattern * width + i]!;
      if (entry === 0) continue;
      for (let j = 0; j < sumsWidth; j++) {
        product[i * sumsWidth + j]! += entry * sums[pattern * sumsWidth + j]!;
      }
    }
  }
  return product;
}

function transpose(matrix: Float64Array, rows: number, columns: number): Float64Array {
  const result = new Float64Array(matrix.length);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) result[j * rows + i] = matrix[i * columns + j]!;
  }
  return result;
}
