/** An orthonormal basis of what vectors span. */

/** A vector with less than this share of its length outside the basis is in it. */
const negligible = 1e-7;

function project(out: Float64Array, direction: Float64Array): void {
  let sum = 0;
  for (let i = 0; i < out.length; i++) sum += out[i]! * direction[i]!;
  for (let i = 0; i < out.length; i++) out[i] = out[i]! - sum * direction[i]!;
}

const lengthOf = (vector: Float64Array): number => {
  let sum = 0;
  for (const value of vector) sum += value * value;
  return Math.sqrt(sum);
};

/** By Gram and Schmidt, each vector twice, which is orthogonal to the last bits (Kahan and Parlett). */
export function spanOf(vectors: readonly Float64Array[]): readonly Float64Array[] {
  const basis: Float64Array[] = [];
  for (const vector of vectors) {
    if (basis.length === vector.length) break;
    const before = lengthOf(vector);
    const rest = Float64Array.from(vector);
    for (let pass = 0; pass < 2; pass++) for (const direction of basis) project(rest, direction);
    const length = lengthOf(rest);
    if (!(length > negligible * before)) continue;
    basis.push(rest.map((value) => value / length));
  }
  return basis;
}
