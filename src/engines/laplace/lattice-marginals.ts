/**
 * Marginals of two hyperparameters whose density is known on a lattice: its logarithm is interpolated by
 * splines in the standard coordinates and integrated along lines.
 */
import { deterministic } from "../../math/index.js";
import { interpolate } from "./cubic-spline.js";
import type { StandardCoordinates } from "./standard-coordinates.js";

interface LatticePoint {
  readonly theta: Float64Array;
  readonly value: number;
}

/** A density on an even grid, not normalised. */
export interface LineDensity {
  readonly theta: Float64Array;
  readonly logDensity: Float64Array;
}

/** Log densities on a fine tensor grid that goes beyond the lattice, where splines go on straight. */
interface FineTable {
  readonly first: Float64Array;
  readonly second: Float64Array;
  /** Row-major. */
  readonly values: Float64Array;
}

const linePoints = 301;
const acrossPoints = 81;
/** Parts of a step of the lattice: between them a straight line is off by a thousandth at most. */
const refinement = 8;
const stepsBeyond = 2;

/** z = Aᵀ H (theta − mode), the inverse of theta = mode + A z. */
function standardise(
  { mode, hessian, axes }: StandardCoordinates,
  theta: ArrayLike<number>,
): readonly [number, number] {
  const [d0, d1] = [theta[0]! - mode[0]!, theta[1]! - mode[1]!];
  const h0 = hessian[0]! * d0 + hessian[1]! * d1;
  const h1 = hessian[2]! * d0 + hessian[3]! * d1;
  return [axes[0]! * h0 + axes[2]! * h1, axes[1]! * h0 + axes[3]! * h1];
}

/** Places in units of the step, each a whole number but for rounding. */
function wholeSteps(
  points: readonly LatticePoint[],
  coordinates: StandardCoordinates,
  step: number,
) {
  return points.map(({ theta, value }) => {
    const [a, b] = standardise(coordinates, theta);
    return { a: Math.round(a / step), b: Math.round(b / step), value };
  });
}

type Steps = ReturnType<typeof wholeSteps>;

const range = (from: number, to: number, parts: number): Float64Array =>
  Float64Array.from({ length: (to - from) * parts + 1 }, (_, i) => from + i / parts);

/** By how much a standard normal's log density bends over one step. */
const bendOf = (step: number): number => step * step;

/** What the nearest sites in one direction lead one to expect: on along them, bending as a normal does. */
function expectedFrom(near: number | undefined, next: number | undefined, bend: number): number {
  if (near === undefined) return Infinity;
  return near - bend - (next === undefined ? bend : Math.max(0, next - near));
}

/** Fills rows × columns from the sites, ring after ring around what is known. */
function completeLattice(
  steps: Steps,
  rows: Float64Array,
  columns: Float64Array,
  step: number,
): (a: number, b: number) => number {
  const known = new Map(steps.map(({ a, b, value }) => [`${a} ${b}`, value]));
  const at = (a: number, b: number): number | undefined => known.get(`${a} ${b}`);
  const directions = [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ] as const;
  const expectedAt = (a: number, b: number): number =>
    directions.reduce(
      (least, [da, db]) =>
        Math.min(least, expectedFrom(at(a + da, b + db), at(a + 2 * da, b + 2 * db), bendOf(step))),
      Infinity,
    );
  let missing = Array.from(rows).flatMap((a) =>
    Array.from(columns).flatMap((b) => (at(a, b) === undefined ? [[a, b] as const] : [])),
  );
  while (missing.length > 0) {
    const ring = missing.map(([a, b]) => [a, b, expectedAt(a, b)] as const);
    for (const [a, b, value] of ring) if (value < Infinity) known.set(`${a} ${b}`, value);
    missing = missing.filter(([a, b]) => at(a, b) === undefined);
  }
  return (a, b) => at(a, b)!;
}

function refine(steps: Steps, step: number): FineTable {
  const axis = (of: (point: Steps[number]) => number): Float64Array => {
    const all = steps.map(of);
    return range(Math.min(...all), Math.max(...all), 1);
  };
  const finer = (coarse: Float64Array): Float64Array =>
    range(coarse[0]! - stepsBeyond, coarse[coarse.length - 1]! + stepsBeyond, refinement);
  const [rows, columns] = [axis(({ a }) => a), axis(({ b }) => b)];
  const valueAt = completeLattice(steps, rows, columns, step);
  const [first, second] = [finer(rows), finer(columns)];
  const along = Array.from(rows, (a) =>
    interpolate(
      columns,
      columns.map((b) => valueAt(a, b)),
      second,
    ),
  );
  const values = new Float64Array(first.length * second.length);
  for (let j = 0; j < second.length; j++) {
    const line = interpolate(
      rows,
      Float64Array.from(along, (row) => row[j]!),
      first,
    );
    line.forEach((value, i) => (values[i * second.length + j] = value));
  }
  return { first, second, values };
}

/** Linear between neighbours; minus infinity outside. */
function lookUp({ first, second, values }: FineTable, a: number, b: number): number {
  const x = (a - first[0]!) * refinement;
  const y = (b - second[0]!) * refinement;
  const [i, j] = [Math.floor(x), Math.floor(y)];
  if (!(i >= 0 && j >= 0 && i < first.length - 1 && j < second.length - 1)) return -Infinity;
  const [u, v] = [x - i, y - j];
  const at = i * second.length + j;
  const below = (1 - v) * values[at]! + v * values[at + 1]!;
  const above = (1 - v) * values[at + second.length]! + v * values[at + second.length + 1]!;
  return (1 - u) * below + u * above;
}

function extent(points: readonly LatticePoint[], k: number, sd: number): readonly [number, number] {
  const all = points.map(({ theta }) => theta[k]!);
  return [Math.min(...all) - sd, Math.max(...all) + sd];
}

const evenly = ([from, to]: readonly [number, number], count: number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));

/** Of the first or second hyperparameter; undefined where an axis has but one point. */
export function latticeMarginal(
  coordinates: StandardCoordinates,
  points: readonly LatticePoint[],
  step: number,
  k: 0 | 1,
): LineDensity | undefined {
  const steps = wholeSteps(points, coordinates, step);
  const isLine = (of: (point: Steps[number]) => number): boolean => new Set(steps.map(of)).size < 3;
  if (isLine(({ a }) => a) || isLine(({ b }) => b)) return undefined;
  const table = refine(steps, step);
  const sdOf = (which: number): number => Math.sqrt(coordinates.covariance[which * 3]!);
  const theta = evenly(extent(points, k, sdOf(k)), linePoints);
  const across = evenly(extent(points, 1 - k, sdOf(1 - k)), acrossPoints);
  const peak = points.reduce((most, { value }) => Math.max(most, value), -Infinity);
  const logDensity = theta.map((own) => {
    let total = 0;
    for (const other of across) {
      const [a, b] = standardise(coordinates, k === 0 ? [own, other] : [other, own]);
      total += deterministic.exp(lookUp(table, a / step, b / step) - peak);
    }
    return deterministic.log(total);
  });
  return { theta, logDensity };
}
