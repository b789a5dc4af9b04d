/** A population by all variables together from margins that have only some of them, and what that assumes. */
import { countOf, countText, gradeColumn, listNames } from "../../data/index.js";
import type { DataFrame } from "../../data/index.js";
import type { DiagnosticSink, Span } from "../../diagnostics/index.js";
import { fitMargins } from "./fit-margins.js";
import type { FittedMargins } from "./fit-margins.js";
import { cellLevels, jointColumn, jointMargin, jointVariables } from "./joint-cells.js";
import type { JointVariable } from "./joint-cells.js";
import { alignTotals, otherColumns, populationMargin, sampleColumns } from "./read-margins.js";
import type { Margin, PopulationMargin } from "./read-margins.js";
import { placeOf, readSizesOrOnes } from "./read-sizes.js";
import type { ColumnName } from "./read-sizes.js";
import { warnOfMisfit } from "./report-raking.js";

export interface JointQuestion {
  readonly margins: readonly DataFrame[];
  /** Variables of each margin; without it every table is one margin by all of its other columns. */
  readonly by?: readonly (readonly ColumnName[])[];
  readonly weight: ColumnName;
  /** A survey whose associations the joint population has where the margins leave them open. */
  readonly base?: DataFrame;
  /** Respondents in each row of the survey. */
  readonly count?: ColumnName;
  readonly surveyWeight?: ColumnName;
  readonly tolerance: number;
  readonly rounds: number;
  readonly resultName: string;
  readonly span?: Span;
}

/** More cells than a frame for poststratification has. */
const mostCells = 5_000_000;

interface Survey {
  /** Respondents in each cell, weighted and scaled to their number. */
  readonly counts: Float64Array;
  readonly respondents: number;
}

/** Undefined after reporting respondents whom the margins have no place for. */
function countSurvey(
  question: JointQuestion & { readonly base: DataFrame },
  joint: readonly JointVariable[],
  sink: DiagnosticSink,
): Survey | undefined {
  const { base, count, surveyWeight } = question;
  const names = joint.map(({ name }) => ({ text: name, ...placeOf(question) }));
  const columns = sampleColumns(base, [names], sink);
  const purpose = "the number of respondents";
  const counts = readSizesOrOnes(base, count, { purpose, whole: true }, sink);
  const weights = readSizesOrOnes(base, surveyWeight, { purpose: "the weight" }, sink);
  if (columns === undefined || counts === undefined || weights === undefined) return undefined;
  const graded = columns.map(gradeColumn);
  const codes = graded.map(({ labels }, place) =>
    labels.map((label) => joint[place]!.levels.indexOf(label)),
  );
  const sums = new Float64Array(joint.reduce((size, { levels }) => size * levels.length, 1));
  const strange = new Set<string>();
  let [respondents, total, unknown] = [0, 0, 0];
  for (let row = 0; row < base.rowCount; row++) {
    let cell = 0;
    graded.forEach(({ codes: own, labels }, place) => {
      const code = own[row]! < 0 ? NaN : codes[place]![own[row]!]!;
      if (code < 0 && counts[row]! > 0) strange.add(`${joint[place]!.name} ${labels[own[row]!]!}`);
      cell = cell * joint[place]!.levels.length + code;
    });
    if (Number.isNaN(cell)) unknown += counts[row]!;
    else if (counts[row]! > 0 && cell >= 0) {
      sums[cell]! += counts[row]! * weights[row]!;
      respondents += counts[row]!;
      total += counts[row]! * weights[row]!;
    }
  }
  if (unknown > 0)
    sink.report({
      code: "missing-left-out",
      severity: "note",
      message: `${countOf(unknown, "respondent")} of \`${base.name}\` without a value of a margin's variable ${unknown === 1 ? "is" : "are"} left out`,
      ...placeOf(question),
    });
  if (strange.size === 0)
    return { counts: sums.map((sum) => (sum * respondents) / total), respondents };
  sink.report({
    code: "margin-without-population",
    severity: "error",
    message: `respondents of \`${base.name}\` have ${listNames([...strange])}, which no margin has`,
    expected: "levels of the margins",
    help: "recode(...) the level or filter the survey",
    ...placeOf(question),
  });
  return undefined;
}

/**
 * The survey's table smoothed towards the product of margins: K respondents are added who are
 * spread as it says, K = (n² - Σx²) / Σ(x - nλ)² (Fienberg and Holland 1973, J. Am. Stat. Assoc. 68).
 */
