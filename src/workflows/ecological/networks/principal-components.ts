/** Principal components of embedded people: the directions in which they differ most. */
import { symmetricEigen } from "../../../math/index.js";
import type { Embedding } from "./embed-people.js";

export interface PrincipalComponents {
  /** People × components, row by row; sd of each direction as it is. */
  readonly scores: Float64Array;
  readonly count: number;
  /** The part of all variance that each component has. */
  readonly shares: readonly number[];
}

function meansOf({ names, values }: Embedding, people: Float64Array): Float64Array {
  const width = names.length;
  const means = new Float64Array(width);
  let total = 0;
  people.forEach((weight, row) => {
    total += weight;
    for (let k = 0; k < width; k++) means[k]! += weight * values[row * width + k]!;
  });
  return means.map((sum) => sum / total);
}

function covarianceOf(
  { names, values }: Embedding,
  means: Float64Array,
  people: Float64Array,
): Float64Array {
  const width = names.length;
  const product = new Float64Array(width * width);
  const centred = new Float64Array(width);
  let total = 0;
  people.forEach((weight, row) => {
    total += weight;
    for (let k = 0; k < width; k++) centred[k] = values[row * width + k]! - means[k]!;
    for (let j = 0; j < width; j++)
      for (let k = 0; k <= j; k++) product[j * width + k]! += weight * centred[j]! * centred[k]!;
  });
  for (let j = 0; j < width; j++)
    for (let k = 0; k <= j; k++)
      product[j * width + k] = product[k * width + j] = product[j * width + k]! / total;
  return product;
}

/** The sign of a direction is that of its largest loading. */
function directionOf(vectors: Float64Array, width: number, column: number): Float64Array {
  const loadings = Float64Array.from({ length: width }, (_, j) => vectors[j * width + column]!);
  const largest = loadings.reduce((most, x) => (Math.abs(x) > Math.abs(most) ? x : most), 0);
  return largest < 0 ? loadings.map((x) => -x) : loadings;
}

export function principalComponents(
  embedding: Embedding,
  people: Float64Array,
  wanted: number,
): PrincipalComponents {
  const { names, values } = embedding;
  const width = names.length;
  const count = Math.min(wanted, width);
  const means = meansOf(embedding, people);
  const { values: variances, vectors } = symmetricEigen(
    covarianceOf(embedding, means, people),
    width,
  );
  const total = variances.reduce((sum, variance) => sum + variance, 0);
  const columns = Array.from({ length: count }, (_, k) => width - 1 - k);
  const directions = columns.map((column) => directionOf(vectors, width, column));
  const scores = new Float64Array(people.length * count);
  for (let row = 0; row < people.length; row++)
    directions.forEach((direction, k) => {
      let sum = 0;
      for (let j = 0; j < width; j++) sum += direction[j]! * (values[row * width + j]! - means[j]!);
      scores[row * count + k] = sum;
    });
  return { scores, count, shares: columns.map((column) => variances[column]! / total) };
}
