/** The rows of a frame that are complete in every column of a formula. */
import type { Column, DataFrame } from "../data/index.js";
import {
  countOf,
  countText,
  findColumn,
  listNames,
  rowLocation,
  selectRows,
} from "../data/index.js";
import type { Diagnostic, DiagnosticSink } from "../diagnostics/index.js";
import type { Name } from "../language/ast.js";

/** A frame restricted to some of its rows. */
export interface FrameRows {
  /** The frame as given. */
  readonly frame: DataFrame;
  readonly rowCount: number;
  /** Rows of the frame, ascending. */
  readonly rows: Int32Array;
  column(name: string): Column | undefined;
  /** Where a row of this view stands in its file, to spread into a diagnostic. */
  location(row: number): Pick<Diagnostic, "location">;
}

/** Cuts the named columns to the rows; all rows share the columns of the frame. */
function viewRows(frame: DataFrame, names: readonly Name[], rows: Int32Array): FrameRows {
  const used = new Set(names.map(({ text }) => text));
  const columns = frame.columns.filter(({ name }) => used.has(name));
  const whole = rows.length === frame.rowCount;
  const cut = whole ? frame : selectRows({ ...frame, columns }, rows, frame.name);
  return {
    frame,
    rowCount: rows.length,
    rows,
    column: (name) => findColumn(cut, name),
    location: (row) => rowLocation(cut, row),
  };
}

/** Marks the rows in which the column is missing; returns how many there are. */
function markMissing(column: Column, incomplete: Uint8Array): number {
  let count = 0;
  const mark = (row: number): void => {
    incomplete[row] = 1;
    count++;
  };
  if (column.kind === "numeric") {
    const { values } = column;
    for (let row = 0; row < values.length; row++) if (Number.isNaN(values[row]!)) mark(row);
  } else if (column.kind === "factor") {
    const { codes } = column;
    for (let row = 0; row < codes.length; row++) if (codes[row]! < 0) mark(row);
  } else {
    for (const [row, value] of column.values.entries()) if (value === undefined) mark(row);
  }
  return count;
}

/** The columns that are missing somewhere, and the rows in which some are. */
interface MissingValues {
  readonly incomplete: Uint8Array;
  readonly incompleteCount: number;
  readonly partly: readonly Name[];
  readonly wholly: readonly Name[];
}

function findMissing(frame: DataFrame, names: readonly Name[]): MissingValues {
  const incomplete = new Uint8Array(frame.rowCount);
  const counted = names.map((name) => {
    const column = findColumn(frame, name.text);
    return { name, count: column ? markMissing(column, incomplete) : 0 };
  });
  const some = counted.filter(({ count }) => count > 0);
  return {
    incomplete,
    incompleteCount: some.length === 0 ? 0 : incomplete.reduce((sum, mark) => sum + mark, 0),
    partly: some.map(({ name }) => name),
    wholly: some.filter(({ count }) => count === frame.rowCount).map(({ name }) => name),
  };
}

const listed = (names: readonly Name[]): string => listNames(names.map(({ text }) => text));

function unmarkedRows(marks: Uint8Array): Int32Array {
  const rows = new Int32Array(marks.length);
  let count = 0;
  for (let row = 0; row < marks.length; row++) if (marks[row] === 0) rows[count++] = row;
  return rows.slice(0, count);
}

/**
 * At the fit: the complete rows, with a warning that counts those left out. Undefined, with an
 * error, where nothing is left. `names` are the columns that the formula uses.
 */
export function completeRows(
  frame: DataFrame,
  names: readonly Name[],
  sink: DiagnosticSink,
): FrameRows | undefined {
  const { incomplete, incompleteCount, partly, wholly } = findMissing(frame, names);
  for (const { text, span } of frame.rowCount > 0 ? wholly : []) {
    sink.report({
      code: "column-all-missing",
      severity: "error",
      message: `every value of \`${text}\` is missing`,
      span,
    });
  }
  if (wholly.length > 0) return undefined;
  if (incompleteCount === frame.rowCount) {
    const reason = frame.rowCount === 0 ? "has no rows" : "has no row without a missing value";
    const [first] = partly;
    sink.report({
      code: "no-complete-rows",
      severity: "error",
      message: `\`${frame.name}\` ${reason}${first ? ` in ${listed(partly)}` : ""}`,
      ...(first ? { span: first.span } : {}),
    });
    return undefined;
  }
  if (incompleteCount > 0) {
    sink.report({
      code: "rows-dropped",
      severity: "warning",
      message: `${countText(incompleteCount)} of ${countOf(frame.rowCount, "row")} were left out: values are missing in ${listed(partly)}`,
      span: partly[0]!.span,
    });
  }
  return viewRows(frame, names, unmarkedRows(incomplete));
}

/** On new data every row counts: an error where any value is missing. */
export function allRows(
  frame: DataFrame,
  names: readonly Name[],
  sink: DiagnosticSink,
): FrameRows | undefined {
  const { incomplete, incompleteCount, partly } = findMissing(frame, names);
  const view = viewRows(frame, names, unmarkedRows(new Uint8Array(frame.rowCount)));
  if (incompleteCount === 0) return view;
  sink.report({
    code: "missing-in-new-data",
    severity: "error",
    message: `${countText(incompleteCount)} of ${countOf(frame.rowCount, "row")} of \`${frame.name}\` have missing values in ${listed(partly)}`,
    span: partly[0]!.span,
    ...view.location(incomplete.indexOf(1)),
    help: "leave these rows out with filter(...), or fill in the values",
  });
  return undefined;
}