function smoothSurvey({ counts, respondents }: Survey, product: Float64Array): Float64Array {
  const total = product.reduce((sum, size) => sum + size, 0);
  const expected = product.map((size) => (respondents * size) / total);
  let [squares, gaps] = [0, 0];
  counts.forEach((count, cell) => {
    squares += count * count;
    gaps += (count - expected[cell]!) * (count - expected[cell]!);
  });
  if (gaps === 0) return expected;
  const added = (respondents * respondents - squares) / gaps / respondents;
  return counts.map((count, cell) => count + added * expected[cell]!);
}

/** Pairs of variables that no margin has together. */
function openPairs(
  joint: readonly JointVariable[],
  margins: readonly PopulationMargin[],
): string[] {
  const together = (left: string, right: string): boolean =>
    margins.some(({ variables }) =>
      [left, right].every((name) => variables.some(({ text }) => text === name)),
    );
  return joint.flatMap(({ name: left }, place) =>
    joint
      .slice(place + 1)
      .filter(({ name: right }) => !together(left, right))
      .map(({ name: right }) => `${left}:${right}`),
  );
}

function warnOfAssumptions(
  question: JointQuestion,
  joint: readonly JointVariable[],
  margins: readonly PopulationMargin[],
  sink: DiagnosticSink,
): void {
  const pairs = openPairs(joint, margins);
  const { base } = question;
  if (pairs.length === 0 && margins.length === 1) return;
  const what = pairs.length > 0 ? listNames(pairs, 8) : "associations of three and more variables";
  sink.report({
    code: "joint-assumed",
    severity: "warning",
    message:
      `no margin says how ${what} go together: the table takes them ` +
      (base === undefined
        ? "as independent given what the margins say"
        : `as they are in \`${base.name}\`, smoothed towards independence`),
    help:
      base === undefined
        ? "estimates by these variables lean on that; base = survey takes its associations"
        : "estimates by these variables lean on that survey",
    ...placeOf(question),
  });
}

interface Opened {
  readonly joint: readonly JointVariable[];
  readonly totals: readonly PopulationMargin[];
  readonly cells: number;
}

function openJoint(question: JointQuestion, sink: DiagnosticSink): Opened | undefined {
  const { margins: tables, weight, by = otherColumns(tables, weight, question) } = question;
  const found = by.map((variables) => populationMargin(tables, variables, weight, sink));
  if (!found.every((margin) => margin !== undefined)) return undefined;
  const totals = alignTotals(found, sink);
  const joint = jointVariables(totals, sink);
  if (joint === undefined) return undefined;
  const cells = joint.reduce((size, { levels }) => size * levels.length, 1);
  if (cells <= mostCells) return { joint, totals, cells };
  sink.report({
    code: "bad-argument",
    severity: "error",
    message: `these margins make ${countText(cells)} cells`,
    expected: `at most ${countText(mostCells)}`,
    help: "put levels together with recode(...), or leave a variable out",
    ...placeOf(question),
  });
  return undefined;
}

function fitJoint(
  question: JointQuestion,
  { joint, cells }: Opened,
  margins: readonly Margin[],
  sink: DiagnosticSink,
): FittedMargins | undefined {
  const product = fitMargins(new Float64Array(cells).fill(1), margins, question);
  const { base } = question;
  if (base === undefined) return product;
  const survey = countSurvey({ ...question, base }, joint, sink);
  return survey && fitMargins(smoothSurvey(survey, product.sizes), margins, question);
}

/** One row for each combination of levels with people, in the levels' order; undefined after a report. */
export function syntheticJoint(
  question: JointQuestion,
  sink: DiagnosticSink,
): DataFrame | undefined {
  const opened = openJoint(question, sink);
  if (opened === undefined) return undefined;
  const { joint, totals } = opened;
  const margins = totals.map((margin) => jointMargin(margin, joint));
  const fitted = fitJoint(question, opened, margins, sink);
  if (fitted === undefined) return undefined;
  if (!fitted.converged) warnOfMisfit(fitted, margins, question, sink);
  warnOfAssumptions(question, joint, totals, sink);
  const kept = Int32Array.from(fitted.sizes.keys()).filter((cell) => fitted.sizes[cell]! > 0);
  const columns = joint.map((variable, place) => {
    const codes = cellLevels(joint, place);
    return jointColumn(
      variable,
      kept.map((cell) => codes[cell]!),
    );
  });
  const people = Float64Array.from(kept, (cell) => fitted.sizes[cell]!);
  return {
    kind: "data",
    name: question.resultName,
    rowCount: kept.length,
    columns: [...columns, { kind: "numeric", name: question.weight.text, values: people }],
  };
}
