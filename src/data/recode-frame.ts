/** Gives values of a column other values: `recode(data, edu, {"HS diploma": "HS", "GED": "HS"})`. */
import { nearestName } from "../diagnostics/index.js";
import type { DiagnosticSink, Span } from "../diagnostics/index.js";
import type { RecordExpression } from "../language/ast.js";
import { reportUnknownColumn } from "./column-names.js";
import { findColumn, withColumn } from "./data-frame.js";
import type { Column, DataFrame, FactorColumn } from "./data-frame.js";
import { signedNumber } from "./level-lists.js";
import { codesOf, factorFromLabels } from "./levels.js";
import { numberLabel, readNumber } from "./number-text.js";
import { gradeColumn } from "./row-groups.js";
import type { GradedColumn } from "./row-groups.js";
import { listNames } from "./wording.js";

interface Named {
  readonly text: string;
  readonly span?: Span;
}

export interface Recode {
  readonly from: Named;
  /** Undefined makes the value missing. */
  readonly to: string | number | undefined;
}

/** The entries of a record whose values are texts, numbers or `none`; undefined after a report. */
export function readRecodes(
  record: RecordExpression,
  sink: DiagnosticSink,
): readonly Recode[] | undefined {
  const recodes = record.entries.map(({ key: from, value }): Recode | undefined => {
    if (value.kind === "text") return { from, to: value.value };
    if (value.kind === "constant" && value.value === null) return { from, to: undefined };
    const to = signedNumber(value);
    if (to !== undefined) return { from, to };
    sink.report({
      code: "bad-argument",
      severity: "error",
      message: `\`${from.text}\` cannot become this`,
      expected: "a text, a number, or none for a missing value",
      span: value.span,
    });
    return undefined;
  });
  return recodes.every((recode) => recode !== undefined) ? recodes : undefined;
}

/** A label as the column's own values have it: numbers by value. */
function canonicalLabel(text: string, column: Column): string {
  const value = column.kind === "numeric" ? readNumber(text) : undefined;
  return value === undefined ? text : numberLabel(value);
}

/** Values that the column does not have, and values that are recoded twice. */
function checkRecodes(
  recodes: readonly Recode[],
  column: Column,
  { labels }: GradedColumn,
  sink: DiagnosticSink,
): boolean {
  let complete = true;
  const seen = new Set<string>();
  for (const { from } of recodes) {
    const label = canonicalLabel(from.text, column);
    const place = from.span === undefined ? {} : { span: from.span };
    if (!labels.includes(label)) {
      const nearest = nearestName(label, labels);
      sink.report({
        code: "unknown-level",
        severity: "error",
        message: `no value of \`${column.name}\` is \`${from.text}\``,
        expected: `one of ${listNames(labels, 12)}`,
        ...place,
        ...(nearest !== undefined && { help: `did you mean \`${nearest}\`?` }),
      });
      complete = false;
    } else if (seen.has(label)) {
      const message = `\`${from.text}\` is recoded twice`;
      sink.report({ code: "bad-argument", severity: "error", message, ...place });
      complete = false;
    }
    seen.add(label);
  }
  return complete;
}

function recodedNumbers(
  name: string,
  { codes, labels }: GradedColumn,
  values: ReadonlyMap<string, string | number | undefined>,
): Column {
  const numbers = labels.map((label) =>
    values.has(label) ? Number(values.get(label) ?? NaN) : Number(label),
  );
  return {
    kind: "numeric",
    name,
    values: Float64Array.from(codes, (code) => numbers[code] ?? NaN),
  };
}

/** Declared levels keep their places; a new one takes the place of the first that became it. */
function keepOrder(
  factor: FactorColumn,
  labels: readonly (string | undefined)[],
  levels: readonly (string | undefined)[],
): FactorColumn {
  const kept = [...new Set(levels.filter((level) => level !== undefined))];
  return { ...factor, levels: kept, codes: codesOf(labels, kept) };
}

function recodeColumn(column: Column, recodes: readonly Recode[], graded: GradedColumn): Column {
  const values = new Map(recodes.map(({ from, to }) => [canonicalLabel(from.text, column), to]));
  const numeric = recodes.every(({ to }) => to === undefined || typeof to === "number");
  if (column.kind === "numeric" && numeric) return recodedNumbers(column.name, graded, values);
  const levels = graded.labels.map((label) => {
    const to = values.get(label);
    return values.has(label) ? (typeof to === "number" ? numberLabel(to) : to) : label;
  });
  const labels = Array.from(graded.codes, (code) => levels[code]);
  if (column.kind === "text") return { ...column, values: labels };
  if (column.kind === "factor" && column.declared) return keepOrder(column, labels, levels);
  return factorFromLabels(column.name, labels);
}

/**
 * The same rows with values of one column replaced, the others kept. Numbers stay numbers where all
 * new values are; otherwise the column is a factor. Undefined after a report.
 */
export function recodeFrame(
  frame: DataFrame,
  named: Named,
  recodes: readonly Recode[],
  name: string,
  sink: DiagnosticSink,
): DataFrame | undefined {
  const column = findColumn(frame, named.text);
  if (column === undefined) {
    reportUnknownColumn(frame, named.text, named.span, sink);
    return undefined;
  }
  const graded = gradeColumn(column);
  if (!checkRecodes(recodes, column, graded, sink)) return undefined;
  return withColumn({ ...frame, name }, recodeColumn(column, recodes, graded));
}
