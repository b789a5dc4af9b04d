/** The model of Virginia, as it was chosen on 2017 alone (docs/election-night-calibration.md). */
import { compile, fit } from "../../../dist/src/index.js";
import { farthest, frameOf } from "./virginia-data.mjs";

const predictors = "log_gov + gov_district + rate + aged + black + college + income";

export const model = {
  formula:
    `log(turnout / baseline) ~ 1 + ${predictors} + ` +
    "(1 + log_gov + gov_district + rate + income || election) + " +
    "(1 + log_gov || county:election) + (1 + log_gov || district:election)",
  family: "gaussian",
};

/** What the night itself is told: 2015 and 2017, or 2017 and 2019, are counts of the same kind. */
export const nightOptions = { size: "size", factor: farthest, baseline_noise: 1 };

/** One past election cannot teach how much elections differ: these are stated. */
const stated = {
  "sd(1|election)": "HalfNormal(0.2)",
  "sd(log_gov|election)": "HalfNormal(0.1)",
  "sd(gov_district|election)": "HalfNormal(0.1)",
  "sd(rate|election)": "HalfNormal(0.1)",
  "sd(income|election)": "HalfNormal(0.05)",
};

export async function fitPast(units, { formula, family } = model) {
  const slopes = (name) => {
    const effect = name.slice(3, name.indexOf("|"));
    return effect === "1" || formula.split("|| election")[0].split("(1 + ")[1]?.includes(effect);
  };
  const priors = Object.fromEntries(Object.entries(stated).filter(([name]) => slopes(name)));
  return fit(compile(formula, frameOf("past", units), { family, priors }), {
    engine: "inla",
    seed: 1,
  });
}
