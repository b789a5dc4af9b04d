/**
 * The simulated night over seeds: coverage, width and error of units, districts and the state beside an oracle that
 * knows the covariance. `node synthetic.mjs FROM TO [oracle|none] [order,...] [county|district]`; a line of JSON for each
 * seed, order and stage. With the last argument these areas have effects of every election that correlate over distance too.
 */
import {
  compile,
  fit,
  frameFromColumns,
  live,
  replay,
  scoreStages,
  simulateNight,
} from "../../../dist/src/index.js";
import { openDenseNight } from "../../../dist/src/workflows/election-night/baselines/index.js";
import {
  scoreMeans,
  unitCovariance,
  unitMean,
} from "../../../dist/src/workflows/election-night/simulator/index.js";

const [from, to, besides = "", orders = "random,small-first", near] = process.argv.slice(2);
/** Stated: the correlation of two areas falls by e over so many kilometres. */
const range = Number(process.env.RANGE ?? 40);
const formula =
  "log(turnout / baseline) ~ 1 + urban + college + age + (1 + urban + college + age || election) + " +
  "(1 | county:election) + (1 | district:election)" +
  (near === undefined ? "" : ` + (1 | ${near}, cov = near, by = election)`);
const priors = {
  "sd(1|election)": "HalfNormal(0.2)",
  "sd(urban|election)": "HalfNormal(0.1)",
  "sd(college|election)": "HalfNormal(0.1)",
  "sd(age|election)": "HalfNormal(0.1)",
};
const stages = [0.1, 0.25, 0.5, 0.75];

/** exp(-distance / range) between the middles of areas, as the table that `cov` takes. */
function nearness(units, area) {
  const column = (name) => units.columns.find((one) => one.name === name);
  const { codes, levels: names } = column(area);
  const levels = names.filter((_, level) => codes.includes(level));
  const middles = levels.map((name) => {
    const level = names.indexOf(name);
    const rows = [...codes.keys()].filter((row) => codes[row] === level);
    return ["east", "north"].map(
      (name) => rows.reduce((sum, row) => sum + column(name).values[row], 0) / rows.length,
    );
  });
  const columns = levels.map((level, j) => [
    level,
    middles.map(([x, y]) => Math.exp(-Math.hypot(x - middles[j][0], y - middles[j][1]) / range)),
  ]);
  return frameFromColumns("near", { area: [...levels], ...Object.fromEntries(columns) });
}

function oracle({ places }, { night }) {
  return openDenseNight({
    units: night.units,
    by: night.by,
    levels: night.levels,
    mean: unitMean(places, scoreMeans),
    covariance: unitCovariance(places),
    draws: 400,
    seed: 1,
  });
}

for (let seed = Number(from); seed <= Number(to); seed++) {
  const state = simulateNight({ seed });
  const frames = near === undefined ? {} : { near: nearness(state.tonight, near) };
  const before = await fit(compile(formula, state.past, { family: "gaussian", priors, frames }), {
    engine: "inla",
    seed: 1,
  });
  const start = performance.now();
  const night = live(before, state.tonight, {
    unit: "precinct",
    level: "election=e5",
    by: ["district", "county"],
    ...JSON.parse(process.env.NIGHT ?? "{}"),
  });
  const seconds = (performance.now() - start) / 1000;
  const beside = besides === "oracle" ? { oracle: oracle(state, night) } : {};
  for (const order of orders.split(",")) {
    const played = replay(night, state.final, { order, area: "county", seed, stages, beside });
    for (const score of scoreStages(played))
      console.log(JSON.stringify({ seed, order, open: seconds, ...score }));
  }
}
