/** Makes the margins of a table with a row a unit, after every check that needs no model. */
import { findColumn, gradeColumn, numberLabel, reportUnknownColumn } from "../../../data/index.js";
import { rowInWords, rowLocation } from "../../../data/index.js";
import type { DataFrame } from "../../../data/index.js";
import type { DiagnosticSink } from "../../../diagnostics/index.js";
import type { Expression, Name } from "../../../language/ast.js";
import { checkSide, countsOfShares, type Checked } from "./check-side.js";
import type { Margins } from "./margins.js";
import { readSide, type Side } from "./read-side.js";

export interface MarginsQuestion {
  readonly frame: DataFrame;
  /** `votes(...)` as written. */
  readonly votes: Expression;
  /** `composition(...)` as written. */
  readonly composition: Expression;
  /** Columns that name a unit; its row without them. */
  readonly unit: readonly Name[];
}

/** Labels of the units; undefined after reporting a unit that stands twice or has no name. */
function readUnits(
  { frame, unit }: MarginsQuestion,
  sink: DiagnosticSink,
): readonly string[] | undefined {
  if (unit.length === 0) return Array.from({ length: frame.rowCount }, (_, row) => String(row + 1));
  const columns = unit.map(
    ({ text, span }) => findColumn(frame, text) ?? reportUnknownColumn(frame, text, span, sink),
  );
  const keys = columns.filter((column) => column !== undefined).map(gradeColumn);
  if (keys.length < columns.length) return undefined;
  const rowOf = new Map<string, number>();
  for (let row = 0; row < frame.rowCount; row++) {
    const labels = keys.map(({ codes, labels }) => labels[codes[row]!] ?? "(missing)");
    const key = labels.join(", ");
    const before = rowOf.get(key);
    rowOf.set(key, row);
    if (before === undefined) continue;
    sink.report({
      code: "duplicate-unit",
      severity: "error",
      message: `\`${frame.name}\` has unit ${key} twice: ${rowInWords(frame, before)} and ${rowInWords(frame, row)}`,
      span: unit[0]!.span,
      expected: "one row a unit",
      help: "name every column that tells units apart, `unit = [county, precinct]`, or add rows up with group(...)",
      ...rowLocation(frame, row),
    });
    return undefined;
  }
  return [...rowOf.keys()];
}

/** People of each unit, from whichever side has them; undefined after a report. */
function sizesOf(
  question: MarginsQuestion,
  units: readonly string[],
  [votes, composition]: readonly [Checked, Checked],
  sink: DiagnosticSink,
): Float64Array | undefined {
  const { frame } = question;
  const sizes = votes.sizes ?? composition.sizes;
  if (sizes === undefined) {
    sink.report({
      code: "bad-argument",
      severity: "error",
      message: "shares alone do not say how many people a unit has",
      span: question.votes.span,
      expected: "votes(..., total = the column with the number of voters)",
    });
    return undefined;
  }
  const row = sizes.findIndex((size, at) => (composition.sizes?.[at] ?? size) !== size);
  if (row < 0) return sizes;
  sink.report({
    code: "totals-not-people",
    severity: "error",
    message: `groups and votes are not of the same people in unit ${units[row]}, ${rowInWords(frame, row)}`,
    span: question.composition.span,
    expected: `${numberLabel(sizes[row]!)} in all groups, as in all outcomes`,
    found: numberLabel(composition.sizes![row]!),
    help: "count those who did not vote as an outcome, or give the groups as shares: composition(black = black / all, ...)",
    ...rowLocation(frame, row),
  });
  return undefined;
}

function remarksOf(sides: readonly (readonly [Side, Checked])[]): string[] {
  return sides.flatMap(([{ call }, { rounding }]) =>
    rounding > 1e-6
      ? [
          `shares of ${call} miss a sum of one by up to ${rounding.toPrecision(2)} and are divided by their sum`,
        ]
      : [],
  );
}

/** Counts of the votes; shares become the whole numbers nearest to them that keep the total. */
function countsOf(side: Side, { numbers }: Checked, sizes: Float64Array): Float64Array {
  if (!side.shares) return numbers;
  const width = side.names.length;
  const counts = new Float64Array(numbers.length);
  for (const [unit, size] of sizes.entries()) {
    const own = numbers.subarray(unit * width, (unit + 1) * width);
    counts.set(countsOfShares(own, size), unit * width);
  }
  return counts;
}

/** Counts of the groups as shares of their units. */
function sharesOf(side: Side, { numbers }: Checked, sizes: Float64Array): Float64Array {
  if (side.shares) return numbers;
  const width = side.names.length;
  return numbers.map((count, at) => count / sizes[Math.floor(at / width)]!);
}

/** The margins of all units; undefined after reporting what keeps the numbers from being margins. */
export function readMargins(question: MarginsQuestion, sink: DiagnosticSink): Margins | undefined {
  const { frame } = question;
  const votes = readSide(question.votes, "votes", frame, sink);
  const composition = readSide(question.composition, "composition", frame, sink);
  const units = readUnits(question, sink);
  if (!votes || !composition || !units) return undefined;
  const counted = checkSide(votes, frame, units, sink);
  const divided = checkSide(composition, frame, units, sink);
  if (!counted || !divided) return undefined;
  const sizes = sizesOf(question, units, [counted, divided], sink);
  if (sizes === undefined) return undefined;
  return {
    units,
    groups: composition.names,
    outcomes: votes.names,
    sizes,
    composition: sharesOf(composition, divided, sizes),
    votes: countsOf(votes, counted, sizes),
    remarks: remarksOf([
      [votes, counted],
      [composition, divided],
    ]),
  };
}
