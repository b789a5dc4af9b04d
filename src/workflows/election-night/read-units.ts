/** Tonight's units from their data: names, areas, baselines, and the level that is new tonight. */
import {
  countOf,
  findColumn,
  listNames,
  reportUnknownColumn,
  selectRows,
} from "../../data/index.js";
import type { Column, DataFrame, FactorColumn } from "../../data/index.js";
import type { DiagnosticSink, Span } from "../../diagnostics/index.js";
import { predictorColumns } from "../../design/index.js";
import type { Posterior } from "../../posterior/posterior.js";
import { labelsOf } from "./column-labels.js";
import type { NightUnit } from "./night.js";

export interface ReadUnits {
  readonly units: readonly NightUnit[];
  /** Only the rows of `units`, with the new level. */
  readonly frame: DataFrame;
  /** The level that is new tonight: `2019` of `election=2019`. */
  readonly level: string | undefined;
  readonly baselines: Float64Array;
  /** The column of sizes; undefined where all units are alike. */
  readonly size: string | undefined;
  readonly sizes: Float64Array;
}

interface UnitQuestion {
  readonly level?: string;
  readonly unit: string;
  readonly size?: string;
  readonly by: readonly string[];
  readonly span?: Span;
}

/** `election=2019` as a column of one level. */
function withLevel(
  frame: DataFrame,
  { level, span }: UnitQuestion,
  sink: DiagnosticSink,
): DataFrame | undefined {
  if (level === undefined) return frame;
  const [name, value, ...rest] = level.split("=").map((part) => part.trim());
  if (name === undefined || value === undefined || name === "" || value === "" || rest.length > 0) {
    sink.report({
      code: "bad-argument",
      severity: "error",
      message: "the level that is new tonight cannot be read",
      expected: "a column and a value, as in `election=2019`",
      found: level,
      ...(span && { span }),
    });
    return undefined;
  }
  const column: FactorColumn = {
    kind: "factor",
    name,
    codes: new Int32Array(frame.rowCount),
    levels: [value],
    ordered: false,
    declared: false,
  };
  const others = frame.columns.filter((one) => one.name !== name);
  return { ...frame, columns: [...others, column] };
}

/** Reports what names a unit twice or not at all. */
function checkNames(
  names: readonly (string | undefined)[],
  question: UnitQuestion,
  sink: DiagnosticSink,
): boolean {
  const seen = new Set<string | undefined>();
  const twice = names.filter((name) => seen.size === seen.add(name).size);
  const unnamed = names.includes(undefined);
  if (twice.length === 0 && !unnamed) return true;
  const shown = [...new Set(twice.map((name) => name ?? "NA"))];
  sink.report({
    code: "bad-argument",
    severity: "error",
    message: `\`${question.unit}\` does not name the units one by one`,
    expected: "a name of its own for each row",
    found: twice.length > 0 ? `${listNames(shown)} more than once` : "a row without a name",
    ...(question.span && { span: question.span }),
  });
  return false;
}

/** Rows that the model can say something about: a baseline above zero, and no predictor missing. */
function usableRows(fit: Posterior, frame: DataFrame, baselines: Float64Array): Int32Array {
  const { state } = fit.model.spec.design;
  const used = predictorColumns(state).map(({ name }) => findColumn(frame, name));
  const missing = (column: Column | undefined, row: number): boolean => {
    if (column === undefined) return false;
    if (column.kind === "numeric") return Number.isNaN(column.values[row]!);
    return column.kind === "factor" ? column.codes[row]! < 0 : column.values[row] === undefined;
  };
  const rows = Array.from({ length: frame.rowCount }, (_, row) => row);
  return Int32Array.from(
    rows.filter((row) => baselines[row]! > 0 && !used.some((column) => missing(column, row))),
  );
}

function noteLeftOut(
  frame: DataFrame,
  names: readonly (string | undefined)[],
  rows: Int32Array,
  question: UnitQuestion,
  sink: DiagnosticSink,
): void {
  if (rows.length === frame.rowCount) return;
  const kept = new Set(rows);
  const out = names.flatMap((name, row) => (kept.has(row) ? [] : [name ?? "NA"]));
  sink.report({
    code: "units-not-predicted",
    severity: "warning",
    message:
      `${countOf(out.length, "unit")} of \`${frame.name}\` cannot be predicted for want of a baseline ` +
      `or of a predictor: ${listNames(out)}`,
    help: "what they report is added to their areas, and nothing is expected of them",
    ...(question.span && { span: question.span }),
  });
}

/** Undefined after a report. */
export function readUnits(
  fit: Posterior,
  given: DataFrame,
  baseline: string | undefined,
  question: UnitQuestion,
  sink: DiagnosticSink,
): ReadUnits | undefined {
  const whole = withLevel(given, question, sink);
  if (whole === undefined) return undefined;
  const size = question.size ?? baseline;
  const numbers = [baseline, size].filter((name) => name !== undefined);
  const wanted = [question.unit, ...question.by, ...numbers];
  const missing = wanted.filter((name) => findColumn(whole, name) === undefined);
  for (const name of missing) reportUnknownColumn(whole, name, question.span, sink);
  if (missing.length > 0) return undefined;
  const names = labelsOf(findColumn(whole, question.unit)!);
  if (!checkNames(names, question, sink)) return undefined;
  const column = baseline === undefined ? undefined : findColumn(whole, baseline)!;
  const all = column?.kind === "numeric" ? column.values : new Float64Array(whole.rowCount).fill(1);
  const sizeColumn = size === undefined ? undefined : findColumn(whole, size);
  const sizes = sizeColumn?.kind === "numeric" ? sizeColumn.values : undefined;
  const rows = usableRows(fit, whole, all);
  noteLeftOut(whole, names, rows, question, sink);
  const labels = question.by.map((name) => labelsOf(findColumn(whole, name)!));
  const units = Array.from(rows, (row): NightUnit => ({
    unit: names[row]!,
    areas: Object.fromEntries(question.by.map((name, j) => [name, labels[j]![row] ?? "NA"])),
    baseline: all[row]!,
  }));
  return {
    units,
    frame: selectRows(whole, rows, whole.name),
    level: question.level?.split("=")[1]?.trim(),
    baselines: Float64Array.from(rows, (row) => all[row]!),
    size,
    sizes: Float64Array.from(rows, (row) => sizes?.[row] ?? 300),
  };
}
