/** Survey weights from margins of a population: raking, and poststratification as raking to one margin. */
import { countOf, findColumn, listNames, selectRows } from "../../data/index.js";
import type { DataFrame } from "../../data/index.js";
import type { DiagnosticSink } from "../../diagnostics/index.js";
import { summariseWeights } from "./design-effect.js";
import { fitMargins } from "./fit-margins.js";
import type { Raked, RakeQuestion } from "./rake-question.js";
import { otherColumns } from "./population-margins.js";
import { readMargins, sampleColumns } from "./read-margins.js";
import type { Margin } from "./read-margins.js";
import { placeOf, readSizesOrOnes } from "./read-sizes.js";
import type { ColumnName } from "./read-sizes.js";
import { noteRaked, warnOfMisfit } from "./report-raking.js";

/** What a call cannot ask for whatever the data. */
function checkQuestion(question: RakeQuestion, sink: DiagnosticSink): boolean {
  const { sample, name, trim = Infinity, tolerance, rounds, total = 1 } = question;
  const wrong: readonly (readonly [boolean, string, string])[] = [
    [!(trim > 1), "`trim` is a multiple of the mean weight", "a number above 1"],
    [!(tolerance > 0 && tolerance < 1), "`tolerance` is a relative change", "between 0 and 1"],
    [!(rounds >= 1), "`rounds` is how often all margins are gone through", "at least 1"],
    [!(total > 0 && total < Infinity), "`total` is what weights add up to", "a positive number"],
  ];
  const mistakes = wrong.filter(([isWrong]) => isWrong);
  for (const [, message, expected] of mistakes)
    sink.report({
      code: "bad-argument",
      severity: "error",
      message,
      expected,
      ...placeOf(question),
    });
  if (findColumn(sample, name.text) === undefined) return mistakes.length === 0;
  sink.report({
    code: "bad-column-name",
    severity: "error",
    message: `\`${sample.name}\` has a column \`${name.text}\` already, and its weights would be lost`,
    expected: "another name for the new weights",
    help: 'name them: rake(..., name = "raked")',
    ...placeOf(question),
    ...placeOf(name),
  });
  return false;
}

/** The margins' variables, all together where they are one margin. */
function marginVariables(question: RakeQuestion): readonly (readonly ColumnName[])[] {
  const { population, weight, by = otherColumns(population, weight, question), method } = question;
  if (method === "rake") return by;
  const crossed = new Map(by.flat().map((variable) => [variable.text, variable]));
  return [[...crossed.values()]];
}

/** Respondents of whom a margin's variable is unknown have no weight. */
function dropUnknown(
  sample: DataFrame,
  by: readonly (readonly ColumnName[])[],
  question: RakeQuestion,
  sink: DiagnosticSink,
): DataFrame | undefined {
  const columns = sampleColumns(sample, by, sink);
  if (columns === undefined) return undefined;
  const isKnown = (row: number): boolean =>
    columns.every((column) => {
      if (column.kind === "numeric") return !Number.isNaN(column.values[row]);
      return column.kind === "factor" ? column.codes[row]! >= 0 : column.values[row] !== undefined;
    });
  const rows = Int32Array.from({ length: sample.rowCount }, (_, row) => row).filter(isKnown);
  const dropped = sample.rowCount - rows.length;
  if (dropped === 0) return sample;
  sink.report({
    code: "missing-left-out",
    severity: "note",
    message: `${countOf(dropped, "row")} of \`${sample.name}\` without a value of ${listNames(columns.map(({ name }) => name))} ${dropped === 1 ? "is" : "are"} left out of the weights`,
    ...placeOf(question),
  });
  return selectRows(sample, rows, sample.name);
}

interface Start {
  readonly sample: DataFrame;
  readonly base: Float64Array;
  readonly counts: Float64Array;
  readonly margins: readonly Margin[];
}

function openRaking(question: RakeQuestion, sink: DiagnosticSink): Start | undefined {
  const by = marginVariables(question);
  const sample = dropUnknown(question.sample, by, question, sink);
  if (sample === undefined) return undefined;
  const { base: baseName, count } = question;
  const base = readSizesOrOnes(sample, baseName, { purpose: "the design weight" }, sink);
  const purpose = "the number of respondents";
  const counts = readSizesOrOnes(sample, count, { purpose, whole: true }, sink);
  if (base === undefined || counts === undefined) return undefined;
  const sizes = base.map((weight, row) => weight * counts[row]!);
  const asked = { sample, tables: question.population, by, weight: question.weight };
  const margins = readMargins(asked, sizes, sink);
  return margins && { sample, base, counts, margins };
}

/** The largest mean weight of a margin's cell over the mean weight: no smaller trim can hold. */
function leastTrim(margins: readonly Margin[], counts: Float64Array, mean: number): number {
  const ofMargin = ({ index, targets }: Margin): number => {
    const respondents = new Float64Array(targets.length);
    counts.forEach((count, row) => {
      respondents[index[row]!]! += count;
    });
    return targets.reduce(
      (largest, target, cell) =>
        target > 0 ? Math.max(largest, target / respondents[cell]! / mean) : largest,
      0,
    );
  };
  return Math.max(...margins.map(ofMargin));
}

/** Undefined after reporting what makes weights impossible; weights that miss a margin are returned with a warning. */
export function rake(question: RakeQuestion, sink: DiagnosticSink): Raked | undefined {
  if (!checkQuestion(question, sink)) return undefined;
  const start = openRaking(question, sink);
  if (start === undefined) return undefined;
  const { sample, base, counts, margins } = start;
  const people = margins[0]!.targets.reduce((sum, target) => sum + target, 0);
  const respondents = counts.reduce((sum, count) => sum + count, 0);
  const cap = question.trim === undefined ? undefined : (question.trim * people) / respondents;
  const { tolerance, rounds, total = people } = question;
  const fitted = fitMargins(
    base.map((weight, row) => weight * counts[row]!),
    margins,
    {
      tolerance,
      rounds,
      ...(cap !== undefined && { largest: counts.map((count) => count * cap) }),
    },
  );
  const scale = total / people;
  const weights = fitted.sizes.map((size, row) =>
    counts[row] === 0 ? 0 : (scale * size) / counts[row]!,
  );
  const summary = summariseWeights(weights, counts);
  const { name, resultName } = question;
  const column = { kind: "numeric", name: name.text, values: weights } as const;
  const atCap = (weight: number): boolean =>
    cap !== undefined && weight >= scale * cap * (1 - tolerance);
  const raked: Raked = {
    ...summary,
    data: { ...sample, name: resultName, columns: [...sample.columns, column] },
    weights,
    rounds: fitted.rounds,
    change: fitted.change,
    converged: fitted.converged,
    trimmed: weights.reduce((count, weight) => count + Number(atCap(weight)), 0),
  };
  noteRaked(raked, margins, question, sink);
  if (!fitted.converged)
    warnOfMisfit(
      fitted,
      margins,
      { ...question, leastTrim: leastTrim(margins, counts, people / respondents) },
      sink,
    );
  return raked;
}
