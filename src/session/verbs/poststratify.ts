/** `poststratify(fit, frame, weight = n, by = state)`: what a fit says about a population. */
import { listNames } from "../../data/index.js";
import type { DataFrame } from "../../data/index.js";
import type { Name } from "../../language/ast.js";
import { requireColumn } from "../column-expressions.js";
import type { ResultTable } from "../../posterior/result-table.js";
import type { KnownTotals } from "../../workflows/mrp/index.js";
import { defineVerb } from "../verb.js";
import type { Verb, VerbCall } from "../verb.js";

/** Findings that nothing else reports; the others come as notes of their own. */
const findingsToNote: readonly string[] = [
  "codes on one side, names on the other",
  "area sizes unrelated",
  "level only in the survey",
  "area without respondents",
  "respondents in cells absent from the frame",
];

const levelsShown = 5;

/** One note for each kind of finding and variable, naming the first levels. */
function noteAlignment({ rows }: ResultTable, call: VerbCall): void {
  const levels = new Map<string, string[]>();
  for (const [check, variable, level] of rows) {
    if (typeof check !== "string" || !findingsToNote.includes(check)) continue;
    const key = `${check}, by \`${String(variable)}\``;
    levels.set(key, [...(levels.get(key) ?? []), String(level)]);
  }
  for (const [finding, names] of levels) {
    const listed = listNames(names, levelsShown);
    call.sink.report({
      code: "alignment",
      severity: "note",
      message: `survey and population do not match: ${finding}${names[0] === "" ? "" : `: ${listed}`}`,
      span: call.expression.callee.span,
      help: "align(...) lists everything that stands on one side only",
    });
  }
}

/** Every grouping as it was written. */
function namesOf(by: readonly (readonly Name[])[] = [[]]): readonly (readonly string[])[] {
  return by.map((columns) => columns.map(({ text }) => text));
}

function knownTotals(frame: DataFrame, known: Name | undefined, call: VerbCall): KnownTotals {
  return { frame, ...(known && { column: known.text }), span: call.spanOf("calibrate") };
}

export const poststratify: Verb = defineVerb({
  name: "poststratify",
  summary:
    "Averages what a fit predicts for the cells of a population over each area, draw by draw, weighted by the cells' sizes; of a model of totals, for every outcome.",
  returns: "estimates",
  totals: true,
  parameters: {
    fit: { kind: "fit", required: true, help: "the fit" },
    frame: { kind: "data", required: true, help: "the population: a row per cell" },
    weight: { kind: "column", required: true, help: "the column with the size of each cell" },
    by: {
      kind: "groupings",
      help: "the areas: a column, columns that are crossed, or several groupings, `[[state, age], [edu]]`; without it, the whole population",
    },
    totals: {
      kind: "boolean",
      default: "false",
      help: "whether the margins of the areas stand below them, `(all)` in the columns that are summed over",
    },
    new_levels: {
      kind: "word",
      choices: ["gaussian", "resample", "zero"],
      default: "gaussian",
      help: "effects of levels that the fit has not seen: drawn from their population distribution, copied from a known level, or zero",
    },
    calibrate: {
      kind: "data",
      help: "known shares or numbers of successes by area; the columns that it shares with the population name the areas",
    },
    known: {
      kind: "column",
      help: "the column of the known totals; not needed where there is only one number",
    },
    weights: {
      kind: "column",
      help: "the column of the model's data with the survey's weights, for weighted shares beside the raw ones",
    },
    interval: { kind: "probability", default: "0.9", help: "probability inside the interval" },
    seed: { kind: "seed", default: "1", help: "seed of the effects of new levels" },
  },
  async run(given, call) {
    const workflow = await import("../../workflows/mrp/index.js");
    const estimates = workflow.poststratify(
      given.fit,
      given.frame,
      {
        by: namesOf(given.by),
        totals: given.totals ?? false,
        weight: given.weight.text,
        newLevels: (given.new_levels ?? "gaussian") as "gaussian" | "resample" | "zero",
        interval: given.interval ?? 0.9,
        seed: given.seed ?? 1,
        ...(given.calibrate && { calibrate: knownTotals(given.calibrate, given.known, call) }),
        ...(given.weights && { surveyWeights: given.weights.text }),
        span: call.expression.callee.span,
        data: given.fit.model.spec.origin.frame,
      },
      call.sink,
    );
    if (estimates?.alignment) noteAlignment(estimates.alignment, call);
    return estimates;
  },
  async check({ frame, weight, by = [], calibrate, known, weights }, call) {
    const spec = call.specOf("fit");
    if (spec && weights) requireColumn(spec.origin.frame, weights, call.sink);
    if (calibrate && known) requireColumn(calibrate, known, call.sink);
    if (frame === undefined || weight === undefined) return;
    for (const name of [weight, ...by.flat()]) requireColumn(frame, name, call.sink);
    if (spec === undefined) return;
    const { evaluateDesign } = await import("../../design/index.js");
    evaluateDesign(spec.design.state, frame, call.sink);
  },
});
