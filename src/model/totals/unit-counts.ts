/** The counts of every unit from the data of the totals, checked row by row. */
import {
  countOf,
  findColumn,
  reportUnknownColumn,
  rowInWords,
  rowLocation,
  type DataFrame,
} from "../../data/index.js";
import type { DiagnosticSink } from "../../diagnostics/index.js";
import type { Name } from "../../language/ast.js";
import type { Outcomes } from "./read-outcomes.js";

/** Shares may miss one by their rounding. */
const shareTolerance = 0.005;

export type CountFault = "bad-count" | "shares-not-one";

export interface UnitRows {
  readonly frame: DataFrame;
  /** Value of the key in every row. */
  readonly keys: readonly string[];
  readonly keyName: string;
  readonly sink: DiagnosticSink;
}

function numbersOf({ frame, sink }: UnitRows, name: Name): Float64Array | undefined {
  const column = findColumn(frame, name.text);
  if (column?.kind === "numeric") return column.values;
  if (!column) reportUnknownColumn(frame, name.text, name.span, sink);
  else
    sink.report({
      code: "bad-count",
      severity: "error",
      message: `\`${name.text}\` of ${frame.name} is not a column of numbers`,
      span: name.span,
      expected: "counts",
    });
  return undefined;
}

/** Reports the first row with a fault, and how many more there are. */
export function reportUnits(
  { frame, keys, keyName, sink }: Omit<UnitRows, "keys"> & { readonly keys: readonly string[] },
  rows: readonly number[],
  fault: {
    readonly code: Parameters<DiagnosticSink["report"]>[0]["code"];
    readonly message: (row: number) => string;
    readonly expected?: string;
    readonly found?: (row: number) => string;
    readonly help?: string;
    readonly span: Name["span"];
  },
): void {
  const [row, ...others] = rows;
  if (row === undefined) return;
  const more = others.length === 0 ? "" : `, and ${countOf(others.length, "more row")}`;
  sink.report({
    code: fault.code,
    severity: "error",
    message: `${fault.message(row)} (${keyName} ${keys[row]!}, ${rowInWords(frame, row)}${more})`,
    span: fault.span,
    ...rowLocation(frame, row),
    ...(fault.expected !== undefined && { expected: fault.expected }),
    ...(fault.found && { found: fault.found(row) }),
    ...(fault.help !== undefined && { help: fault.help }),
  });
}

const isCount = (value: number): boolean => Number.isInteger(value) && value >= 0;

function requireCounts(units: UnitRows, name: Name, values: Float64Array): boolean {
  const rows = [...values.keys()].filter((row) => !isCount(values[row]!));
  reportUnits(units, rows, {
    code: "bad-count",
    message: () => `\`${name.text}\` is not a count`,
    expected: "a whole number of at least 0",
    found: (row) => (Number.isNaN(values[row]!) ? "a missing value" : String(values[row]!)),
    span: name.span,
  });
  return rows.length === 0;
}

/** Whole counts in the proportions of the shares that add up to the total, largest remainders first. */
function apportion(shares: readonly number[], total: number): readonly number[] {
  const sum = shares.reduce((a, b) => a + b, 0);
  const exact = shares.map((share) => (share / sum) * total);
  const counts = exact.map(Math.floor);
  const left = total - counts.reduce((a, b) => a + b, 0);
  const byRemainder = exact
    .map((value, c) => ({ c, remainder: value - counts[c]! }))
    .sort((a, b) => b.remainder - a.remainder || a.c - b.c);
  for (const { c } of byRemainder.slice(0, Math.round(left))) counts[c]!++;
  return counts;
}

function countsOfShares(
  units: UnitRows,
  { columns, total }: Outcomes,
  shares: readonly Float64Array[],
): Float64Array | undefined {
  const totals = numbersOf(units, total!);
  if (!totals || !requireCounts(units, total!, totals)) return undefined;
  const rows = [...totals.keys()];
  const sumOf = (row: number): number => shares.reduce((sum, share) => sum + share[row]!, 0);
  const wrong = rows.filter(
    (row) =>
      !(Math.abs(sumOf(row) - 1) <= shareTolerance) || shares.some((share) => !(share[row]! >= 0)),
  );
  reportUnits(units, wrong, {
    code: "shares-not-one",
    message: () =>
      `the shares of ${columns.map(({ text }) => text).join(", ")} are not those of a whole`,
    expected: "shares of at least 0 that add up to 1",
    found: (row) => `a sum of ${Number(sumOf(row).toPrecision(6))}`,
    span: total!.span,
    help: "counts need no `total =`",
  });
  if (wrong.length > 0) return undefined;
  return Float64Array.from(
    rows.flatMap((row) =>
      apportion(
        shares.map((share) => share[row]!),
        totals[row]!,
      ),
    ),
  );
}

function countsOfTrials(
  units: UnitRows,
  { columns }: Outcomes,
  [y, n]: readonly Float64Array[],
): Float64Array | undefined {
  const rows = [...y!.keys()];
  const above = rows.filter((row) => y![row]! > n![row]!);
  reportUnits(units, above, {
    code: "more-successes-than-trials",
    message: () => `\`${columns[0]!.text}\` is more than \`${columns[1]!.text}\``,
    found: (row) => `${y![row]!} of ${n![row]!}`,
    span: columns[0]!.span,
  });
  if (above.length > 0) return undefined;
  return Float64Array.from(rows.flatMap((row) => [y![row]!, n![row]! - y![row]!]));
}

/** Row-major, units × outcomes; undefined after reporting. */
export function unitCounts(units: UnitRows, outcomes: Outcomes): Float64Array | undefined {
  const { columns, total, ofTrials } = outcomes;
  const values = columns.map((name) => numbersOf(units, name));
  const numbers = values.filter((one) => one !== undefined);
  if (numbers.length < values.length) return undefined;
  if (total) return countsOfShares(units, outcomes, numbers);
  const sound = columns.map((name, c) => requireCounts(units, name, numbers[c]!));
  if (sound.includes(false)) return undefined;
  if (ofTrials) return countsOfTrials(units, outcomes, numbers);
  return Float64Array.from({ length: numbers.length * numbers[0]!.length }, (_, at) => {
    const c = at % numbers.length;
    return numbers[c]![(at - c) / numbers.length]!;
  });
}
