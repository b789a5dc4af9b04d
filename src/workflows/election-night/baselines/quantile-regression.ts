/**
 * Linear quantile regression with weights: min Σ w_i ρ_τ(y_i - x_iᵀβ) by the primal-dual interior point method of
 * Portnoy & Koenker (1997), then the vertex of the linear programme next to its end, which is exact.
 */
import { cholesky, innerProduct, solveCholesky } from "../../../math/index.js";

const mostSteps = 80;
const smallGap = 1e-10;
const stayInside = 0.99995;

/** Columns of predictors, weighted; the programme is min cᵀx, Aᵀx = b, 0 <= x <= 1 with c = -y. */
interface Programme {
  readonly columns: readonly Float64Array[];
  readonly c: Float64Array;
  readonly b: Float64Array;
}

/** Σ_i columns_ij multipliers_j. */
function combine(
  columns: readonly Float64Array[],
  multipliers: Float64Array,
  n: number,
): Float64Array {
  const sums = new Float64Array(n);
  columns.forEach((column, j) => {
    for (let i = 0; i < n; i++) sums[i]! += column[i]! * multipliers[j]!;
  });
  return sums;
}

/** (A diag(q) Aᵀ)⁻¹ A (q · right); undefined where weights have shrunk so far that it is singular. */
function solveWeighted(
  columns: readonly Float64Array[],
  q: Float64Array,
  right: Float64Array,
): Float64Array | undefined {
  const p = columns.length;
  const gram = new Float64Array(p * p);
  const sums = new Float64Array(p);
  columns.forEach((column, a) => {
    const weighted = column.map((value, i) => value * q[i]!);
    sums[a] = innerProduct(weighted, right);
    for (let b = 0; b <= a; b++) gram[a * p + b] = innerProduct(weighted, columns[b]!);
  });
  for (let a = 0; a < p; a++) gram[a * p + a]! *= 1 + 1e-13;
  const factor = cholesky(gram, p);
  if (factor === undefined) return undefined;
  solveCholesky(factor, p, sums);
  return sums;
}

function longestStep(values: readonly [Float64Array, Float64Array][]): number {
  let longest = 1e20;
  for (const [value, change] of values)
    value.forEach((own, i) => {
      if (change[i]! < 0) longest = Math.min(longest, -own / change[i]!);
    });
  return Math.min(1, stayInside * longest);
}

interface Point {
  x: Float64Array;
  s: Float64Array;
  y: Float64Array;
  z: Float64Array;
  w: Float64Array;
}

type Direction = Omit<Point, "y"> & { readonly y: Float64Array };

function moveBy(value: Float64Array, change: Float64Array, step: number): Float64Array {
  return value.map((own, i) => own + step * change[i]!);
}

/** Newton's direction; with `centring` Mehrotra's second one. */
function directionAt(
  { columns }: Programme,
  { x, s, z, w }: Point,
  centring?: { readonly mu: number; readonly first: Direction },
): Direction | undefined {
  const n = x.length;
  const q = x.map((own, i) => 1 / (z[i]! / own + w[i]! / s[i]!));
  const target = x.map((own, i) => {
    const plain = z[i]! - w[i]!;
    if (centring === undefined) return plain;
    const { mu, first } = centring;
    const xi = mu * (1 / own - 1 / s[i]!);
    return plain + (first.x[i]! * first.z[i]!) / own - (first.s[i]! * first.w[i]!) / s[i]! - xi;
  });
  const y = solveWeighted(columns, q, target);
  if (y === undefined) return undefined;
  const along = combine(columns, y, n);
  const dx = along.map((value, i) => q[i]! * (value - target[i]!));
  const ds = dx.map((value) => -value);
  const pull = (own: number, dual: number, change: number, second: number): number =>
    (centring === undefined ? 0 : centring.mu / own - second / own) - dual - (dual * change) / own;
  const { first } = centring ?? {};
  const dz = x.map((own, i) => pull(own, z[i]!, dx[i]!, first ? first.x[i]! * first.z[i]! : 0));
  const dw = s.map((own, i) => pull(own, w[i]!, ds[i]!, first ? first.s[i]! * first.w[i]! : 0));
  return { x: dx, s: ds, y, z: dz, w: dw };
}

function stepsOf(point: Point, move: Direction): [number, number] {
  return [
    longestStep([
      [point.x, move.x],
      [point.s, move.s],
    ]),
    longestStep([
      [point.z, move.z],
      [point.w, move.w],
    ]),
  ];
}

