/** The total over time: what was predicted with its intervals, and when it was published. */
import type { HistoryPoint } from "../../workflows/election-night/log/index.js";
import { escapeText } from "../html-text.js";
import { formatCount } from "../numbers.js";
import { acrossOf, rangeOf, tickText, ticksOf } from "./drawing.js";
import { clockText } from "./night-parts.js";

const height = 260;
const top = 10;
const bottom = 40;
const plot = height - top - bottom;
/** Of the stretched part; it has its own coordinates. */
const unit = 1000;
const mostPoints = 400;

interface Scales {
  readonly times: readonly [number, number];
  readonly votes: readonly [number, number];
}

const shareOf = (value: number, [low, high]: readonly [number, number]): number =>
  high > low ? (value - low) / (high - low) : 0.5;

const yOf = (votes: number, scales: Scales): number =>
  top + plot * (1 - shareOf(votes, scales.votes));

/** `x,y` in the coordinates of the stretched part. */
const pointOf = (time: number, votes: number, scales: Scales): string =>
  `${(unit * shareOf(time, scales.times)).toFixed(1)},${(unit * (1 - shareOf(votes, scales.votes))).toFixed(1)}`;

/** The first, the last and every so-manieth between them. */
function thinned(history: readonly HistoryPoint[]): readonly HistoryPoint[] {
  const stride = Math.ceil(history.length / mostPoints);
  return history.filter((_, at) => at % stride === 0 || at === history.length - 1);
}

function bandOf(points: readonly HistoryPoint[], level: number, scales: Scales): string {
  const bounds = points.flatMap(({ time, total }) => {
    const interval = total.intervals.find((each) => each.level === level);
    return interval ? [{ time, ...interval }] : [];
  });
  const upper = bounds.map(({ time, high }) => pointOf(time, high, scales));
  const lower = bounds.map(({ time, low }) => pointOf(time, low, scales)).reverse();
  return `<polygon class="band" points="${[...upper, ...lower].join(" ")}"/>`;
}

function lineOf(points: readonly HistoryPoint[], scales: Scales): string {
  const path = points.map(({ time, total }) => pointOf(time, total.predicted, scales));
  return `<polyline class="predicted" points="${path.join(" ")}"/>`;
}

function gridOf(scales: Scales): string {
  return ticksOf(scales.votes, 5)
    .map((votes) => {
      const y = yOf(votes, scales).toFixed(1);
      return `<line class="grid" x1="0" x2="100%" y1="${y}" y2="${y}"/><text class="mark" x="2" y="${(Number(y) - 3).toFixed(1)}">${tickText(votes)}</text>`;
    })
    .join("");
}

const minute = 60_000;
const clockSteps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440].map((step) => step * minute);

/** Full minutes, at most five of them: they stand apart on a phone. */
function clockOf({ times }: Scales, zone: string): string {
  const [begin, end] = times;
  const step = clockSteps.find((each) => (end - begin) / each <= 4.5) ?? 1440 * minute;
  const first = Math.ceil(begin / step);
  const marks = Array.from(
    { length: Math.max(0, Math.floor(end / step) - first + 1) },
    (_, at) => (first + at) * step,
  );
  const across = acrossOf(times);
  return marks
    .map((time) => {
      const share = shareOf(time, times);
      const anchor = share < 0.06 ? "start" : share > 0.94 ? "end" : "middle";
      return `<text class="mark" x="${across(time)}" y="${height - 4}" text-anchor="${anchor}">${escapeText(clockText(time, zone))}</text>`;
    })
    .join("");
}

/** A bar under the picture: where the forecast was published. */
function published(history: readonly HistoryPoint[], { times }: Scales): string {
  return history
    .flatMap(({ time, publish }, at) => {
      const until = history[at + 1]?.time ?? times[1];
      if (!publish || until <= time) return [];
      const width = (100 * (until - time)) / (times[1] - times[0]);
      return [
        `<rect class="shown" x="${acrossOf(times)(time)}" y="${height - bottom + 8}" width="${width.toFixed(2)}%" height="6"/>`,
      ];
    })
    .join("");
}

/** The first fifth of the night may be cut off: its intervals would make the later ones a line. */
function scalesOf(history: readonly HistoryPoint[]): Scales {
  const votes = history
    .slice(Math.floor(history.length / 5))
    .flatMap(({ total }) => [
      total.predicted,
      ...total.intervals.flatMap(({ low, high }) => [low, high]),
    ]);
  const begin = history[0]?.time ?? 0;
  const end = history.at(-1)?.time ?? begin;
  return { times: [begin, Math.max(end, begin + minute)], votes: rangeOf(votes, 0.12) };
}

/** The last point, which is the only one at the beginning of a night. */
function lastMark({ time, total }: HistoryPoint, scales: Scales): string {
  const x = acrossOf(scales.times)(time);
  const wide = total.intervals.map(
    ({ low, high }) =>
      `<line class="bar" x1="${x}" x2="${x}" y1="${yOf(low, scales).toFixed(1)}" y2="${yOf(high, scales).toFixed(1)}"/>`,
  );
  return `${wide.join("")}<circle class="dot" cx="${x}" cy="${yOf(total.predicted, scales).toFixed(1)}" r="4"/>`;
}

export function pathChart(history: readonly HistoryPoint[], zone: string): string {
  const last = history.at(-1);
  if (last === undefined) return "";
  const scales = scalesOf(history);
  const points = thinned(history);
  const levels = last.total.intervals.map(({ level }) => level).toSorted((a, b) => b - a);
  const told = `Total over time: at ${clockText(last.time, zone)} ${formatCount(last.total.predicted)} were predicted and ${formatCount(last.total.counted)} counted.`;
  return [
    `<svg class="path" width="100%" height="${height}" role="img" aria-label="${escapeText(told)}">`,
    gridOf(scales),
    `<svg x="0" y="${top}" width="100%" height="${plot}" viewBox="0 0 ${unit} ${unit}" preserveAspectRatio="none">`,
    ...levels.map((level) => bandOf(points, level, scales)),
    lineOf(points, scales),
    "</svg>",
    lastMark(last, scales),
    published(history, scales),
    clockOf(scales, zone),
    "</svg>",
  ].join("");
}
