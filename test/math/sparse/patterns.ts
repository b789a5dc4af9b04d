/** Patterns and positive definite matrices on them, with their dense forms. */
import fc from "fast-check";
import { cholesky, solveCholesky } from "../../../src/math/cholesky.js";
import { openStream } from "../../../src/math/index.js";
import type { SymmetricPattern } from "../../../src/math/sparse/symmetric-pattern.js";

export type Pairs = readonly (readonly [number, number])[];

export function patternOf(size: number, pairs: Pairs): SymmetricPattern {
  const columns = Array.from({ length: size }, (_, j) => new Set([j]));
  for (const [a, b] of pairs) columns[Math.min(a, b)]!.add(Math.max(a, b));
  const columnStart = [0];
  const rowIndex: number[] = [];
  for (const rows of columns) {
    rowIndex.push(...[...rows].sort((a, b) => a - b));
    columnStart.push(rowIndex.length);
  }
  return { size, columnStart: Int32Array.from(columnStart), rowIndex: Int32Array.from(rowIndex) };
}

interface PositiveDefinite {
  /** On the pattern. */
  readonly values: Float64Array;
  readonly dense: Float64Array;
}

/** Random entries, with a diagonal that makes the matrix positive definite. */
export function matrixOf(
  { size, columnStart, rowIndex }: SymmetricPattern,
  seed: number,
): PositiveDefinite {
  const random = openStream(seed, "matrix");
  const values = Float64Array.from(rowIndex, () => random.uniform() - 0.5);
  const dense = new Float64Array(size * size);
  for (let j = 0; j < size; j++)
    for (let s = columnStart[j]!; s < columnStart[j + 1]!; s++) {
      const i = rowIndex[s]!;
      if (i === j) values[s] = 0.3;
      dense[i * size + j] = values[s]!;
      dense[j * size + i] = values[s]!;
    }
  for (let j = 0; j < size; j++) {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += Math.abs(dense[i * size + j]!);
    dense[j * size + j]! += sum;
    values[columnStart[j]!]! += sum;
  }
  return { values, dense };
}

export function inverseOf(dense: Float64Array, n: number): Float64Array {
  const factor = cholesky(dense, n)!;
  const inverse = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    const column = new Float64Array(n);
    column[j] = 1;
    solveCholesky(factor, n, column);
    inverse.set(column, j * n);
  }
  return inverse;
}

export const grid = (side: number): Pairs =>
  Array.from({ length: side * side }, (_, at) => at).flatMap((at) => [
    ...(at % side < side - 1 ? [[at, at + 1] as const] : []),
    ...(at + side < side * side ? [[at, at + side] as const] : []),
  ]);

export const arrow = (size: number): Pairs =>
  Array.from({ length: size - 1 }, (_, i) => [i, size - 1] as const);
export const chain = (size: number): Pairs =>
  Array.from({ length: size - 1 }, (_, i) => [i, i + 1] as const);
export const full = (size: number): Pairs =>
  Array.from({ length: size }, (_, i) => i).flatMap((i) =>
    Array.from({ length: i }, (_j, j) => [i, j] as const),
  );

/** Pairs between two sides, each chosen at random. */
export function crossed(left: number, right: number, count: number, seed: number): Pairs {
  const random = openStream(seed, "pairs");
  return Array.from({ length: count }, () => [
    Math.floor(random.uniform() * left),
    left + Math.floor(random.uniform() * right),
  ]);
}

/** Shapes that take every path through the fronts: narrow, wide, of any remainder after tiles and blocks. */
export const shapes: readonly (readonly [string, number, Pairs])[] = [
  ["one entry", 1, []],
  ["a diagonal", 7, []],
  ["a chain", 40, chain(40)],
  ["an arrow", 30, arrow(30)],
  ["an arrow whose head is dense", 400, arrow(400)],
  ["a dense matrix", 25, full(25)],
  ["a dense matrix of many blocks", 203, full(203)],
  ["a lattice", 100, grid(10)],
  ["a larger lattice", 625, grid(25)],
  ["a lattice with a dense row", 101, [...grid(10), ...arrow(101)]],
  ["crossed effects", 230, crossed(130, 100, 900, 2)],
  ["two separate parts", 32, [...grid(4), ...grid(4).map(([a, b]) => [a + 16, b + 16] as const)]],
];

interface AnyMatrix {
  readonly size: number;
  readonly pairs: Pairs;
  readonly seed: number;
}

export const anyMatrix: fc.Arbitrary<AnyMatrix> = fc.integer({ min: 1, max: 24 }).chain((size) =>
  fc.record({
    size: fc.constant(size),
    pairs: fc
      .array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 60 })
      .map((pairs) => pairs.filter(([a, b]) => a !== b)),
    seed: fc.nat(1000),
  }),
);
