/** What a sample says beside what its population says, level by level: where a bias shows. */
import { groupRows } from "../../data/index.js";
import type { DataFrame } from "../../data/index.js";
import type { DiagnosticSink } from "../../diagnostics/index.js";
import type { Expression } from "../../language/ast.js";
import type { Cell, ResultTable } from "../../posterior/result-table.js";
import type { DescribeQuestion } from "./describe-sample.js";
import { domainMeans } from "./linearised-mean.js";
import type { DomainMean } from "./linearised-mean.js";
import { keyOf, labelsOfKey, marginName } from "./population-margins.js";
import { sampleColumns } from "./read-margins.js";
import { readOutcome } from "./read-outcome.js";
import type { OutcomeSizes } from "./read-outcome.js";
import { readSizesOrOnes } from "./read-sizes.js";
import type { ColumnName } from "./read-sizes.js";
import type { SurveyOutcome } from "./survey-outcome.js";

export interface OutcomeQuestion extends DescribeQuestion {
  /** The outcome as an expression over the columns of a table. */
  readonly outcomeIn: (frame: DataFrame) => Expression;
}

/** A table of people with their outcome; rows count as often as the outcome says. */
interface Side {
  readonly frame: DataFrame;
  readonly outcome: SurveyOutcome;
}

type Levels = ReadonlyMap<string, DomainMean>;

function meansByLevel(
  { frame, outcome }: Side,
  weights: Float64Array,
  variables: readonly ColumnName[],
  sink: DiagnosticSink,
): Levels | undefined {
  const columns = sampleColumns(frame, [variables], sink);
  if (columns === undefined) return undefined;
  const { index, count, labelsOf } = groupRows(frame, columns);
  const [quantity] = outcome.quantities;
  const respondents = quantity!.parts
    .flatMap(({ counts }) => [...counts])
    .reduce((sum, one) => sum + one, 0);
  const means = domainMeans(quantity!, weights, index, count, respondents);
  return new Map(means.map((mean, group) => [keyOf(labelsOf(group)), mean]));
}

const orNull = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value;

/** Levels of the population in their order, then those that only the sample has. */
function rowsOf(variable: string, sample: Levels, population: Levels): Cell[][] {
  return [...new Set([...population.keys(), ...sample.keys()])].map((key) => {
    const [ours, theirs] = [sample.get(key), population.get(key)];
    return [
      variable,
      labelsOfKey(key).join(", "),
      ours?.respondents ?? 0,
      orNull(ours?.mean),
      orNull(ours?.se),
      orNull(theirs?.mean),
      orNull((ours?.mean ?? NaN) - (theirs?.mean ?? NaN)),
    ];
  });
}

const columns: ResultTable["columns"] = [
  { name: "variable", format: "text" },
  { name: "level", format: "text" },
  { name: "respondents", format: "integer" },
  ...(["sample", "se", "population", "difference"] as const).map(
    (name) => ({ name, format: "number" }) as const,
  ),
];

function readSide(
  frame: DataFrame,
  expression: Expression,
  sizes: OutcomeSizes,
  sink: DiagnosticSink,
): Side | undefined {
  const outcome = readOutcome(expression, frame, sizes, sink);
  if (outcome === undefined) return undefined;
  if (outcome.quantities[0]?.level === undefined) return { frame, outcome };
  sink.report({
    code: "bad-argument",
    severity: "error",
    message: `\`${outcome.name}\` has levels and no mean`,
    expected: 'a number, p(y, n), or a condition such as vote == "yes"',
    span: expression.span,
  });
}

/** One row for each variable and level; undefined after a report. */
export function describeOutcome(
  { outcomeIn, by, weight, count, surveyWeight, ...tables }: OutcomeQuestion,
  sink: DiagnosticSink,
): ResultTable | undefined {
  const sample = readSide(tables.sample, outcomeIn(tables.sample), { count }, sink);
  const frameSizes = { count: weight, whole: false };
  const population = readSide(tables.frame, outcomeIn(tables.frame), frameSizes, sink);
  const weights = readSizesOrOnes(tables.sample, surveyWeight, { purpose: "the weight" }, sink);
  if (sample === undefined || population === undefined || weights === undefined) return undefined;
  const ones = new Float64Array(tables.frame.rowCount).fill(1);
  const rows = by.map((variables) => {
    const ours = meansByLevel(sample, weights, variables, sink);
    const theirs = meansByLevel(population, ones, variables, sink);
    return ours && theirs && rowsOf(marginName(variables), ours, theirs);
  });
  if (!rows.every((one) => one !== undefined)) return undefined;
  return {
    kind: "table",
    title: `Mean of ${sample.outcome.name} in ${tables.sample.name} against ${tables.frame.name}`,
    columns,
    rows: rows.flat(),
    notes: ["se: of the sample's mean, by linearisation, as of weighted_estimates"],
    chart: { shape: "points", x: "level", y: "sample", beside: "population", panel: "variable" },
  };
}