function nextPoint(programme: Programme, point: Point): Point | undefined {
  let move = directionAt(programme, point);
  if (move === undefined) return undefined;
  let [primal, dual] = stepsOf(point, move);
  if (Math.min(primal, dual) < 1) {
    const { x, s, z, w } = point;
    const before = innerProduct(z, x) + innerProduct(w, s);
    const after =
      innerProduct(moveBy(z, move.z, dual), moveBy(x, move.x, primal)) +
      innerProduct(moveBy(w, move.w, dual), moveBy(s, move.s, primal));
    const share = after / before;
    const mu = (before * share * share * share) / (2 * x.length);
    move = directionAt(programme, point, { mu, first: move });
    if (move === undefined) return undefined;
    [primal, dual] = stepsOf(point, move);
  }
  return {
    x: moveBy(point.x, move.x, primal),
    s: moveBy(point.s, move.s, primal),
    y: moveBy(point.y, move.y, dual),
    z: moveBy(point.z, move.z, dual),
    w: moveBy(point.w, move.w, dual),
  };
}

function start({ columns, c }: Programme, tau: number): Point {
  const n = c.length;
  const y = solveWeighted(columns, new Float64Array(n).fill(1), c);
  if (y === undefined)
    throw new Error("the predictors of a quantile regression depend on each other");
  const fitted = combine(columns, y, n);
  const rest = c.map((value, i) => value - fitted[i]! || 0.001);
  const z = rest.map((value) => Math.max(value, 0) + 1e-3);
  const w = z.map((value, i) => value - rest[i]!);
  const x = new Float64Array(n).fill(1 - tau);
  return { x, s: x.map((value) => 1 - value), y, z, w };
}

/** Σ w ρ_τ(residual), with weights in the columns already. */
function loss(residuals: Float64Array, tau: number): number {
  return residuals.reduce((sum, r) => sum + r * (r < 0 ? tau - 1 : tau), 0);
}

/** Through as many points as there are coefficients, those nearest to the plane. */
function vertexNear(
  columns: readonly Float64Array[],
  y: Float64Array,
  beta: Float64Array,
): Float64Array | undefined {
  const p = columns.length;
  const fitted = combine(columns, beta, y.length);
  const order = Array.from(y, (value, i) => ({ i, gap: Math.abs(value - fitted[i]!) }))
    .toSorted((a, b) => a.gap - b.gap || a.i - b.i)
    .map(({ i }) => i);
  const chosen: Float64Array[] = [];
  const basis: Float64Array[] = [];
  const values: number[] = [];
  for (const i of order) {
    if (chosen.length === p) break;
    const row = Float64Array.from(columns, (column) => column[i]!);
    const rest = row.slice();
    for (const unit of basis) {
      const share = innerProduct(unit, rest);
      rest.forEach((_, k) => (rest[k]! -= share * unit[k]!));
    }
    const length = Math.sqrt(innerProduct(rest, rest));
    if (length < 1e-9 * Math.sqrt(innerProduct(row, row))) continue;
    basis.push(rest.map((value) => value / length));
    chosen.push(row);
    values.push(y[i]!);
  }
  return chosen.length < p ? undefined : solveSquare(chosen, values);
}

/** By elimination with the largest pivot. */
function solveSquare(rows: readonly Float64Array[], values: readonly number[]): Float64Array {
  const n = rows.length;
  const system = rows.map((row, i) => Float64Array.of(...row, values[i]!));
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k; i < n; i++)
      if (Math.abs(system[i]![k]!) > Math.abs(system[pivot]![k]!)) pivot = i;
    [system[k], system[pivot]] = [system[pivot]!, system[k]!];
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const share = system[i]![k]! / system[k]![k]!;
      for (let j = k; j <= n; j++) system[i]![j]! -= share * system[k]![j]!;
    }
  }
  return Float64Array.from(system, (row, i) => row[n]! / row[i]!);
}

export interface QuantileQuestion {
  /** Columns of predictors, an intercept among them if there shall be one; they must be independent. */
  readonly columns: readonly Float64Array[];
  readonly y: Float64Array;
  readonly weights: Float64Array;
  /** In (0, 1). */
  readonly tau: number;
}

export function fitQuantile({ columns, y, weights, tau }: QuantileQuestion): Float64Array {
  const weighted = columns.map((column) => column.map((value, i) => value * weights[i]!));
  const scaled = y.map((value, i) => value * weights[i]!);
  const c = scaled.map((value) => -value);
  const b = Float64Array.from(weighted, (column) => (1 - tau) * column.reduce((a, v) => a + v, 0));
  const programme = { columns: weighted, c, b };
  const size = scaled.reduce((sum, value) => sum + Math.abs(value), 1e-300);
  let point = start(programme, tau);
  for (let step = 0; step < mostSteps; step++) {
    const gap =
      innerProduct(c, point.x) - innerProduct(point.y, b) + point.w.reduce((a, v) => a + v, 0);
    if (gap < smallGap * size) break;
    const next = nextPoint(programme, point);
    if (next === undefined) break;
    point = next;
  }
  const beta = point.y.map((value) => -value);
  const vertex = vertexNear(weighted, scaled, beta);
  const lossAt = (at: Float64Array): number => {
    const fitted = combine(weighted, at, scaled.length);
    return loss(
      scaled.map((value, i) => value - fitted[i]!),
      tau,
    );
  };
  return vertex !== undefined && lossAt(vertex) <= lossAt(beta) * (1 + 1e-9) ? vertex : beta;
}
