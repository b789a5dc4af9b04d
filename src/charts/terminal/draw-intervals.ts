/** Intervals as lines of text: `state07  ──━━●━━──   0.31 [0.10, 0.52]`. */
import { labelOf, widthOf } from "../parts/labels.js";
import type { IntervalRow } from "../parts/interval-row.js";
import { extentOf, shortNumber } from "../parts/numbers.js";
import { axisLines, columnOf, lineWidth, type TextAxis } from "./text-axis.js";

const widestLabel = 24;

function paint(cells: string[], from: number, to: number, character: string): void {
  for (let at = Math.max(0, from); at <= Math.min(cells.length - 1, to); at++) cells[at] = character;
}

function barOf(row: IntervalRow, axis: TextAxis, none: number | undefined): string {
  const cells = new Array<string>(axis.width).fill(" ");
  const at = (value: number): number => columnOf(axis, value);
  if (none !== undefined && none >= axis.low && none <= axis.high) cells[at(none)] = "┊";
  paint(cells, at(row.lower), at(row.upper), "─");
  if (row.inner) paint(cells, at(row.inner[0]), at(row.inner[1]), "━");
  if (row.beside !== undefined && Number.isFinite(row.beside)) cells[at(row.beside)] = "○";
  if (Number.isFinite(row.value)) cells[at(row.value)] = "●";
  return cells.join("");
}

const numbersOf = ({ value, lower, upper }: IntervalRow): string =>
  `${shortNumber(value)} [${shortNumber(lower)}, ${shortNumber(upper)}]`;

const withGroup = ({ label, group }: IntervalRow, several: boolean): string =>
  several && group !== undefined ? `${label} ${group}` : label;

/** `none` is where there is nothing; `log` puts ratios on a logarithmic axis. */
export function drawIntervals(
  rows: readonly IntervalRow[],
  none?: number,
  log = false,
): readonly string[] {
  if (rows.length === 0) return [];
  const several = new Set(rows.map(({ group }) => group)).size > 1;
  const labels = rows.map((row) => labelOf(withGroup(row, several), widestLabel));
  const numbers = rows.map(numbersOf);
  const labelWidth = Math.max(...labels.map(widthOf));
  const numberWidth = Math.max(...numbers.map((text) => text.length));
  const values = rows.flatMap(({ value, lower, upper, beside }) => [value, lower, upper, beside ?? value]);
  const [low, high] = extentOf(none === undefined || rows.length === 1 ? values : [...values, none]);
  const width = Math.max(16, lineWidth - labelWidth - numberWidth - 4);
  const axis: TextAxis = { low, high, width, log };
  const lines = rows.map((row, i) => {
    const label = labels[i] ?? "";
    return `${label}${" ".repeat(labelWidth - widthOf(label))}  ${barOf(row, axis, none)}  ${numbers[i] ?? ""}`.trimEnd();
  });
  return [...lines, ...axisLines(axis, labelWidth + 2)];
}
