/** Effective sizes of weighted draws: of means, and of the shares below the 5 % and 95 % quantiles. */

/** Variance of f over that of its weighted mean; the two draws of a pair count together. */
function effectiveSize(values, weights) {
  let mean = 0;
  values.forEach((value, i) => (mean += weights[i] * value));
  let [variance, error] = [0, 0];
  for (let i = 0; i < values.length; i += 2) {
    const pair = [i, i + 1].map((j) => weights[j] * (values[j] - mean));
    error += (pair[0] + pair[1]) ** 2;
    variance += pair[0] * (values[i] - mean) + pair[1] * (values[i + 1] - mean);
  }
  return variance / error;
}

function quantile(values, weights, p) {
  const order = [...values.keys()].sort((a, b) => values[a] - values[b]);
  let below = 0;
  for (const at of order) if ((below += weights[at]) >= p) return values[at];
  return values[order.at(-1)];
}

function tailSize(values, weights) {
  const sizes = [0.05, 0.95].map((p) => {
    const cut = quantile(values, weights, p);
    return effectiveSize(
      values.map((value) => (value <= cut ? 1 : 0)),
      weights,
    );
  });
  return Math.min(...sizes);
}

export function smallestWeighted({ marginals, model }) {
  let least = { bulk: Infinity, tail: Infinity };
  marginals.forEach((marginal, at) => {
    if (marginal.kind !== "weighted") return;
    const { name } = model.parameters[at];
    const bulk = effectiveSize(marginal.values, marginal.weights);
    const tail = tailSize(marginal.values, marginal.weights);
    if (bulk < least.bulk) least = { ...least, bulk, bulkOf: name };
    if (tail < least.tail) least = { ...least, tail, tailOf: name };
  });
  return least;
}
