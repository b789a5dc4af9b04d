/** A population by all variables together from margins that have only some of them, and what that assumes. */
import { countText, listNames } from "../../data/index.js";
import type { DataFrame } from "../../data/index.js";
import type { DiagnosticSink } from "../../diagnostics/index.js";
import { fitMargins } from "./fit-margins.js";
import type { FittedMargins } from "./fit-margins.js";
import { cellLevels, jointColumn, jointMargin, jointVariables } from "./joint-cells.js";
import type { JointVariable } from "./joint-cells.js";
import type { JointQuestion } from "./joint-question.js";
import { alignTotals, otherColumns, populationMargin } from "./population-margins.js";
import type { PopulationMargin } from "./population-margins.js";
import type { Margin } from "./read-margins.js";
import { placeOf } from "./read-sizes.js";
import { warnOfMisfit } from "./report-raking.js";
import { countSurvey, smoothSurvey } from "./survey-table.js";

/** More cells than a frame for poststratification has. */
const mostCells = 5_000_000;

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
