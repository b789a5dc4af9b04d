/**
 * The simulated night over seeds: coverage, width and error of units, districts and the state beside an oracle that
 * knows the covariance. `node synthetic.mjs FROM TO [oracle] [order,...]`; a line of JSON for each seed, order and stage.
 */
import { compile, fit, live, replay, scoreStages, simulateNight } from "../../../dist/src/index.js";
import { openDenseNight } from "../../../dist/src/workflows/election-night/baselines/index.js";
import {
  scoreMeans,
  unitCovariance,
  unitMean,
} from "../../../dist/src/workflows/election-night/simulator/index.js";

const formula =
  "log(turnout / baseline) ~ 1 + urban + college + age + (1 + urban + college + age || election) + " +
  "(1 | county:election) + (1 | district:election)";
const priors = {
  "sd(1|election)": "HalfNormal(0.2)",
  "sd(urban|election)": "HalfNormal(0.1)",
  "sd(college|election)": "HalfNormal(0.1)",
  "sd(age|election)": "HalfNormal(0.1)",
};
const stages = [0.1, 0.25, 0.5, 0.75];

const [from, to, besides = "", orders = "random,small-first"] = process.argv.slice(2);

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
  const before = await fit(compile(formula, state.past, { family: "gaussian", priors }), {
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
    const played = replay(night, state.final, { order, seed, stages, beside });
    for (const score of scoreStages(played))
      console.log(JSON.stringify({ seed, order, open: seconds, ...score }));
  }
}
