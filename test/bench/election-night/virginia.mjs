/**
 * Virginia's night of 2019, played again with the model chosen on 2017: `node virginia.mjs ORDERS [stages]`. A line of
 * JSON for each order, stage, level and method.
 */
import { live, replay, scoreStages } from "../../../dist/src/index.js";
import {
  estimateThreeNumbers,
  fitLeastSquares,
  openNonparametricNight,
  openPipelineNight,
  threeNumberCovariance,
} from "../../../dist/src/workflows/election-night/baselines/index.js";
import { frameOf, virginia2017, virginia2019 } from "./virginia-data.mjs";
import { fitPast, nightOptions } from "./virginia-model.mjs";

const orders = Number(process.argv[2] ?? 20);
const others = Math.min(orders, 4);
const stages = (process.argv[3] ?? "0.1,0.25,0.5,0.75").split(",").map(Number);
const names = ["log_gov", "aged", "black", "college", "income"];

const past = virginia2017();
const tonight = virginia2019();
const start = performance.now();
const before = await fitPast(past);
const fitted = performance.now();
const value = live(before, frameOf("tonight", tonight), {
  unit: "precinct",
  level: "election=2019",
  ...nightOptions,
  by: ["district", "county"],
});
const opened = performance.now();
console.error(
  `fit ${((fitted - start) / 1000).toFixed(1)} s, open ${((opened - fitted) / 1000).toFixed(1)} s`,
);

const { units, by, levels } = value.night;
const known = new Map(tonight.map((unit) => [unit.precinct, unit]));
const rows = units.map(({ unit }) => known.get(unit));

function nonparametric() {
  const predictors = names.map((name) => Float64Array.from(rows, (row) => row[name]));
  return openNonparametricNight({ units, by, levels, predictors, seed: 1 });
}

const codes = (own, of) => {
  const levelsOf = [...new Set(own.map(of))];
  return Int32Array.from(own, (row) => levelsOf.indexOf(of(row)));
};

/** Three numbers of 2017's residuals about its own fit, and a shift of the state by .15, as the notes' first baseline. */
function pipeline() {
  const columns = (own) => [
    new Float64Array(own.length).fill(1),
    ...names.map((name) => Float64Array.from(own, (row) => row[name])),
  ];
  const pastColumns = columns(past);
  const pastRatios = Float64Array.from(past, ({ turnout, baseline }) =>
    Math.log(turnout / baseline),
  );
  const empty = new Float64Array(past.length);
  const residuals = {
    elections: [fitLeastSquares(pastColumns, pastRatios).residuals],
    district: codes(past, ({ district }) => district),
    county: codes(past, ({ county }) => county),
    size: Float64Array.from(past, ({ baseline }) => baseline),
    east: empty,
    north: empty,
    scores: [],
  };
  const covariance = threeNumberCovariance(
    estimateThreeNumbers(residuals),
    codes(rows, ({ district }) => district),
  );
  const tonightRows = rows.map((row) => Float64Array.of(1, ...names.map((name) => row[name])));
  const shared = { units, by, levels, pastColumns, pastRatios, rows: tonightRows, covariance };
  const { forecaster, message } = openPipelineNight({
    ...shared,
    residuals,
    shift: 0.15,
    draws: 400,
    seed: 1,
  });
  if (message !== undefined) console.error(message);
  return forecaster;
}

const beside = {
  nonparametric: nonparametric(),
  ...(process.argv[4] === "pipeline" && { "three numbers": pipeline() }),
};
const final = frameOf("final", tonight);
for (const order of ["random", "small-first", "by-area"]) {
  for (let seed = 1; seed <= (order === "random" ? orders : others); seed++) {
    const played = replay(value, final, { order, area: "county", seed, stages, beside });
    for (const score of scoreStages(played)) console.log(JSON.stringify({ seed, order, ...score }));
    if (seed === 1)
      for (const { stage, learnt, forecaster } of played.stages)
        if (forecaster === "night")
          console.error(
            order,
            stage,
            learnt.map((l) => `${l.name} ${l.mean.toFixed(3)} ± ${l.sd.toFixed(3)}`).join("; "),
          );
  }
}
