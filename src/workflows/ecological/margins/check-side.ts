/** Checks one side's numbers row by row, and makes counts or shares of them that add up. */
import { countText, numberLabel, rowInWords, rowLocation } from "../../../data/index.js";
import type { DataFrame } from "../../../data/index.js";
import type { Diagnostic, DiagnosticSink } from "../../../diagnostics/index.js";
import type { Side } from "./read-side.js";

export interface Checked {
  /** `numbers[unit * names + name]`: counts, or shares that sum to one. */
  readonly numbers: Float64Array;
  readonly sizes: Float64Array | undefined;
  /** The largest distance of a sum of shares from one. */
  readonly rounding: number;
}

/** Shares written with two or more decimals miss a sum of one by less than this. */
const roundingOfShares = 0.005;
const wholeness = 1e-6;

interface Fault {
  readonly code: Diagnostic["code"];
  readonly message: string;
  readonly expected: string;
  readonly found: string;
  readonly help?: string;
}

function faultOfValue(side: Side, name: string, value: number): Fault | undefined {
  const what = `\`${name}\` of \`${side.call}\``;
  const expected = side.shares ? "a share from 0 to 1" : "a whole number of at least 0";
  const found = numberLabel(value);
  if (Number.isNaN(value))
    return { code: "bad-count", message: `${what} is missing`, expected, found: "no value" };
  if (value < -wholeness)
    return { code: "bad-count", message: `${what} is below zero`, expected, found };
  const isWhole = side.shares || Math.abs(value - Math.round(value)) <= wholeness;
  if (isWhole) return undefined;
  const message = `${what} is not a whole number`;
  return {
    code: "bad-count",
    message,
    expected,
    found,
    help: `counts are whole; shares need no value above 1${side.total ? "" : " and `total = ` beside votes"}`,
  };
}

function faultOfTotal(side: Side, total: number): Fault | undefined {
  const expected = "a whole number of at least 1";
  const what = `the total of \`${side.call}\``;
  if (Number.isNaN(total))
    return { code: "bad-count", message: `${what} is missing`, expected, found: "no value" };
  if (Math.abs(total - Math.round(total)) > wholeness || total < 0)
    return {
      code: "bad-count",
      message: `${what} is not a count`,
      expected,
      found: numberLabel(total),
    };
  if (Math.round(total) > 0) return undefined;
  return {
    code: "empty-unit",
    message: `${what} is zero`,
    expected: "units with at least one person",
    found: "an empty unit",
    help: "leave it out: filter(data, ...)",
  };
}

function faultOfSum(side: Side, sum: number, total: number | undefined): Fault | undefined {
  if (side.shares) {
    if (Math.abs(sum - 1) <= roundingOfShares) return undefined;
    return {
      code: "shares-not-one",
      message: `the shares of \`${side.call}\` do not sum to one`,
      expected: `1, give or take ${roundingOfShares} for rounding`,
      found: String(Number(sum.toPrecision(6))),
      help: "name every group or outcome, with one for all others, and none twice",
    };
  }
  if (total === undefined || Math.abs(sum - total) < 0.5) return undefined;
  return {
    code: "totals-not-people",
    message: `the counts of \`${side.call}\` do not add up to their total`,
    expected: countText(total),
    found: countText(Math.round(sum)),
    help: `name every group or outcome, with one for all others: other = total - ${side.names[0]} - ...`,
  };
}

function faultOfRow(side: Side, row: number): Fault | undefined {
  for (const [at, name] of side.names.entries()) {
    const fault = faultOfValue(side, name, side.values[at]![row]!);
    if (fault) return fault;
  }
  const sum = side.values.reduce((subtotal, values) => subtotal + values[row]!, 0);
  const total = side.total?.[row];
  return (
    (total === undefined ? undefined : faultOfTotal(side, total)) ??
    (side.shares || sum > 0 ? undefined : faultOfTotal(side, 0)) ??
    faultOfSum(side, sum, total)
  );
}

/** Reports the first row of every kind of mistake, with the number of the others. */
function reportFaults(
  side: Side,
  frame: DataFrame,
  units: readonly string[],
  sink: DiagnosticSink,
): boolean {
  const first = new Map<string, { readonly fault: Fault; readonly row: number; count: number }>();
  for (let row = 0; row < frame.rowCount; row++) {
    const fault = faultOfRow(side, row);
    if (fault === undefined) continue;
    const before = first.get(fault.message);
    if (before) before.count++;
    else first.set(fault.message, { fault, row, count: 1 });
  }
  for (const { fault, row, count } of first.values()) {
    const others = count === 1 ? "" : `, and so in ${countText(count - 1)} more`;
    const { code, message, expected, found, help } = fault;
    sink.report({
      code,
      severity: "error",
      message: `${message} in unit ${units[row]}, ${rowInWords(frame, row)}${others}`,
      span: side.span,
      expected,
      found,
      ...(help !== undefined && { help }),
      ...rowLocation(frame, row),
    });
  }
  return first.size === 0;
}

/** Counts of shares of a total that keep the total: the largest remainders are rounded up. */
export function countsOfShares(shares: Float64Array, total: number): Float64Array {
  const exact = shares.map((share) => share * total);
  const counts = exact.map((value) => Math.floor(value + wholeness));
  const left = Math.round(total - counts.reduce((sum, count) => sum + count, 0));
  const order = [...exact.keys()].sort((a, b) => exact[b]! - counts[b]! - (exact[a]! - counts[a]!));
  for (const at of order.slice(0, Math.max(0, left))) counts[at]!++;
  return counts;
}

/** The side's numbers where every row can be margins; undefined after a report. */
export function checkSide(
  side: Side,
  frame: DataFrame,
  units: readonly string[],
  sink: DiagnosticSink,
): Checked | undefined {
  if (!reportFaults(side, frame, units, sink)) return undefined;
  const width = side.names.length;
  const numbers = new Float64Array(frame.rowCount * width);
  const sizes = new Float64Array(frame.rowCount);
  let rounding = 0;
  for (let row = 0; row < frame.rowCount; row++) {
    const values = side.values.map((column) => Math.max(0, column[row]!));
    const sum = values.reduce((subtotal, value) => subtotal + value, 0);
    if (side.shares) rounding = Math.max(rounding, Math.abs(sum - 1));
    sizes[row] = Math.round(side.shares ? (side.total?.[row] ?? 0) : sum);
    for (let at = 0; at < width; at++)
      numbers[row * width + at] = side.shares ? values[at]! / sum : Math.round(values[at]!);
  }
  const hasSizes = !side.shares || side.total !== undefined;
  return { numbers, sizes: hasSizes ? sizes : undefined, rounding };
}
