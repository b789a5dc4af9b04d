/** A known covariance as a table: level names in the first column, a column of covariances for each level. */
import { findColumn, listNames } from "../data/index.js";
import type { DataFrame } from "../data/index.js";
import type { Span } from "../diagnostics/index.js";
import type { Name } from "../language/ast.js";
import { cholesky, solveCholesky } from "../math/index.js";
import type { SymmetricMatrix } from "../math/sparse/index.js";
import type { EvaluationContext } from "./formula-value.js";
import { reportError } from "./formula-value.js";

export interface CovarianceTable {
  readonly levels: readonly string[];
  /** The inverse, every entry of its lower triangle. */
  readonly precision: SymmetricMatrix;
}

/** A dense inverse of more levels than this takes minutes. */
const mostLevels = 3000;
/** Entries mirrored across the diagonal may differ by this much of the diagonal's size. */
const roundingShare = 1e-8;

interface Complaint {
  readonly context: EvaluationContext;
  readonly span: Span;
  readonly name: string;
}

function complain({ context, span, name }: Complaint, message: string, help?: string): undefined {
  reportError(context.sink, {
    code: "bad-covariance",
    message: `\`${name}\` ${message}`,
    span,
    expected: "a square table: level names first, then a column of covariances for each level",
    ...(help !== undefined && { help }),
  });
}

function levelsOf(frame: DataFrame, at: Complaint): readonly string[] | undefined {
  const [first] = frame.columns;
  if (first?.kind !== "factor" && first?.kind !== "text") {
    complain(at, "does not begin with a column of level names");
    return undefined;
  }
  const levels = Array.from({ length: frame.rowCount }, (_, row) =>
    first.kind === "factor" ? (first.levels[first.codes[row]!] ?? "") : (first.values[row] ?? ""),
  );
  const twice = levels.find((level, row) => levels.indexOf(level) < row);
  if (twice !== undefined) {
    complain(at, `has two rows for \`${twice}\``);
    return undefined;
  }
  if (levels.length > mostLevels) {
    complain(at, `has more than ${mostLevels} levels`);
    return undefined;
  }
  return levels;
}

/** Row-major; every level has a numeric column without gaps. */
function readEntries(
  frame: DataFrame,
  levels: readonly string[],
  at: Complaint,
): Float64Array | undefined {
  const n = levels.length;
  const absent = levels.filter((level) => findColumn(frame, level)?.kind !== "numeric");
  if (absent.length > 0) {
    complain(at, `has no column of numbers for ${listNames(absent)}`);
    return undefined;
  }
  const entries = new Float64Array(n * n);
  for (const [j, level] of levels.entries()) {
    const column = findColumn(frame, level);
    if (column?.kind !== "numeric") continue;
    const gap = column.values.findIndex(Number.isNaN);
    if (gap >= 0) {
      complain(at, `has no covariance of \`${levels[gap]!}\` and \`${level}\``);
      return undefined;
    }
    column.values.forEach((value, i) => (entries[i * n + j] = value));
  }
  return entries;
}

function checkSymmetry(entries: Float64Array, levels: readonly string[], at: Complaint): boolean {
  const n = levels.length;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) {
      const [lower, upper] = [entries[i * n + j]!, entries[j * n + i]!];
      const size = Math.sqrt(Math.abs(entries[i * n + i]! * entries[j * n + j]!));
      if (Math.abs(lower - upper) <= roundingShare * size) continue;
      complain(
        at,
        `is not symmetric: \`${levels[i]!}\` with \`${levels[j]!}\` is ${lower}, but \`${levels[j]!}\` with \`${levels[i]!}\` is ${upper}`,
      );
      return false;
    }
  return true;
}

/** Every entry of the lower triangle, column by column. */
function inverseOf(factor: Float64Array, n: number): SymmetricMatrix {
  const columnStart = Int32Array.from({ length: n + 1 }, (_, j) => j * n - (j * (j - 1)) / 2);
  const rowIndex = new Int32Array(columnStart[n]!);
  const values = new Float64Array(rowIndex.length);
  const column = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    column.fill(0);
    column[j] = 1;
    solveCholesky(factor, n, column);
    for (let i = j; i < n; i++) {
      rowIndex[columnStart[j]! + i - j] = i;
      values[columnStart[j]! + i - j] = column[i]!;
    }
  }
  return { pattern: { size: n, columnStart, rowIndex }, values };
}

/** Undefined after reporting what is wrong with the table. */
export function readCovariance(
  { text, span }: Name,
  context: EvaluationContext,
): CovarianceTable | undefined {
  const { sources } = context;
  const at: Complaint = { context, span, name: text };
  const frame = sources.frames.get(text);
  if (!frame) {
    if (!sources.absent.has(text)) complain(at, "is not data that stands above");
    return undefined;
  }
  const levels = levelsOf(frame, at);
  const entries = levels && readEntries(frame, levels, at);
  if (!levels || !entries || !checkSymmetry(entries, levels, at)) return undefined;
  const factor = cholesky(entries, levels.length);
  if (factor) return { levels, precision: inverseOf(factor, levels.length) };
  complain(at, "is not positive definite, so it is no covariance", "two levels may be the same");
  return undefined;
}
