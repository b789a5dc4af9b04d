/** Joins the estimates of areas with what is known to be true of them. */
import {
  countOf,
  findColumn,
  gradeColumn,
  listNames,
  reportUnknownColumn,
} from "../../data/index.js";
import type { Column, DataFrame } from "../../data/index.js";
import type { DiagnosticSink, Span } from "../../diagnostics/index.js";
import type { Cell, ResultTable } from "../../posterior/result-table.js";

export interface ScoreOptions {
  /** Columns that name an area in both tables. */
  readonly by: readonly string[];
  /** Column of the estimates that is scored; `mean` when not given. */
  readonly estimate?: string;
  /** Column of the truth; when not given `truth`, or the only numeric column that is not a key. */
  readonly truth?: string;
  /** Column of the truth's table with raw shares; when not given those of the estimates. */
  readonly raw?: string;
  readonly span?: Span;
}

export interface Scoring extends ScoreOptions {
  readonly table: ResultTable;
  readonly truthFrame: DataFrame;
  readonly sink: DiagnosticSink;
}

/** One area with both an estimate and a truth; NaN where a number is absent. */
export interface ScoredArea {
  /** Its labels, joined. */
  readonly area: string;
  readonly estimate: number;
  readonly truth: number;
  readonly lower: number;
  readonly upper: number;
  readonly raw: number;
}

function place({ span }: ScoreOptions): { readonly span?: Span } {
  return span === undefined ? {} : { span };
}

function columnOfTable(scoring: Scoring, name: string): number | undefined {
  const position = scoring.table.columns.findIndex((column) => column.name === name);
  if (position >= 0) return position;
  scoring.sink.report({
    code: "unknown-column",
    severity: "error",
    message: `the estimates have no column \`${name}\``,
    expected: `one of ${listNames(
      scoring.table.columns.map((column) => column.name),
      12,
    )}`,
    ...place(scoring),
  });
  return undefined;
}

function numericColumn(scoring: Scoring, name: string): Float64Array | undefined {
  const { truthFrame, span, sink } = scoring;
  const column = findColumn(truthFrame, name);
  if (column === undefined) {
    reportUnknownColumn(truthFrame, name, span, sink);
    return undefined;
  }
  if (column.kind === "numeric") return column.values;
  sink.report({
    code: "not-a-number",
    severity: "error",
    message: `\`${name}\` of \`${truthFrame.name}\` is not a column of numbers`,
    ...place(scoring),
  });
  return undefined;
}

/** The truth's column when the program does not name it. */
function chooseTruth(scoring: Scoring): string | undefined {
  const { truth, by, truthFrame, sink } = scoring;
  if (truth !== undefined) return truth;
  if (findColumn(truthFrame, "truth") !== undefined) return "truth";
  const numeric = truthFrame.columns.filter(
    ({ name, kind }) => kind === "numeric" && !by.includes(name),
  );
  const [only] = numeric;
  if (only !== undefined && numeric.length === 1) return only.name;
  sink.report({
    code: "unknown-column",
    severity: "error",
    message: `\`${truthFrame.name}\` does not say which column is the truth`,
    expected: "a column called `truth`, or one numeric column beside the keys",
    found: numeric.length === 0 ? "no numeric column" : listNames(numeric.map(({ name }) => name)),
    help: "name it: score(estimates, truth, by = ..., value = column)",
    ...place(scoring),
  });
  return undefined;
}

/** Row of the truth for each key; a key in several rows is an error. */
function indexTruth(scoring: Scoring, keys: readonly Column[]): Map<string, number> | undefined {
  const { truthFrame, sink } = scoring;
  const graded = keys.map(gradeColumn);
  const rowOf = new Map<string, number>();
  for (let row = 0; row < truthFrame.rowCount; row++) {
    const labels = graded.map(({ codes, labels: all }) => all[codes[row]!] ?? "missing");
    const key = JSON.stringify(labels);
    if (rowOf.has(key)) {
      const message = `\`${truthFrame.name}\` has several rows for the area ${labels.join(", ")}`;
      sink.report({ code: "key-not-unique", severity: "error", message, ...place(scoring) });
      return undefined;
    }
    rowOf.set(key, row);
  }
  return rowOf;
}

function warnOfUnmatched(scoring: Scoring, areas: readonly string[], side: string): void {
  if (areas.length === 0) return;
  scoring.sink.report({
    code: "area-without-partner",
    severity: "warning",
    message: `${countOf(areas.length, "area")} ${side} ${areas.length === 1 ? "is" : "are"} not scored: ${listNames(areas)}`,
    ...place(scoring),
  });
}

const areaName = (key: string): string => (JSON.parse(key) as string[]).join(", ");

interface TableColumns {
  readonly keys: readonly number[];
  readonly estimate: number;
  readonly quantiles: readonly number[];
  readonly raw: number;
}

function findTableColumns(scoring: Scoring): TableColumns | undefined {
  const { table, by } = scoring;
  const keys = by.map((name) => columnOfTable(scoring, name));
  const estimate = columnOfTable(scoring, scoring.estimate ?? "mean");
  if (estimate === undefined || !keys.every((key) => key !== undefined)) return undefined;
  const quantiles = table.columns.flatMap(({ name }, position) =>
    /^q\d+$/.test(name) ? [position] : [],
  );
  return { keys, estimate, quantiles, raw: table.columns.findIndex(({ name }) => name === "raw") };
}

function numberIn(row: readonly Cell[], position: number | undefined): number {
  const cell = position === undefined ? undefined : row[position];
  return typeof cell === "number" ? cell : NaN;
}

/** Areas that have both an estimate and a truth; the others are named in warnings. */
export function matchAreas(scoring: Scoring): readonly ScoredArea[] | undefined {
  const { truthFrame, table, by, sink, span } = scoring;
  const columns = findTableColumns(scoring);
  const truthName = chooseTruth(scoring);
  const keys = by.map(
    (name) => findColumn(truthFrame, name) ?? reportUnknownColumn(truthFrame, name, span, sink),
  );
  if (columns === undefined || truthName === undefined) return undefined;
  if (!keys.every((key) => key !== undefined)) return undefined;
  const truth = numericColumn(scoring, truthName);
  const raw = scoring.raw === undefined ? undefined : numericColumn(scoring, scoring.raw);
  const rowOf = indexTruth(scoring, keys);
  if (truth === undefined || rowOf === undefined) return undefined;
  if (scoring.raw !== undefined && raw === undefined) return undefined;
  const unmatched: string[] = [];
  const areas = table.rows.flatMap((row) => {
    const key = JSON.stringify(columns.keys.map((position) => String(row[position])));
    const partner = rowOf.get(key);
    const value = partner === undefined ? NaN : truth[partner]!;
    if (Number.isNaN(value)) {
      unmatched.push(areaName(key));
      return [];
    }
    rowOf.delete(key);
    return {
      area: areaName(key),
      estimate: numberIn(row, columns.estimate),
      truth: value,
      lower: numberIn(row, columns.quantiles[0]),
      upper: numberIn(row, columns.quantiles.at(-1)),
      raw: raw === undefined ? numberIn(row, columns.raw) : raw[partner!]!,
    };
  });
  warnOfUnmatched(scoring, unmatched, "without a truth");
  const left = [...rowOf.keys()].map(areaName).filter((area) => !unmatched.includes(area));
  warnOfUnmatched(scoring, left, "without an estimate");
  return areas;
}
