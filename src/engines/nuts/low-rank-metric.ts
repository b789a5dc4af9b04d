/**
 * The low-rank metric of nutpie (Seyboldt, Carlson and Carpenter 2026). In coordinates standardised by the
 * diagonal, with C_q = I + QQᵀ/γ of the centred draws and C_g likewise of the centred gradients, it is the
 * geometric mean Σ of C_q and C_g⁻¹, the matrix with Σ C_g Σ = C_q: for a normal both say the same covariance
 * wherever there are draws, and where there are none Σ stays the unit matrix.
 */
import { innerProduct, orthonormalise, symmetricEigen } from "../../math/index.js";
import type { Metric } from "./metric.js";

const gamma = 1e-5;
/** Directions whose variance differs by less than this factor from that of the diagonal are left to it. */
const cutoff = 2;
/** A vector with less than this share of its length outside the basis is in it. */
const negligible = 1e-7;

/** Rows less their mean, each coordinate times its scale, divided by the root of how many rows there are. */
function standardised(
  rows: readonly Float64Array[],
  scale: (coordinate: number) => number,
): readonly Float64Array[] {
  const n = rows[0]?.length ?? 0;
  const means = new Float64Array(n);
  for (const row of rows) for (let i = 0; i < n; i++) means[i] = means[i]! + row[i]! / rows.length;
  const root = Math.sqrt(rows.length);
  return rows.map((row) => row.map((value, i) => ((value - means[i]!) * scale(i)) / root));
}

/** I + Σ b bᵀ / γ over rows b in terms of the basis; row-major. */
function regularised(rows: readonly Float64Array[], basis: readonly Float64Array[]): Float64Array {
  const r = basis.length;
  const matrix = new Float64Array(r * r);
  for (let i = 0; i < r; i++) matrix[i * r + i] = 1;
  for (const row of rows) {
    const parts = basis.map((direction) => innerProduct(direction, row));
    for (let i = 0; i < r; i++)
      for (let j = 0; j < r; j++)
        matrix[i * r + j] = matrix[i * r + j]! + (parts[i]! * parts[j]!) / gamma;
  }
  return matrix;
}

/** The symmetric matrix with the same eigenvectors and f of the eigenvalues, none of them below 1 but by rounding. */
function mapped(matrix: Float64Array, r: number, f: (value: number) => number): Float64Array {
  const { values, vectors } = symmetricEigen(matrix, r);
  const weights = values.map((value) => f(Math.max(1, value)));
  const result = new Float64Array(r * r);
  for (let i = 0; i < r; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < r; k++) sum += weights[k]! * vectors[i * r + k]! * vectors[j * r + k]!;
      result[i * r + j] = sum;
      result[j * r + i] = sum;
    }
  return result;
}

/** S A S for symmetric S and A; symmetric to the last bit. */
function sandwich(s: Float64Array, a: Float64Array, r: number): Float64Array {
  const product = (x: Float64Array, y: Float64Array): Float64Array => {
    const result = new Float64Array(r * r);
    for (let i = 0; i < r; i++)
      for (let k = 0; k < r; k++) {
        const factor = x[i * r + k]!;
        for (let j = 0; j < r; j++) result[i * r + j] = result[i * r + j]! + factor * y[k * r + j]!;
      }
    return result;
  };
  const result = product(product(s, a), s);
  for (let i = 0; i < r; i++)
    for (let j = 0; j < i; j++) {
      const mean = 0.5 * (result[i * r + j]! + result[j * r + i]!);
      result[i * r + j] = mean;
      result[j * r + i] = mean;
    }
  return result;
}

/** C_g^(−½) (C_g^½ C_q C_g^½)^½ C_g^(−½). */
export function geometricMean(cq: Float64Array, cg: Float64Array, r: number): Float64Array {
  const half = mapped(cg, r, Math.sqrt);
  const inverseHalf = mapped(cg, r, (value) => 1 / Math.sqrt(value));
  return sandwich(inverseHalf, mapped(sandwich(half, cq, r), r, Math.sqrt), r);
}

/** Writes into `metric`, whose diagonal stands already, the directions that draws and gradients speak of. */
export function learnDirections(
  positions: readonly Float64Array[],
  gradients: readonly Float64Array[],
  metric: Metric,
): void {
  const { diagonal, eigenvalues, directions } = metric;
  const n = diagonal.length;
  const draws = standardised(positions, (i) => 1 / Math.sqrt(diagonal[i]!));
  const slopes = standardised(gradients, (i) => Math.sqrt(diagonal[i]!));
  const basis = orthonormalise([...draws, ...slopes], negligible).q;
  const r = basis.length;
  const mean = geometricMean(regularised(draws, basis), regularised(slopes, basis), r);
  const { values, vectors } = symmetricEigen(mean, r);
  const strength = (k: number): number => Math.max(values[k]!, 1 / values[k]!);
  const kept = Array.from(values.keys())
    .filter((k) => values[k]! > 0 && strength(k) > cutoff)
    .sort((a, b) => strength(b) - strength(a) || a - b)
    .slice(0, eigenvalues.length);
  kept.forEach((from, k) => {
    eigenvalues[k] = values[from]!;
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < r; j++) sum += vectors[j * r + from]! * basis[j]![i]!;
      directions[k * n + i] = Math.sqrt(diagonal[i]!) * sum;
    }
  });
  metric.rank = kept.length;
}
