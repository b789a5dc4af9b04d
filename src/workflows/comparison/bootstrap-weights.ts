/** Pseudo-BMA+ weights: how often each model predicts best when rows are reweighted at random. */
import { deterministic, sampleExponential, type RandomStream } from "../../math/index.js";

const replicates = 1000;

/** exp(x_k) / Σ exp(x). */
function softmax(values: Float64Array): Float64Array {
  const most = values.reduce((largest, value) => Math.max(largest, value), -Infinity);
  const parts = values.map((value) => deterministic.exp(value - most));
  const total = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => part / total);
}

/**
 * The mean of softmax(n Σ_i u_i elpd_i) over draws of u from the flat Dirichlet distribution
 * (the Bayesian bootstrap of Yao, Vehtari, Simpson & Gelman 2018).
 */
export function bootstrapWeights(
  pointwise: readonly Float64Array[],
  random: RandomStream,
): Float64Array {
  const rows = pointwise[0]!.length;
  const weights = new Float64Array(pointwise.length);
  const shares = new Float64Array(rows);
  for (let replicate = 0; replicate < replicates; replicate++) {
    let total = 0;
    for (let row = 0; row < rows; row++) total += shares[row] = sampleExponential(random);
    const sums = Float64Array.from(pointwise, (elpd) => {
      let sum = 0;
      for (let row = 0; row < rows; row++) sum += shares[row]! * elpd[row]!;
      return (rows * sum) / total;
    });
    softmax(sums).forEach((weight, model) => (weights[model]! += weight / replicates));
  }
  return weights;
}
