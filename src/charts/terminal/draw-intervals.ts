/** Intervals as lines of text: `state07  ──━━●━━──   0.31 [0.10, 0.52]`. */
import { labelOf, widthOf } from "../parts/labels.js";
import type { IntervalRow } from "../parts/interval-row.js";
import { extentOf, shortNumber } from "../parts/numbers.js";
import { axisLines, columnOf, lineWidth, type TextAxis } from "./text-axis.js";

const widestLabel = 24;
const marks: readonly string[] = ["●", "◆", "■", "▲", "▼"];

/** A line before its axis is known: label, mark and numbers. */
interface TextRow {
  readonly row: IntervalRow;
  readonly label: string;
  readonly mark: string;
  readonly numbers: string;
}

function paint(cells: string[], from: number, to: number, character: string): void {
  for (let at = Math.max(0, from); at <= Math.min(cells.length - 1, to); at++)
    cells[at] = character;
}

function barOf({ row, mark }: TextRow, axis: TextAxis, none: number | undefined): string {
  const cells = new Array<string>(axis.width).fill(" ");
  const at = (value: number): number => columnOf(axis, value);
  if (none !== undefined && none >= axis.low && none <= axis.high) cells[at(none)] = "┊";
  if (Number.isFinite(row.lower) && Number.isFinite(row.upper))
    paint(cells, at(row.lower), at(row.upper), "─");
  if (row.inner) paint(cells, at(row.inner[0]), at(row.inner[1]), "━");
  if (row.beside !== undefined && Number.isFinite(row.beside)) cells[at(row.beside)] = "○";
  if (Number.isFinite(row.value)) cells[at(row.value)] = mark;
  return cells.join("");
}

const numbersOf = ({ value, lower, upper }: IntervalRow): string =>
  lower === upper
    ? shortNumber(value)
    : `${shortNumber(value)} [${shortNumber(lower)}, ${shortNumber(upper)}]`;

/** A label stands once where the rows that follow have it too; marks tell their groups apart. */
function textRows(rows: readonly IntervalRow[], groups: readonly string[]): readonly TextRow[] {
  return rows.map((row, i) => ({
    row,
    label: rows[i - 1]?.label === row.label ? "" : labelOf(row.label, widestLabel),
    mark: marks[Math.max(0, groups.indexOf(row.group ?? "")) % marks.length] ?? "●",
    numbers: numbersOf(row),
  }));
}

function legendOf(groups: readonly string[], margin: number): readonly string[] {
  if (groups.length < 2) return [];
  const names = groups.map((group, i) => `${marks[i % marks.length] ?? "●"} ${labelOf(group, 30)}`);
  return [`${" ".repeat(margin)}${names.join("   ")}`];
}

/** `none` is where there is nothing; `log` puts ratios on a logarithmic axis. */
export function drawIntervals(
  rows: readonly IntervalRow[],
  none?: number,
  log: boolean = false,
): readonly string[] {
  if (rows.length === 0) return [];
  const groups = [...new Set(rows.flatMap(({ group }) => (group === undefined ? [] : [group])))];
  const printed = textRows(rows, groups);
  const labelWidth = Math.max(...printed.map(({ label }) => widthOf(label)));
  const numberWidth = Math.max(...printed.map(({ numbers }) => numbers.length));
  const values = rows.flatMap(({ value, lower, upper, beside }) => [
    value,
    lower,
    upper,
    beside ?? value,
  ]);
  const [low, high] = extentOf(
    none === undefined || rows.length === 1 ? values : [...values, none],
  );
  const width = Math.max(16, lineWidth - labelWidth - numberWidth - 4);
  const axis: TextAxis = { low, high, width, log };
  const lines = printed.map((line) => {
    const label = `${line.label}${" ".repeat(labelWidth - widthOf(line.label))}`;
    return `${label}  ${barOf(line, axis, none)}  ${line.numbers}`.trimEnd();
  });
  return [...lines, ...axisLines(axis, labelWidth + 2), ...legendOf(groups, labelWidth + 2)];
}
