/**
 * Whether Virginia's night of 2019 may be published, as `mlm live` decides it: `node virginia-publish.mjs ORDERS
 * [order]`. Units report in 25 looks up to half of them; a line of JSON an order with the share at which the gates first
 * open, and what holds the forecast at 25 %.
 */
import { live } from "../../../dist/src/index.js";
import { reportsOf, usualRules } from "../../../dist/src/workflows/election-night/feed/index.js";
import {
  decide,
  monitorNight,
  newlyReported,
  usualGates,
} from "../../../dist/src/workflows/election-night/gates/index.js";
import { orderUnits } from "../../../dist/src/workflows/election-night/index.js";
import { frameOf, virginia2017, virginia2019 } from "./virginia-data.mjs";
import { fitPast, nightOptions } from "./virginia-model.mjs";

const orders = Number(process.argv[2] ?? 20);
const order = process.argv[3] ?? "random";
const looks = Array.from({ length: 25 }, (_, look) => (look + 1) / 50);
const tonight = virginia2019();
const { night } = live(await fitPast(virginia2017()), frameOf("tonight", tonight), {
  unit: "precinct",
  level: "election=2019",
  ...nightOptions,
  by: ["district", "county"],
});
const { units, by, levels } = night;
const finals = new Map(tonight.map(({ precinct, turnout }) => [precinct, turnout]));

function look(reporting, { before, earlier }) {
  const words = new Map(
    reporting.map((unit) => [unit, { unit, counted: finals.get(unit), share: 1 }]),
  );
  const found = reportsOf({
    words,
    crosswalk: new Map(),
    units,
    blocked: new Map(),
    rules: usualRules,
  });
  const forecast = night.forecast(found.reports);
  const known = before.units.filter(({ status }) => status === "reported").length;
  if (known >= 20)
    for (const [{ unit }, { predicted, intervals }] of newlyReported(forecast, before))
      if (!earlier.has(unit)) earlier.set(unit, { unit, predicted, intervals });
  const { batchCorrelation } = usualGates;
  const monitors = monitorNight({ units, by, levels, forecast, before, earlier, batchCorrelation });
  const implausible = found.notes.flatMap(({ unit, kind }) =>
    kind === "implausible" ? [unit] : [],
  );
  const votes = implausible.reduce((sum, unit) => sum + finals.get(unit), 0);
  const decision = decide({
    units: units.length,
    reported: forecast.units.filter(({ status }) => status === "reported").length,
    monitors,
    implausible: { units: implausible, share: votes / forecast.total.predicted },
    held: new Map(),
    sinceNews: 0,
    gates: usualGates,
  });
  return { forecast, decision };
}

for (let seed = 1; seed <= orders; seed++) {
  const sequence = orderUnits(units, { order, seed, area: "county" });
  let before = night.forecast([]);
  const earlier = new Map();
  let opened;
  let reasons = [];
  for (const share of looks) {
    const reporting = sequence.slice(0, Math.ceil(share * units.length + 0.01 * units.length));
    const { forecast, decision } = look(reporting, { before, earlier });
    before = forecast;
    const part = reporting.length / units.length;
    if (decision.publish) opened ??= part;
    if (part <= 0.28 && !decision.publish) reasons = decision.reasons;
  }
  console.log(JSON.stringify({ order, seed, opened, reasons }));
}
