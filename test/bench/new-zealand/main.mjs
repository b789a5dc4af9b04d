/** Every electorate of New Zealand 2020 estimated from its margins, against the truth, beside Goodman's. */
import { goodmanRates } from "../../../dist/src/workflows/ecological/margins/index.js";
import { quantile } from "../../../dist/src/math/index.js";
import { fitPooled } from "./pooled-tables.mjs";
import { readElectorates } from "./read-electorates.mjs";

const electorates = readElectorates();
const context = !process.argv.includes("--no-context");
const started = performance.now();
const fits = fitPooled(electorates, { context }, (round, model) =>
  console.error(
    `round ${round + 1}: tau ${model.tau.toFixed(3)}, correlation in units ${(model.laid.reduce((s, l) => s + l.correlation, 0) / model.laid.length).toFixed(4)}, ${((performance.now() - started) / 1000).toFixed(0)} s`,
  ),
);
const seconds = (performance.now() - started) / 1000;

function marginsOf({ groups, outcomes, units }) {
  const sizes = Float64Array.from(units, ({ people }) => people.reduce((sum, n) => sum + n, 0));
  const flat = (pick) => Float64Array.from(units.flatMap((unit, at) => [...pick(unit, sizes[at])]));
  return {
    units: units.map((_, at) => String(at)),
    groups,
    outcomes,
    sizes,
    composition: flat(({ people }, size) => people.map((n) => n / size)),
    votes: flat(({ votes }) => votes),
    remarks: [],
  };
}

const meanError = (rates, truth) =>
  truth.reduce((sum, share, at) => sum + Math.abs(rates[at] - share), 0) / truth.length;
const clip = (rates) => rates.map((rate) => Math.min(1, Math.max(0, rate)));

const rows = electorates.map((electorate, place) => {
  const { truth: counts, outcomes } = electorate;
  const truth = counts.map((votes, at) => {
    const from = Math.floor(at / outcomes.length) * outcomes.length;
    return votes / counts.subarray(from, from + outcomes.length).reduce((sum, n) => sum + n, 0);
  });
  const goodman = goodmanRates(marginsOf(electorate), true).rates;
  const { rates, draws } = fits[place];
  const covered = truth.filter((share, at) => {
    const sorted = Float64Array.from(draws, (draw) => draw[at]).sort();
    return quantile(sorted, 0.025) <= share && share <= quantile(sorted, 0.975);
  }).length;
  return {
    name: electorate.name,
    cells: truth.length,
    pooled: meanError(rates, truth),
    goodman: meanError(goodman, truth),
    clipped: meanError(clip(goodman), truth),
    coverage: covered / truth.length,
  };
});

const average = (of) => rows.reduce((sum, row) => sum + of(row), 0) / rows.length;
const cell = (value) => value.toFixed(4);
console.log("| electorate | cells | pooled | Goodman | Goodman, clipped | coverage of 95 % |");
console.log("|---|---|---|---|---|---|");
for (const { name, cells, pooled, goodman, clipped, coverage } of rows)
  console.log(
    `| ${name} | ${cells} | ${[pooled, goodman, clipped, coverage].map(cell).join(" | ")} |`,
  );
console.log(
  `| mean of ${rows.length} | | ${[({ pooled }) => pooled, ({ goodman }) => goodman, ({ clipped }) => clipped, ({ coverage }) => coverage].map((of) => cell(average(of))).join(" | ")} |`,
);
console.log(
  `\nBelow Goodman's in ${rows.filter((row) => row.pooled < row.goodman).length} of ${rows.length} electorates, below Goodman's clipped to [0, 1] in ${rows.filter((row) => row.pooled < row.clipped).length}. All fits: ${seconds.toFixed(0)} s.`,
);
