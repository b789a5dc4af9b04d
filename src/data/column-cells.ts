/** Turns the cells of one column of a file into a typed column, by clause or by what they are. */
import type { Diagnostic, DiagnosticSink, Span } from "../diagnostics/index.js";
import type { ColumnClause } from "../language/ast.js";
import type { Column, FactorColumn, NumericColumn } from "./data-frame.js";
import { codesOf, factorFromLabels, labelOfText } from "./levels.js";
import { isMissingText, largestMagnitude, readNumber } from "./number-text.js";
import { countText, listNames } from "./wording.js";

/** One column of a file, as text; `lines[i]` is the line of cell i. */
export interface ColumnCells {
  readonly name: string;
  readonly cells: readonly string[];
  readonly file: string;
  readonly lines: Int32Array;
}

/** How many cells of a column are complained about one by one. */
const shownPerColumn = 5;

type Complaint = Pick<Diagnostic, "code" | "message" | "expected" | "help"> & {
  readonly span?: Span;
};

/** Reports the first few offending cells, each with its line, then how many more there are. */
function complain(
  source: ColumnCells,
  rows: readonly number[],
  describe: (cell: string) => Complaint,
  sink: DiagnosticSink,
): void {
  rows.slice(0, shownPerColumn).forEach((row, position) => {
    const hidden = position === shownPerColumn - 1 ? rows.length - shownPerColumn : 0;
    const complaint = describe(source.cells[row]!);
    const more = hidden > 0 ? `, and so are ${countText(hidden)} more cells of this column` : "";
    sink.report({
      severity: "error",
      ...complaint,
      message: complaint.message + more,
      location: { file: source.file, line: source.lines[row]! },
      found: source.cells[row]!,
    });
  });
}

function rowsWhere(cells: readonly string[], test: (cell: string) => boolean): number[] {
  return cells.flatMap((cell, row) => (test(cell) ? [row] : []));
}

function isOutOfRange(cell: string): boolean {
  const value = readNumber(cell);
  return value !== undefined && Math.abs(value) > largestMagnitude;
}

function numericColumn(source: ColumnCells, sink: DiagnosticSink): NumericColumn | undefined {
  const extreme = rowsWhere(source.cells, isOutOfRange);
  complain(
    source,
    extreme,
    (cell) => ({
      code: "number-out-of-range",
      message: `column \`${source.name}\`: ${cell} is too large to compute with`,
      expected: `a number between -${largestMagnitude} and ${largestMagnitude}, or NA`,
    }),
    sink,
  );
  if (extreme.length > 0) return undefined;
  const values = Float64Array.from(source.cells, (cell) => readNumber(cell) ?? NaN);
  return { kind: "numeric", name: source.name, values };
}

function declaredNumber(
  source: ColumnCells,
  clause: ColumnClause,
  sink: DiagnosticSink,
): NumericColumn | undefined {
  const isText = (cell: string): boolean => !isMissingText(cell) && readNumber(cell) === undefined;
  const texts = rowsWhere(source.cells, isText);
  complain(
    source,
    texts,
    (cell) => ({
      code: "not-a-number",
      message: `column \`${source.name}\` is declared as a number, but \`${cell}\` is text`,
      expected: "a number, or NA for a missing value",
      span: clause.span,
    }),
    sink,
  );
  return texts.length > 0 ? undefined : numericColumn(source, sink);
}

/** Labels of cells under declared levels; a level written as a number stands for its value. */
function matchDeclaredLevels(source: ColumnCells, clause: ColumnClause): (string | undefined)[] {
  const labels = new Map<string | number, string>();
  for (const level of clause.levels) {
    const label = level.kind === "number" ? level.text : level.value;
    labels.set(level.kind === "number" ? level.value : label, label);
  }
  return source.cells.map((cell) => {
    const label = labels.get(cell) ?? labels.get(readNumber(cell) ?? cell);
    return label ?? labelOfText(cell);
  });
}

function declaredFactor(
  source: ColumnCells,
  clause: ColumnClause,
  sink: DiagnosticSink,
): FactorColumn | undefined {
  const ordered = clause.type === "ordered";
  if (clause.levels.length === 0) {
    return { ...factorFromLabels(source.name, source.cells.map(labelOfText)), ordered };
  }
  const levels = clause.levels.map((level) => (level.kind === "number" ? level.text : level.value));
  const labels = matchDeclaredLevels(source, clause);
  const codes = codesOf(labels, levels);
  const strangers = labels.flatMap((label, row) =>
    label !== undefined && codes[row]! < 0 ? [row] : [],
  );
  complain(
    source,
    strangers,
    (cell) => ({
      code: "undeclared-level",
      message: `\`${cell}\` is not among the levels declared for \`${source.name}\``,
      expected: `one of ${listNames(levels, 12)}`,
      span: clause.span,
    }),
    sink,
  );
  if (strangers.length > 0) return undefined;
  return { kind: "factor", name: source.name, codes, levels, ordered, declared: true };
}

const truthValues: ReadonlyMap<string, number> = new Map([
  ["true", 1],
  ["false", 0],
]);

/** A column of true and false is a column of ones and zeros, as in Bambi. */
function booleanColumn(source: ColumnCells): NumericColumn {
  const values = Float64Array.from(
    source.cells,
    (cell) => truthValues.get(cell.toLowerCase()) ?? NaN,
  );
  return { kind: "numeric", name: source.name, values };
}

/** Most cells are numbers and some are not: more often a typing mistake than a factor. */
function warnOfMixture(source: ColumnCells, texts: readonly number[], sink: DiagnosticSink): void {
  const first = texts[0]!;
  const present = source.cells.length - rowsWhere(source.cells, isMissingText).length;
  if (texts.length * 2 >= present) return;
  sink.report({
    code: "mixed-column",
    severity: "warning",
    message:
      `column \`${source.name}\` is read as a factor: ${countText(present - texts.length)} of its cells ` +
      `are numbers, but ${countText(texts.length)} cannot be read as one`,
    location: { file: source.file, line: source.lines[first]! },
    found: source.cells[first]!,
    help: `write NA for a missing value, or declare \`${source.name}: factor\` if this is meant`,
  });
}

function inferColumn(source: ColumnCells, sink: DiagnosticSink): Column | undefined {
  const present = source.cells.filter((cell) => !isMissingText(cell));
  if (present.length > 0 && present.every((cell) => truthValues.has(cell.toLowerCase()))) {
    return booleanColumn(source);
  }
  const isText = (cell: string): boolean => !isMissingText(cell) && readNumber(cell) === undefined;
  const texts = rowsWhere(source.cells, isText);
  if (texts.length === 0) return numericColumn(source, sink);
  warnOfMixture(source, texts, sink);
  return factorFromLabels(source.name, source.cells.map(labelOfText));
}

/** The column that the clause asks for; without one, numbers where every cell is a number, else a factor. */
export function readColumn(
  source: ColumnCells,
  clause: ColumnClause | undefined,
  sink: DiagnosticSink,
): Column | undefined {
  switch (clause?.type) {
    case undefined:
      return inferColumn(source, sink);
    case "number":
      return declaredNumber(source, clause, sink);
    case "text":
      return { kind: "text", name: source.name, values: source.cells.map(labelOfText) };
    case "factor":
    case "ordered":
      return declaredFactor(source, clause, sink);
  }
}
