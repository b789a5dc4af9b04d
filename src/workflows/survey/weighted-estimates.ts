/** What the weighted sample says by itself: means and shares by area with design-based standard errors. */
import { countOf, findColumn, groupRows, reportUnknownColumn } from "../../data/index.js";
import type { DataFrame } from "../../data/index.js";
import type { DiagnosticSink, Span } from "../../diagnostics/index.js";
import { normalQuantile } from "../../math/index.js";
import type { Cell, ResultTable, TableColumn } from "../../posterior/result-table.js";
import { domainMeans } from "./linearised-mean.js";
import type { DomainMean } from "./linearised-mean.js";
import { placeOf, readSizesOrOnes } from "./read-sizes.js";
import type { ColumnName } from "./read-sizes.js";
import type { SurveyOutcome } from "./survey-outcome.js";

export interface EstimateQuestion {
  readonly sample: DataFrame;
  readonly outcome: SurveyOutcome;
  /** Weights of respondents; one each when absent. */
  readonly weight?: ColumnName;
  readonly by: readonly ColumnName[];
  /** Probability inside the interval. */
  readonly interval: number;
  readonly span?: Span;
}

function noteLeftOut(
  { outcome, sample, ...question }: EstimateQuestion,
  domain: Int32Array,
  sink: DiagnosticSink,
): void {
  const [first] = outcome.quantities;
  const isMissing = (row: number): boolean =>
    first!.parts.every(({ values }) => Number.isNaN(values[row]));
  const missing = domain.reduce((n, place, row) => n + Number(place < 0 || isMissing(row)), 0);
  if (missing === 0) return;
  sink.report({
    code: "missing-left-out",
    severity: "note",
    message: `${countOf(missing, "row")} of \`${sample.name}\` without an outcome or an area ${missing === 1 ? "is" : "are"} left out`,
    ...placeOf(question),
  });
}

function columnsOf({ by, outcome }: EstimateQuestion): TableColumn[] {
  const levels = outcome.quantities[0]?.level !== undefined;
  const texts = [...by.map(({ text }) => text), ...(levels ? [outcome.name] : [])];
  return [
    ...texts.map((name): TableColumn => ({ name, format: "text" })),
    ...["weighted", "se", "lower", "upper"].map((name): TableColumn => ({
      name,
      format: "number",
    })),
    { name: "respondents", format: "integer" },
    { name: "effective", format: "number" },
  ];
}

function cellsOf({ mean, se, respondents, effectiveSize }: DomainMean, half: number): Cell[] {
  const numbers = [mean, se, mean - half * se, mean + half * se];
  const orNull = (value: number): number | null => (Number.isNaN(value) ? null : value);
  return [...numbers.map(orNull), respondents, orNull(effectiveSize)];
}

/** The last of the text columns is along the axis; levels of the outcome are told apart by colour. */
function chartOf({ by, outcome }: EstimateQuestion): Pick<ResultTable, "chart"> {
  const levels = outcome.quantities[0]?.level === undefined ? [] : [outcome.name];
  const [x, group] = [...by.map(({ text }) => text), ...levels];
  if (x === undefined) return {};
  const limits = { lower: "lower", upper: "upper" };
  return {
    chart: {
      shape: "intervals",
      x,
      y: "weighted",
      ...limits,
      ...(group !== undefined && { group }),
    },
  };
}

function titleOf({ by, outcome, sample, weight }: EstimateQuestion): string {
  const kind = outcome.quantities[0]?.level === undefined ? "mean" : "shares";
  const areas = by.length === 0 ? "" : ` by ${by.map(({ text }) => text).join(", ")}`;
  const weighted = weight === undefined ? "Unweighted" : "Weighted";
  return `${weighted} ${kind} of ${outcome.name}${areas} in ${sample.name}`;
}

/** Respondents of the whole sample, those without an outcome among them. */
function countRespondents({ quantities }: SurveyOutcome): number {
  const parts = quantities[0]?.parts ?? [];
  return parts.reduce((sum, { counts }) => sum + counts.reduce((all, count) => all + count, 0), 0);
}

/** One row for each area and level, areas without respondents absent; undefined after a report. */
export function weightedEstimates(
  question: EstimateQuestion,
  sink: DiagnosticSink,
): ResultTable | undefined {
  const { sample, outcome, weight, by, interval } = question;
  const weights = readSizesOrOnes(sample, weight, { purpose: "the weight" }, sink);
  const keys = by.map(
    ({ text, span }) => findColumn(sample, text) ?? reportUnknownColumn(sample, text, span, sink),
  );
  if (weights === undefined || !keys.every((key) => key !== undefined)) return undefined;
  const groups = groupRows(sample, keys);
  noteLeftOut(question, groups.index, sink);
  const respondents = countRespondents(outcome);
  const half = normalQuantile(0.5 + interval / 2);
  const means = outcome.quantities.map((quantity) =>
    domainMeans(quantity, weights, groups.index, groups.count, respondents),
  );
  const rows = Array.from({ length: groups.count }, (_, area) =>
    outcome.quantities.map(({ level }, place): Cell[] => [
      ...groups.labelsOf(area),
      ...(level === undefined ? [] : [level]),
      ...cellsOf(means[place]![area]!, half),
    ]),
  ).flat();
  return {
    kind: "table",
    title: titleOf(question),
    columns: columnsOf(question),
    rows: rows.filter((row) => row.at(-2) !== 0),
    notes: [
      "standard errors by linearisation, respondents taken as drawn with replacement and weights as fixed: " +
        "strata, clusters and the gain of raking are not in them",
      `normal intervals of ${Number((100 * interval).toPrecision(4))} %; effective = (Σw)² / Σw²`,
    ],
    ...chartOf(question),
  };
}
