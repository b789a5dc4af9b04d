/**
 * Effective sizes of weighted draws: of means, and of the shares below the 5 % and 95 % quantiles. Errors are
 * compared between runs of evenly spread draws, as the product's mcse_mean does it, and come out a little too large.
 */

/** As src/posterior/marginals/weighted.ts has it. */
function runLength(draws) {
  let length = 2;
  while (2 * length * 24 <= draws) length *= 2;
  return length;
}

/** Variance of f over that of its weighted mean. */
function effectiveSize(values, weights) {
  let mean = 0;
  values.forEach((value, i) => (mean += weights[i] * value));
  const length = runLength(values.length);
  const runs = new Float64Array(Math.floor(values.length / length));
  let variance = 0;
  values.forEach((value, i) => {
    variance += weights[i] * (value - mean) ** 2;
    const run = Math.floor(i / length);
    if (run < runs.length) runs[run] += weights[i] * (value - mean);
  });
  let differences = 0;
  for (let run = 1; run < runs.length; run++) differences += (runs[run] - runs[run - 1]) ** 2;
  return variance / ((0.5 * differences * (values.length / length)) / (runs.length - 1));
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
