/** Points with intervals, one line a label: the marks of forests, caterpillars and estimates. */
import type { PlainData, Specification } from "../chart.js";
import { inlineData, numberAxis, once } from "./frame.js";
import type { IntervalRow } from "./interval-row.js";
import { labelOf, labelsOf } from "./labels.js";
import { extentOf } from "./numbers.js";
import { colors, groupScale } from "./theme.js";

export interface IntervalPicture {
  readonly rows: readonly IntervalRow[];
  /** With units and the interval's probability. */
  readonly axis: string;
  /** What the labels are; no title of that axis when absent. */
  readonly labels?: string;
  /** Where there is nothing: a line down. */
  readonly none?: number;
  readonly log?: true;
  /** What colours mean; needed where rows have groups. */
  readonly legend?: string;
  /** Colours by group, in the order of the legend; those of the palette by default. */
  readonly groups?: Readonly<Record<string, string>>;
  /** What the hollow marks are. */
  readonly beside?: string;
  readonly width?: number;
}

/** From so many labels on they stand closer, then small, and from `unnamed` on they are not written. */
const many = 30;
const crowded = 60;
const unnamed = 160;
const tallest = 1200;

function stepOf(labels: number, groups: number): number {
  if (labels > unnamed) return tallest / labels;
  if (labels > crowded) return 11;
  const single = labels > many ? 15 : 20;
  return groups > 1 ? Math.max(single, 8 + 11 * groups) : single;
}

interface Encoded {
  readonly labels: readonly string[];
  readonly groups: readonly string[];
  readonly values: Specification;
}

/** Rows with the same name and different groups share a label. */
function encode({ rows, groups: ordered }: IntervalPicture): Encoded {
  const present = [...new Set(rows.flatMap(({ group }) => (group === undefined ? [] : [group])))];
  const groups = ordered
    ? Object.keys(ordered).filter((group) => present.includes(group))
    : present;
  const names = [...new Set(rows.map(({ label }) => label))];
  const labels = labelsOf(names);
  const labelled = new Map(names.map((name, i) => [name, labels[i] ?? name]));
  const records = rows.map((row) => ({
    label: labelled.get(row.label) ?? row.label,
    value: row.value,
    lower: row.lower,
    upper: row.upper,
    ...(row.inner && { innerLower: row.inner[0], innerUpper: row.inner[1] }),
    ...(row.beside !== undefined && { beside: row.beside }),
    ...(row.group !== undefined && { group: labelOf(row.group) }),
  }));
  return { labels, groups: groups.map((group) => labelOf(group)), values: inlineData(records) };
}

function colorOf(picture: IntervalPicture, groups: readonly string[]): PlainData {
  if (groups.length === 0) return { value: colors.main };
  const own = picture.groups;
  return {
    field: "group",
    type: "nominal",
    title: labelOf(picture.legend ?? ""),
    scale: own
      ? { domain: groups, range: groups.map((group) => own[group] ?? colors.main) }
      : groupScale(groups),
  };
}

/** Groups that mean a fit stand below each other; those that mean a condition are never two on a line. */
function offsetOf({ rows }: IntervalPicture, { labels, groups }: Encoded): Specification {
  if (groups.length < 2 || rows.length <= labels.length) return {};
  return { yOffset: { field: "group", type: "nominal", scale: { domain: groups } } };
}

function layersOf(picture: IntervalPicture, encoded: Encoded): readonly Specification[] {
  const { rows, none, beside } = picture;
  const color = colorOf(picture, encoded.groups);
  const small = encoded.labels.length > crowded;
  const x = (field: string): Specification => ({ x: { field, type: "quantitative" } });
  return [
    ...(none === undefined
      ? []
      : [
          {
            data: once,
            mark: { type: "rule", color: colors.muted, strokeDash: [4, 3], aria: false },
            encoding: { x: { datum: none, type: "quantitative" }, y: null, yOffset: null },
          },
        ]),
    {
      mark: { type: "rule", strokeWidth: small ? 1 : 1.5, aria: false },
      encoding: { ...x("lower"), x2: { field: "upper" }, color },
    },
    ...(rows.some(({ inner }) => inner !== undefined)
      ? [
          {
            mark: { type: "rule", strokeWidth: small ? 2.5 : 4, aria: false },
            encoding: { ...x("innerLower"), x2: { field: "innerUpper" }, color },
          },
        ]
      : []),
    {
      mark: { type: "point", filled: true, opacity: 1, size: small ? 22 : 50 },
      encoding: { ...x("value"), color },
    },
    ...(beside === undefined
      ? []
      : [
          {
            mark: { type: "point", filled: false, opacity: 1, size: small ? 22 : 45 },
            encoding: { ...x("beside"), color: { value: colors.line } },
          },
        ]),
  ];
}

const ratios: readonly number[] = [1, 1.5, 2, 3, 5, 7];
const decades: readonly number[] = [0.001, 0.01, 0.1, 1, 10, 100, 1000];

/** Round ratios within the reach of the rows; all of them on a short axis, else those of the decades. */
function logScale({ rows, none }: IntervalPicture): Specification {
  const [low, high] = extentOf(rows.flatMap(({ lower, upper }) => [lower, upper, none ?? lower]));
  const domain = [low / 1.08, high * 1.08];
  const within = (steps: readonly number[]): readonly number[] =>
    decades
      .flatMap((decade) => steps.map((step) => Number((decade * step).toPrecision(2))))
      .filter((tick) => tick >= low / 1.08 && tick <= high * 1.08);
  const fine = within(ratios);
  return {
    scale: { type: "log", domain, nice: false, zero: false },
    axis: { values: fine.length <= 14 ? fine : within([1]), format: "~g" },
  };
}

/** The view, to be framed alone or beside others. */
export function intervalView(picture: IntervalPicture): Specification {
  const encoded = encode(picture);
  const { labels, groups } = encoded;
  const step = stepOf(
    labels.length,
    Math.max(1, groups.length > 1 && picture.rows.length > labels.length ? groups.length : 1),
  );
  const labelled = labels.length <= unnamed;
  return {
    width: picture.width ?? 440,
    height: Math.max(40, Math.round(step * labels.length)),
    data: encoded.values,
    encoding: {
      y: {
        field: "label",
        type: "nominal",
        scale: { domain: labels, padding: 0.3 },
        sort: null,
        axis: {
          title: picture.labels === undefined ? null : labelOf(picture.labels),
          labels: labelled,
          ticks: labelled,
          labelOverlap: false,
          labelFontSize: labels.length > crowded ? 8 : 11,
          grid: labels.length <= crowded,
        },
      },
      x: numberAxis(picture.axis, picture.log ? logScale(picture) : {}),
      ...offsetOf(picture, encoded),
    },
    layer: layersOf(picture, encoded),
  };
}
