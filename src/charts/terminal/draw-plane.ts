/** Points, lines and bands on a grid of characters. */
import { labelOf, widthOf } from "../parts/labels.js";
import { extentOf, shortNumber } from "../parts/numbers.js";
import { axisLines, columnOf, type TextAxis } from "./text-axis.js";

export interface PlaneSeries {
  readonly name: string;
  /** The character of its points; one of the usual ones by default. */
  readonly mark?: string;
  readonly points: readonly {
    readonly x: number;
    readonly y: number;
    readonly lower?: number;
    readonly upper?: number;
  }[];
}

const seriesMarks: readonly string[] = ["●", "○", "▲", "△", "■", "□", "◆", "◇"];

const usualHeight = 14;
const widest = 66;

interface Plane {
  readonly x: TextAxis;
  readonly y: TextAxis;
  readonly cells: string[][];
}

function rowOf({ y }: Plane, value: number): number {
  return y.width - 1 - columnOf(y, value);
}

function put(plane: Plane, x: number, y: number, mark: string, over: boolean): void {
  if (!Number.isFinite(x) || !Number.isFinite(y)) return;
  const row = plane.cells[rowOf(plane, y)];
  const at = columnOf(plane.x, x);
  if (row !== undefined && (over || row[at] === " ")) row[at] = mark;
}

function putBand(plane: Plane, series: PlaneSeries): void {
  for (const { x, lower, upper } of series.points) {
    if (lower === undefined || upper === undefined) continue;
    const [from, to] = [rowOf(plane, upper), rowOf(plane, lower)];
    for (let row = from; row <= to; row++) {
      const cells = plane.cells[row];
      const at = columnOf(plane.x, x);
      if (cells?.[at] === " ") cells[at] = "░";
    }
  }
}

/** Straight pieces between neighbours, in every column that they pass. */
function joined({ points }: PlaneSeries, axis: TextAxis): PlaneSeries["points"] {
  const sorted = points.toSorted((a, b) => a.x - b.x);
  return sorted.flatMap((point, i) => {
    const next = sorted[i + 1];
    if (next === undefined) return [point];
    const steps = Math.max(1, columnOf(axis, next.x) - columnOf(axis, point.x));
    const between = (a: number | undefined, b: number | undefined, share: number) =>
      a === undefined || b === undefined ? undefined : a + share * (b - a);
    return Array.from({ length: steps }, (_, step) => {
      const share = step / steps;
      const lower = between(point.lower, next.lower, share);
      const upper = between(point.upper, next.upper, share);
      return {
        x: point.x + share * (next.x - point.x),
        y: point.y + share * (next.y - point.y),
        ...(lower !== undefined && upper !== undefined && { lower, upper }),
      };
    });
  });
}

function openPlane(
  series: readonly PlaneSeries[],
  none: number | undefined,
  height: number,
): Plane {
  const points = series.flatMap((one) => one.points);
  const [left, right] = extentOf(points.map(({ x }) => x));
  const ys = points.flatMap(({ y, lower, upper }) => [y, lower ?? y, upper ?? y]);
  const [low, high] = extentOf(none === undefined ? ys : [...ys, none]);
  return {
    x: { low: left, high: right, width: widest },
    y: { low, high, width: height },
    cells: Array.from({ length: height }, () => new Array<string>(widest).fill(" ")),
  };
}

export interface PlaneOptions {
  /** Whether the points of a series are joined. */
  readonly lines: boolean;
  /** A line across. */
  readonly none?: number | undefined;
  readonly height?: number;
}

export function drawPlane(
  series: readonly PlaneSeries[],
  { lines, none, height = usualHeight }: PlaneOptions,
): readonly string[] {
  const plane = openPlane(series, none, height);
  const drawn = lines ? series.map((one) => ({ ...one, points: joined(one, plane.x) })) : series;
  for (const one of drawn) putBand(plane, one);
  if (none !== undefined)
    for (let at = 0; at < widest; at++) {
      const cells = plane.cells[rowOf(plane, none)];
      if (cells?.[at] === " ") cells[at] = "┈";
    }
  const marks = series.map(({ mark }, i) => mark ?? seriesMarks[i % seriesMarks.length] ?? "●");
  drawn.forEach(({ points }, i) => {
    const mark = marks[i] ?? "●";
    for (const { x, y } of points) put(plane, x, y, mark, true);
  });
  const labels = plane.cells.map((_, row) =>
    row === 0 || row === height - 1 || row === Math.floor(height / 2)
      ? shortNumber(plane.y.high - ((plane.y.high - plane.y.low) * row) / (height - 1))
      : "",
  );
  const margin = Math.max(...labels.map(widthOf));
  const names = series.map(({ name }, i) => `${marks[i] ?? "●"} ${labelOf(name, 30)}`);
  return [
    ...plane.cells.map((row, i) =>
      `${(labels[i] ?? "").padStart(margin)} │${row.join("")}`.trimEnd(),
    ),
    ...axisLines(plane.x, margin + 2),
    ...(series.length > 1 ? [names.join("   ")] : []),
  ];
}
