/** Where a survey and a poststratification frame do not match: levels, areas, cells, predictors. */
import { countOf, findColumn, gradeColumn, groupRows, namesIn } from "../../data/index.js";
import type { Column, DataFrame, GradedColumn } from "../../data/index.js";
import type { DiagnosticSink } from "../../diagnostics/index.js";
import type { ModelSpec } from "../../model/model-spec.js";
import type { Cell, ResultTable } from "../../posterior/result-table.js";
import { readPopulation } from "./area-cells.js";
import type { FrameQuestion } from "./area-cells.js";

/** A finding: what, in which variable, for which level, and how many people or cells it concerns. */
type Finding = readonly [check: string, variable: string, level: string, count: number | null];

interface Alignment {
  readonly spec: ModelSpec;
  readonly data: DataFrame;
  readonly frame: DataFrame;
  /** Respondents in each row of the data: trials where the response has them; 0 for unused rows. */
  readonly respondents: Float64Array;
  readonly population: Float64Array;
}

/** How many levels of one variable are listed before the rest is counted. */
const mostListed = 50;

function countRespondents({ design }: ModelSpec, data: DataFrame): Float64Array {
  const respondents = new Float64Array(data.rowCount);
  const { trials } = design.response;
  design.rows.forEach((row, position) => {
    respondents[row] = trials?.[position] ?? 1;
  });
  return respondents;
}

/** Sum of sizes by label of a graded column. */
function totalsByLabel({ codes, labels }: GradedColumn, sizes: Float64Array): Map<string, number> {
  const totals = new Map<string, number>();
  codes.forEach((code, row) => {
    if (code < 0) return;
    const label = labels[code]!;
    totals.set(label, (totals.get(label) ?? 0) + sizes[row]!);
  });
  return totals;
}

/** Numbers are categories where the model groups by them, and where the survey has just two of them. */
function isCategorical({ spec }: Alignment, column: Column, survey: GradedColumn): boolean {
  if (column.kind !== "numeric" || survey.labels.length === 2) return true;
  const components = spec.design.predictor.group.flatMap(({ factor }) => factor.name.split(":"));
  return components.includes(column.name);
}

function listFindings(
  check: string,
  variable: string,
  levels: readonly (readonly [string, number])[],
): Finding[] {
  const listed = levels
    .slice(0, mostListed)
    .map(([level, count]): Finding => [check, variable, level, count]);
  const hidden = levels.length - listed.length;
  return hidden > 0 ? [...listed, [check, variable, `and ${hidden} more`, null]] : listed;
}

/** Columns of the formula's right side that both tables hold as categories. */
function sharedCategories(
  alignment: Alignment,
): { name: string; survey: GradedColumn; census: GradedColumn }[] {
  const { spec, data, frame } = alignment;
  return namesIn(spec.design.state.formula.terms).flatMap((name) => {
    const [mine, theirs] = [findColumn(data, name), findColumn(frame, name)];
    if (mine === undefined || theirs === undefined) return [];
    const survey = gradeColumn(mine);
    return isCategorical(alignment, mine, survey)
      ? [{ name, survey, census: gradeColumn(theirs) }]
      : [];
  });
}

/** Levels with respondents that the population lacks, and levels with people that the survey lacks. */
function compareLevels(alignment: Alignment): Finding[] {
  return sharedCategories(alignment).flatMap(({ name, survey, census }) => {
    const respondents = totalsByLabel(survey, alignment.respondents);
    const people = totalsByLabel(census, alignment.population);
    const onlySurvey = [...respondents].filter(([level]) => !people.has(level));
    const onlyFrame = [...people].filter(([level]) => !respondents.has(level));
    return [
      ...listFindings("level only in the survey", name, onlySurvey),
      ...listFindings("level only in the frame", name, onlyFrame),
    ];
  });
}

function areasWithoutRespondents(
  { data, frame, respondents, population }: Alignment,
  by: readonly string[],
): Finding[] {
  return by.flatMap((name) => {
    const [mine, theirs] = [findColumn(data, name), findColumn(frame, name)];
    if (mine === undefined || theirs === undefined) return [];
    const asked = totalsByLabel(gradeColumn(mine), respondents);
    const people = totalsByLabel(gradeColumn(theirs), population);
    const silent = [...people].filter(([area]) => !((asked.get(area) ?? 0) > 0));
    return listFindings("area without respondents", name, silent);
  });
}

function cellsWithoutPopulation({ population }: Alignment): Finding[] {
  const empty = population.reduce((count, value) => count + Number(value === 0), 0);
  return empty === 0 ? [] : [["cells without population", "", "", empty]];
}

/** Respondents whose combination of categories is not a cell of the frame. */
function respondentsOutsideFrame(alignment: Alignment): Finding[] {
  const shared = sharedCategories(alignment);
  if (shared.length === 0) return [];
  const keyOf = (columns: readonly GradedColumn[], row: number): string =>
    JSON.stringify(columns.map(({ codes, labels }) => labels[codes[row]!] ?? null));
  const censusColumns = shared.map(({ census }) => census);
  const surveyColumns = shared.map(({ survey }) => survey);
  const cells = new Set(Array.from(alignment.population, (_, row) => keyOf(censusColumns, row)));
  let outside = 0;
  alignment.respondents.forEach((count, row) => {
    if (count > 0 && !cells.has(keyOf(surveyColumns, row))) outside += count;
  });
  const variables = shared.map(({ name }) => name).join(", ");
  return outside === 0
    ? []
    : [["respondents in cells absent from the frame", variables, "", outside]];
}

/** Predictors that the frame lacks, wholly or in some cells. */
function missingPredictors({ spec, data, frame }: Alignment): Finding[] {
  return namesIn(spec.design.state.formula.terms).flatMap((name): Finding[] => {
    if (findColumn(data, name) === undefined) return [];
    const column = findColumn(frame, name);
    if (column === undefined) return [["predictor absent from the frame", name, "", null]];
    const missing = groupRows(frame, [column]).index.filter((group) => group < 0).length;
    return missing === 0 ? [] : [["predictor missing in cells", name, "", missing]];
  });
}

/**
 * The alignment report of a model's data and a frame: one row per finding, `count` in respondents
 * for what stands on the survey's side and in people or cells for the frame's. Undefined after
 * reporting a population that cannot be used.
 */
export function alignFrames(
  spec: ModelSpec,
  data: DataFrame,
  frame: DataFrame,
  question: FrameQuestion,
  sink: DiagnosticSink,
): ResultTable | undefined {
  const population = readPopulation({ ...question, frame, sink });
  if (population === undefined) return undefined;
  const respondents = countRespondents(spec, data);
  const alignment: Alignment = { spec, data, frame, respondents, population };
  const findings: readonly Cell[][] = [
    ...compareLevels(alignment),
    ...areasWithoutRespondents(alignment, question.by),
    ...cellsWithoutPopulation(alignment),
    ...respondentsOutsideFrame(alignment),
    ...missingPredictors(alignment),
  ].map((finding) => [...finding]);
  const total = respondents.reduce((sum, count) => sum + count, 0);
  const summary = `${countOf(total, "respondent")} and ${countOf(frame.rowCount, "cell")} compared`;
  return {
    kind: "table",
    title: `Alignment of ${data.name} with ${frame.name}`,
    columns: [
      { name: "check", format: "text" },
      { name: "variable", format: "text" },
      { name: "level", format: "text" },
      { name: "count", format: "integer" },
    ],
    rows: findings,
    notes: [findings.length === 0 ? `${summary}: nothing stands on one side only` : summary],
  };
}
