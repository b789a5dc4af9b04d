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

/** At most about this many products are formed; longer tables are sampled at equal steps. */
const productLimit = 4_000_000;

const one = Float64Array.of(1);

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

/** Σ w times the product of both multipliers, by pattern of `a` and pattern of `b`. */
function crossTable(
  a: PatternView,
  b: PatternView,
  weights: Float64Array,
  step: number,
): Float64Array {
  const table = new Float64Array(a.patternCount * b.patternCount);
  for (let i = 0; i < weights.length; i += step) {
    let product = weights[i]! * step;
    if (a.multiplier) product *= a.multiplier[i]!;
    if (b.multiplier) product *= b.multiplier[i]!;
    const row = a.index ? a.index[i]! : 0;
    const column = b.index ? b.index[i]! : 0;
    table[row * b.patternCount + column]! += product;
  }
  return table;
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
 * XᵀWX about the given column means (zeros: not centred), row-major. The intercept-like column of
 * ones is part of the cross products so that centring is exact.
 */
export function informationMatrix(
  blocks: readonly BlockColumns[],
  means: Float64Array,
  weights: Float64Array,
): Float64Array {
  const ones = viewsOf({
    kind: "pattern",
    index: new Int32Array(weights.length),
    patterns: one,
    patternCount: 1,
  });
  const views = [...ones, ...blocks.flatMap(viewsOf)];
  const pairs = (views.length * (views.length + 1)) / 2;
  const step = Math.max(1, Math.ceil((pairs * weights.length) / productLimit));
  const size = means.length + 1;
  const matrix = new Float64Array(size * size);
  let rowStart = 0;
  views.forEach((a, i) => {
    let columnStart = rowStart;
    for (const b of views.slice(i)) {
      addBlock(matrix, size, a, b, crossTable(a, b, weights, step), [rowStart, columnStart]);
      columnStart += b.width;
    }
    rowStart += a.width;
  });
  return centre(matrix, means);
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
