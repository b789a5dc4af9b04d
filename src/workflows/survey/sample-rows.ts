/** Samples of rows, or of the people whom cells count, with chances that may be as uneven as a bad survey's. */
import { countText, evaluateExpression, selectRows } from "../../data/index.js";
import type { Column, DataFrame } from "../../data/index.js";
import type { DiagnosticSink, Span } from "../../diagnostics/index.js";
import type { Expression } from "../../language/ast.js";
import { printExpression } from "../../language/index.js";
import { drawSuccessively } from "../../math/index.js";
import type { RandomStream } from "../../math/index.js";
import { checkSizes, placeOf, readSizesOrOnes } from "./read-sizes.js";
import type { ColumnName } from "./read-sizes.js";

export interface SampleQuestion {
  readonly data: DataFrame;
  readonly n: number;
  /** Chances relative to each other; the same for all when absent. */
  readonly weights?: Expression;
  /** People in each row of a table of cells. */
  readonly count?: ColumnName;
  /** How many of a cell's people have said yes; drawn along with them. */
  readonly successes?: ColumnName;
  readonly replace: boolean;
  readonly random: RandomStream;
  readonly name: string;
  readonly span?: Span;
}

function readWeights(
  { data, weights, ...question }: SampleQuestion,
  sink: DiagnosticSink,
): Float64Array | undefined {
  if (weights === undefined) return new Float64Array(data.rowCount).fill(1);
  const value = evaluateExpression(weights, data, sink);
  if (value === undefined) return undefined;
  const place = { ...placeOf(question), span: weights.span };
  const name = { text: printExpression(weights), ...place };
  if (value.kind === "numeric")
    return checkSizes(value.values, data, name, { purpose: "the weight" }, sink)
      ? value.values
      : undefined;
  sink.report({
    code: "not-a-number",
    severity: "error",
    message: `the weights \`${name.text}\` are not numbers`,
    expected: "a column or an expression with numbers of at least 0",
    ...place,
  });
  return undefined;
}

/** Without replacement nobody is drawn twice, and nobody of weight zero at all. */
function checkEnough(
  question: SampleQuestion,
  sizes: Float64Array,
  weights: Float64Array,
  sink: DiagnosticSink,
): boolean {
  const { n, replace, data, count } = question;
  const there = sizes.reduce((sum, size, row) => sum + (weights[row]! > 0 ? size : 0), 0);
  if (there >= n || (replace && there > 0)) return true;
  sink.report({
    code: "too-few-to-sample",
    severity: "error",
    message: `\`${data.name}\` has fewer ${count ? "people" : "rows"} with a positive weight than are to be drawn`,
    expected: `n of at most ${countText(there)}, or replace = true`,
    found: countText(n),
    ...placeOf(question),
  });
  return false;
}

/** Of cells: drawn people by row, those who said yes apart from the others. */
function drawPeople(
  question: SampleQuestion,
  sizes: Float64Array,
  weights: Float64Array,
  successes: Float64Array,
): { readonly drawn: Float64Array; readonly yes: Float64Array } {
  const { n, replace, random } = question;
  const rows = sizes.length;
  const split = new Float64Array(2 * rows);
  const chances = new Float64Array(2 * rows);
  for (let row = 0; row < rows; row++) {
    split[2 * row] = successes[row]!;
    split[2 * row + 1] = sizes[row]! - successes[row]!;
    chances.fill(weights[row]!, 2 * row, 2 * row + 2);
  }
  const drawn = drawSuccessively(split, chances, n, replace, random);
  const yes = Float64Array.from(sizes, (_, row) => drawn[2 * row]!);
  return { drawn: yes.map((value, row) => value + drawn[2 * row + 1]!), yes };
}

function readSuccesses(
  { data, successes, count }: SampleQuestion,
  sizes: Float64Array,
  sink: DiagnosticSink,
): Float64Array | undefined {
  if (successes === undefined) return new Float64Array(data.rowCount);
  const purpose = "the number of successes";
  const values = readSizesOrOnes(data, successes, { purpose, whole: true }, sink);
  if (values === undefined) return undefined;
  if (count !== undefined && values.every((value, row) => value <= sizes[row]!)) return values;
  sink.report({
    code: "bad-argument",
    severity: "error",
    message: `\`${successes.text}\` counts successes among people that \`count\` counts`,
    expected: "`count` with at least as many people in every row",
    ...placeOf(successes),
  });
  return undefined;
}

/**
 * Without `count` the rows drawn, in the data's order and as often as they were drawn. With `count`
 * all rows, with the number of people drawn from each in its place.
 */
export function sampleRows(question: SampleQuestion, sink: DiagnosticSink): DataFrame | undefined {
  const { data, count, successes: yesName, name } = question;
  const purpose = "the number of people";
  const sizes = readSizesOrOnes(data, count, { purpose, whole: true }, sink);
  const weights = readWeights(question, sink);
  if (sizes === undefined || weights === undefined) return undefined;
  const successes = readSuccesses(question, sizes, sink);
  if (successes === undefined || !checkEnough(question, sizes, weights, sink)) return undefined;
  const { drawn, yes } = drawPeople(question, sizes, weights, successes);
  if (count === undefined) {
    const rows = Array.from(drawn, (times, row) => new Array<number>(times).fill(row)).flat();
    return selectRows(data, Int32Array.from(rows), name);
  }
  const replaced = new Map([
    [count.text, drawn],
    ...(yesName ? [[yesName.text, yes] as const] : []),
  ]);
  const columns = data.columns.map((column): Column => {
    const values = replaced.get(column.name);
    return values === undefined ? column : { kind: "numeric", name: column.name, values };
  });
  return { ...data, name, columns };
}
