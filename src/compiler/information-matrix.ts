/** The approximate information matrix XᵀWX of the common columns, from cross tables of patterns. */
import type { BlockColumns } from "../design/design-blocks.js";

/** A block seen as patterns; a dense column is the pattern 1 times its numbers. */
interface PatternView {
  readonly index: Int32Array | undefined;
  readonly multiplier: Float64Array | undefined;
  readonly patterns: Float64Array;
  readonly patternCount: number;
  readonly width: number;
}

/** Rows beyond these numbers are sampled: the matrix only chooses coordinates. */
const mostRows = 4096;
const fewestRows = 1024;

/** Products formed where there are many columns. */
const productLimit = 10_000_000;

const one = Float64Array.of(1);

/** The intercept's column. */
const ones: PatternView = {
  index: undefined,
  multiplier: undefined,
  patterns: one,
  patternCount: 1,
  width: 1,
};

function viewsOf(columns: BlockColumns): readonly PatternView[] {
  if (columns.kind === "dense") {
    return columns.columns.map((multiplier) => ({
      index: undefined,
      multiplier,
      patterns: one,
      patternCount: 1,
      width: 1,
    }));
  }
  const { index, multiplier, patterns, patternCount } = columns;
  return [{ index, multiplier, patterns, patternCount, width: patterns.length / patternCount }];
}

/**
 * Rows that carry weight; of many of them, one from each of equally long runs, at a place that
 * varies from run to run so that no regular order of the rows can hide a level.
 */
function sampledRows(weights: Float64Array, pairs: number): Int32Array {
  const rows = new Int32Array(weights.length);
  let count = 0;
  for (let i = 0; i < weights.length; i++) if (weights[i]! > 0) rows[count++] = i;
  const most = Math.min(mostRows, Math.max(fewestRows, Math.floor(productLimit / pairs)));
  const step = Math.ceil(count / most);
  if (step <= 1) return rows.subarray(0, count);
  const place = (run: number): number => (Math.imul(run, 0x9e3779b1) >>> 0) % step;
  const runs = Math.floor(count / step);
  return Int32Array.from({ length: runs }, (_, run) => rows[run * step + place(run)]!);
}

/** Σ w times the product of both multipliers, by pattern of `a` and pattern of `b`. */
function crossTable(
  a: PatternView,
  b: PatternView,
  weights: Float64Array,
  rows: Int32Array,
): Float64Array {
  const table = new Float64Array(a.patternCount * b.patternCount);
  for (const i of rows) {
    let product = weights[i]!;
    if (a.multiplier) product *= a.multiplier[i]!;
    if (b.multiplier) product *= b.multiplier[i]!;
    const row = a.index ? a.index[i]! : 0;
    const column = b.index ? b.index[i]! : 0;
    table[row * b.patternCount + column]! += product;
  }
  return table;
}

/** Factor by which sums over the sampled rows fall short of sums over all rows. */
function sampledShare(weights: Float64Array, rows: Int32Array): number {
  let sampled = 0;
  for (const i of rows) sampled += weights[i]!;
  let total = 0;
  for (const weight of weights) total += weight;
  return total === 0 ? 1 : sampled / total;
}

/** Adds Paᵀ T Pb to the block of the matrix that starts at (rowStart, columnStart), and its mirror. */
function addBlock(
  matrix: Float64Array,
  size: number,
  a: PatternView,
  b: PatternView,
  table: Float64Array,
  starts: readonly [number, number],
): void {
  for (let p = 0; p < a.patternCount; p++) {
    for (let q = 0; q < b.patternCount; q++) {
      const weight = table[p * b.patternCount + q]!;
      if (weight === 0) continue;
      for (let j = 0; j < a.width; j++) {
        const left = weight * a.patterns[p * a.width + j]!;
        if (left === 0) continue;
        for (let k = 0; k < b.width; k++) {
          const at = (starts[0] + j) * size + starts[1] + k;
          matrix[at]! += left * b.patterns[q * b.width + k]!;
        }
      }
    }
  }
}

/**
 * XᵀWX about the given column means (zeros: not centred), row-major. The intercept's column is part
 * of the cross products, so that the means need not be those of these weights.
 */
export function informationMatrix(
  blocks: readonly BlockColumns[],
  means: Float64Array,
  weights: Float64Array,
): Float64Array {
  const views = [ones, ...blocks.flatMap(viewsOf)];
  const rows = sampledRows(weights, (views.length * views.length) / 2);
  const size = means.length + 1;
  const matrix = new Float64Array(size * size);
  let rowStart = 0;
  views.forEach((a, i) => {
    let columnStart = rowStart;
    for (const b of views.slice(i)) {
      addBlock(matrix, size, a, b, crossTable(a, b, weights, rows), [rowStart, columnStart]);
      columnStart += b.width;
    }
    rowStart += a.width;
  });
  const share = sampledShare(weights, rows);
  return centre(matrix, means).map((entry) => entry / share);
}

/** Upper triangle with the column of ones first → symmetric matrix about the means. */
function centre(matrix: Float64Array, means: Float64Array): Float64Array {
  const n = means.length;
  const size = n + 1;
  const total = matrix[0]!;
  const centred = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    for (let k = j; k < n; k++) {
      const raw = matrix[(j + 1) * size + k + 1]!;
      const sumJ = matrix[j + 1]!;
      const sumK = matrix[k + 1]!;
      const value = raw - means[j]! * sumK - means[k]! * sumJ + means[j]! * means[k]! * total;
      centred[j * n + k] = value;
      centred[k * n + j] = value;
    }
  }
  return centred;
}
