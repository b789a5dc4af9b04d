/** The report of a calibration run as a page of docs. */
import { adjustByHolm } from "../../dist/src/math/index.js";
import { calibrationLevel, judge } from "../../dist/src/workflows/calibration/index.js";
import { rankedQuantities } from "../../dist/src/workflows/calibration/quantities.js";
import { openModel } from "./cells.mjs";
import { fitsOfCell } from "./results-file.mjs";

const number = (p) => (p < 0.0001 ? "< .0001" : p.toFixed(p < 0.01 ? 4 : 3).replace(/^0/, ""));

/** A cell with the verdict on its quantities; a defect has missed all of them. */
function judgeCell(cell, all) {
  const fits = fitsOfCell(all, cell);
  const names = rankedQuantities(openModel(cell)).map(({ name }) => name);
  const complete = fits.map((fit, at) => ({
    places: fit.places.length > 0 ? fit.places : names.map(() => at % 2),
  }));
  const quantities = fits.length > 0 ? judge(names, complete) : [];
  const worst = quantities.toSorted((a, b) => a.p - b.p)[0];
  const count = (outcome) => fits.filter((fit) => fit.outcome === outcome).length;
  return {
    ...cell,
    fits,
    quantities,
    worst,
    bad: quantities.filter(({ adjusted }) => adjusted <= calibrationLevel),
    flagged: count("flagged"),
    failed: count("failed"),
    refused: fits.reduce((sum, { refused }) => sum + refused, 0),
  };
}

/** Every fit of the cell says that the engine does not have this model. */
const isForeign = ({ fits }) =>
  fits.length > 0 && fits.every(({ codes }) => codes.includes("not-latent-gaussian"));

function rowOf(cell) {
  const { family, structure, fits, worst, quantities, bad, flagged, failed, refused } = cell;
  const start = [family, structure, fits.length];
  if (worst === undefined) return [...start, "not run", "", "", "", "", "", ""];
  if (isForeign(cell)) return [...start, "not a model of this engine", "", "", "", "", failed, ""];
  const logLikelihood = quantities.at(-1).p;
  return [
    ...start,
    bad.length > 0 ? `**no** (${bad.length} of ${quantities.length})` : "yes",
    `\`${worst.name.replaceAll("|", "\\|")}\`${worst.reading ? ` ${worst.reading}` : ""}`,
    number(worst.p),
    number(worst.adjusted),
    number(logLikelihood),
    `${flagged} / ${failed}`,
    refused,
  ];
}

const headings = [
  "family",
  "structure",
  "fits",
  "calibrated",
  "worst quantity",
  "p",
  "p after Holm",
  "p of the log likelihood",
  "flagged / failed",
  "redrawn",
];

const line = (cells) => `| ${cells.join(" | ")} |`;

function tableOf(cells) {
  return [line(headings), line(headings.map(() => "---")), ...cells.map(rowOf).map(line)].join(
    "\n",
  );
}

function miscalibrated(cells) {
  return cells
    .filter((cell) => cell.bad.length > 0 && !isForeign(cell))
    .map(({ family, structure, bad }) => {
      const listed = bad.map(
        ({ name, adjusted, reading }) =>
          `\`${name}\` ${number(adjusted)}${reading ? ` (${reading})` : ""}`,
      );
      return `- ${family}, ${structure}: ${listed.join(", ")}`;
    });
}

function warningsOf(cells) {
  const counts = new Map();
  for (const { fits } of cells)
    for (const fit of fits)
      for (const code of fit.codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  const listed = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  if (listed.length === 0) return "No fit had a warning.";
  return `Warnings of single fits: ${listed.map(([code, count]) => `${code} ${count}`).join(", ")}.`;
}

function sectionOf(engine, cells) {
  const own = cells.filter((cell) => cell.engine === engine);
  const passed = own.filter(({ worst, bad }) => worst !== undefined && bad.length === 0).length;
  const run = own.filter(({ worst }) => worst !== undefined).length;
  if (run === 0) return [`## ${engine}`, "Not run."];
  const smallest = adjustByHolm(own.flatMap(({ quantities }) => quantities.map(({ p }) => p)));
  const below = smallest.filter((p) => p <= calibrationLevel).length;
  const bad = miscalibrated(own);
  return [
    `## ${engine}`,
    `${passed} of ${run} cells are calibrated. After Holm over all ${smallest.length} tests of this engine together ${below} are at most ${calibrationLevel}. ${warningsOf(own)}`,
    tableOf(own),
    ...(bad.length > 0
      ? ["Quantities that are not calibrated, p after Holm:", bad.join("\n")]
      : []),
  ];
}

/** Markdown of the page; nothing in it depends on when or where it is written. */
export function reportOf(cells, fits, { seed, settings, versions, date }) {
  const judged = cells.map((cell) => judgeCell(cell, fits));
  const engines = [...new Set(cells.map(({ engine }) => engine))];
  const sections = [
    "# Calibration",
    "Written by `npm run calibrate` from its results; `sbc(model)` asks the same of a model of one's own ([diagnosing](diagnosing.md)).",
    `Every cell: parameters from the priors, a response from these in 80 rows (8 groups, crossed with 10), a fit, and where the truth stands in it; all parameters, four effects of each term and the log likelihood. Exact p values of simultaneous envelopes of the ranks' distribution function (Säilynoja, Bürkner & Vehtari 2022), by Holm over the quantities of a cell; a cell is calibrated if all are above ${calibrationLevel}. Of cells that are calibrated one in 200 fails by chance. Fits that say themselves that they are not to be trusted are flagged and count like the others; a fit that failed counts as one that missed every quantity. Redrawn are data sets that the family refuses, such as shares that round to 1.`,
    `Run ${date ? `of ${date}` : "without a date"}: ${versions}; seed ${seed}; ${settings}. Engines see the same data.`,
    ...engines.flatMap((engine) => sectionOf(engine, judged)),
  ];
  return `${sections.join("\n\n")}\n`;
}
