/**
 * Prints what one approximation takes in this process: `election SEED` or `mrp`. Milliseconds of `open`
 * are those before the first evaluation: rows merged, symbolic analysis; `compute` is all that comes after;
 * `cpu` is that of all threads for both, compilers and collectors included.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { frameFromColumns, readTable } from "../../dist/src/data/index.js";
import { collectDiagnostics } from "../../dist/src/diagnostics/index.js";
import { compile, fit } from "../../dist/src/index.js";
import { openStream } from "../../dist/src/math/index.js";

const formulas = {
  election: "bush ~ female + black + C(age_cat) + C(edu_cat) + (1 | state)",
  mrp:
    "p(abortion, n) ~ male + repvote + (1 | state) + (1 | eth) + (1 | edu) + (1 | male:eth) + " +
    "(1 | edu:age) + (1 | edu:eth)",
};

export const mrpCells = join(
  import.meta.dirname,
  ...["..", "..", "..", "shared", "data", "cces2018", "biased_sample_cells.csv.gz"],
);

/** 6,003 respondents in 50 states, with coefficients and a spread of states as in 1988. */
function simulateElection(seed) {
  const random = openStream(seed, "election");
  const states = Array.from({ length: 50 }, () => 0.447 * random.normal());
  const pick = (shares) => {
    let u = random.uniform();
    return 1 + shares.findIndex((share) => (u -= share) < 0);
  };
  const [ofAge, ofEdu] = [
    [0, -0.27, -0.11, -0.23],
    [0, 0.04, 0.41, 0.14],
  ];
  const columns = { state: [], female: [], black: [], age_cat: [], edu_cat: [], bush: [] };
  for (let i = 0; i < 6003; i++) {
    const state = Math.floor(50 * random.uniform());
    const female = Number(random.uniform() < 0.56);
    const black = Number(random.uniform() < 0.08);
    const age = pick([0.2, 0.3, 0.28, 0.22]);
    const edu = pick([0.13, 0.42, 0.23, 0.22]);
    const eta =
      0.39 + states[state] - 0.18 * female - 1.37 * black + ofAge[age - 1] + ofEdu[edu - 1];
    const row = [state + 1, female, black, age, edu, random.uniform() < 1 / (1 + Math.exp(-eta))];
    Object.values(columns).forEach((column, k) => column.push(Number(row[k])));
  }
  return frameFromColumns("election", columns, collectDiagnostics());
}

function readCells() {
  const bytes = gunzipSync(readFileSync(mrpCells));
  return readTable(bytes, { file: "cells.csv", name: "cells", clauses: [] }, collectDiagnostics());
}

const models = {
  election: (seed) =>
    compile(formulas.election, simulateElection(seed), {
      family: "bernoulli",
      defaultPriors: "r-inla",
    }),
  mrp: () =>
    compile(formulas.mrp, readCells(), {
      family: "binomial",
      priors: { "Intercept(at=0)": "Normal(0, 5)", common: "Normal(0, 2.5)", sd: "HalfNormal(1)" },
    }),
};

const [name, seed] = process.argv.slice(2);
if (name !== undefined && (name !== "mrp" || existsSync(mrpCells))) {
  const model = models[name](Number(seed));
  const before = process.cpuUsage();
  const { seconds, criteria } = await fit(model, { engine: "inla" });
  const { user, system } = process.cpuUsage(before);
  const { approximation, criteria: judging, check } = seconds;
  const ms = (value) => Number((1000 * value).toFixed(2));
  console.log(
    JSON.stringify({
      compute_ms: ms(approximation + judging + check),
      approximation_ms: ms(approximation),
      criteria_ms: ms(judging),
      check_ms: ms(check),
      open_ms: ms(seconds.compile - model.seconds),
      cpu_ms: ms((user + system) / 1e6),
      dic: criteria.dic.value,
      waic: criteria.waic.value,
    }),
  );
}
