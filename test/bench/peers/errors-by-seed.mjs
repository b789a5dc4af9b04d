/**
 * `node test/bench/peers/errors-by-seed.mjs SET SEEDS [FIRST]`: how many independent draws a corrected fit is worth, by what
 * its answers differ between seeds: the variance of a parameter over that of its mean, and p (1 − p) over the
 * variance of the share below its 5 % and 95 % quantile. Also the seconds of processor time of a fit.
 */
import { compile, fit } from "../../../dist/src/index.js";
import { read } from "../../../dist/src/node/index.js";
import { pathOf, sets } from "./sets.mjs";

const [set, seeds, first = "1"] = process.argv.slice(2);
const model = compile(sets[set].formula, await read(pathOf(set)), sets[set].options);

/** Values in order, with the weight up to each of them. */
function distributionOf({ values, weights }) {
  const order = [...values.keys()].sort((a, b) => values[a] - values[b]);
  let upTo = 0;
  return {
    values: Float64Array.from(order, (at) => values[at]),
    below: Float64Array.from(order, (at) => (upTo += weights[at])),
  };
}

/** How many entries of a rising array are below x. */
function countBelow(rising, x) {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle] < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

const average = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
function varianceOf(values) {
  const mean = average(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

const marginals = model.parameters.map(() => []);
let [seconds, failed] = [0, 0];
for (let seed = Number(first); seed < Number(first) + Number(seeds); seed++) {
  const before = process.cpuUsage();
  const result = await fit(model, { engine: "inla", correct: true, seed });
  const { user, system } = process.cpuUsage(before);
  seconds += (user + system) / 1e6 / Number(seeds);
  if (!result.correction.passed) failed++;
  else
    result.marginals.forEach((marginal, k) => {
      const { values, weights } = marginal;
      const mean = values.reduce((sum, value, i) => sum + weights[i] * value, 0);
      const square = values.reduce((sum, value, i) => sum + weights[i] * (value - mean) ** 2, 0);
      marginals[k].push({ mean, variance: square, ...distributionOf(marginal) });
    });
}

function tailSize(fits, p) {
  const cut = average(fits.map(({ values, below }) => values[countBelow(below, p)]));
  const shares = fits.map(({ values, below }) => below[countBelow(values, cut) - 1] ?? 0);
  const share = average(shares);
  return (share * (1 - share)) / varianceOf(shares);
}

const rows = marginals.map((fits, k) => {
  const sds = fits.map(({ variance }) => Math.sqrt(variance));
  return {
    name: model.parameters[k].name,
    mean: average(fits.map(({ variance }) => variance)) / varianceOf(fits.map(({ mean }) => mean)),
    tail: Math.min(tailSize(fits, 0.05), tailSize(fits, 0.95)),
    sdError: Math.sqrt(varianceOf(sds)) / average(sds),
  };
});

const passed = marginals[0].length;
console.log(
  `${set}: ${passed} fits, ${failed} did not pass, ${seconds.toFixed(2)} s of processor time each`,
);
for (const key of ["mean", "tail"]) {
  const order = rows.toSorted((a, b) => a[key] - b[key]);
  const least = order[0];
  const middle = order[order.length >> 1];
  console.log(
    `draws by the errors of ${key}s: least ${least[key].toFixed(0)} (${least.name}), median ${middle[key].toFixed(0)}`,
  );
}
const worst = rows.reduce((a, b) => (b.sdError > a.sdError ? b : a));
console.log(
  `standard error of an sd, at most ${(100 * worst.sdError).toFixed(2)} % (${worst.name})`,
);
process.exit(0);
