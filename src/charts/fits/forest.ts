/** Forest: medians and intervals of the population's parameters, of one fit or of several. */
import type { Chart } from "../chart.js";
import { framed } from "../parts/frame.js";
import { intervalView, type IntervalPicture } from "../parts/interval-marks.js";
import type { IntervalRow } from "../parts/interval-row.js";
import { intervalTable } from "../parts/interval-table.js";
import type { FitChartKind, NamedFit, PlotContext } from "../subject.js";
import { drawIntervals } from "../terminal/draw-intervals.js";
import { chooseParameters } from "./choose-parameters.js";
import { estimateOf, type ChartParameter } from "./parameters.js";
import { describeModelOf, intervalWords, scaleOf } from "./wording.js";

interface ForestRow extends IntervalRow {
  readonly role: ChartParameter["role"];
}

/** A panel of parameters that are measured alike. */
interface Panel {
  readonly rows: readonly ForestRow[];
  readonly axis: string;
  readonly none?: number;
}

const defaultProbability = 0.94;

/** An intercept so many times as large as the coefficients has a panel of its own. */
const farAway = 5;

function rowsOf(
  { name, fit }: NamedFit,
  parameters: readonly ChartParameter[],
  several: boolean,
  probability: number,
): readonly ForestRow[] {
  return parameters.map((parameter) => {
    const { median, lower, upper, quartiles } = estimateOf(fit, parameter, probability);
    const { name: label, role } = parameter;
    return {
      label,
      role,
      value: median,
      lower,
      upper,
      inner: quartiles,
      ...(several && { group: name }),
    };
  });
}

/** The fits of a parameter below each other, parameters in the order in which they first appear. */
function byLabel(rows: readonly ForestRow[]): readonly ForestRow[] {
  const labels = [...new Set(rows.map(({ label }) => label))];
  return labels.flatMap((label) => rows.filter((row) => row.label === label));
}

const sizeOf = ({ lower, upper }: IntervalRow): number =>
  Math.max(Math.abs(lower), Math.abs(upper));

function interceptIsFar(rows: readonly ForestRow[]): boolean {
  const largest = (role: string): number =>
    Math.max(0, ...rows.filter((row) => row.role === role).map(sizeOf));
  return largest("common") > 0 && largest("intercept") > farAway * largest("common");
}

function panelsOf(rows: readonly ForestRow[], scale: string): readonly Panel[] {
  const far = interceptIsFar(rows);
  const of = (...roles: readonly string[]): readonly ForestRow[] =>
    rows.filter(({ role }) => roles.includes(role));
  const panels: readonly Panel[] = [
    { rows: far ? of("intercept") : [], axis: `intercept (${scale})` },
    { rows: of("common", ...(far ? [] : ["intercept"])), axis: `coefficient (${scale})`, none: 0 },
    { rows: of("group", "node"), axis: `effect (${scale})`, none: 0 },
    {
      rows: of("sd", "auxiliary"),
      axis: "standard deviation of effects, or other positive parameter",
    },
    { rows: of("correlation", "shape"), axis: "correlation or share", none: 0 },
  ];
  return panels.filter((panel) => panel.rows.length > 0);
}

function draw(fits: readonly [NamedFit, ...NamedFit[]], context: PlotContext): Chart | undefined {
  const probability = context.options.interval ?? defaultProbability;
  const several = fits.length > 1;
  const rows: ForestRow[] = [];
  for (const named of fits) {
    const parameters = chooseParameters(named.fit, context);
    if (parameters === undefined) return undefined;
    rows.push(...rowsOf(named, parameters, several, probability));
  }
  const [{ fit }] = fits;
  const panels = panelsOf(byLabel(rows), scaleOf(fit));
  const title = several
    ? `Parameters of ${fits.map(({ name }) => name).join(", ")}`
    : `Parameters of ${fit.model.spec.name}`;
  const words = intervalWords(probability);
  const description = `Forest of ${rows.length} parameters: ${words}.`;
  const subtitle = [
    ...fits.map((one) => `${several ? `${one.name}: ` : ""}${describeModelOf(one.fit)}`),
    words,
  ];
  const pictureOf = (panel: Panel): IntervalPicture => ({
    ...panel,
    ...(several && { legend: "fit" }),
  });
  return {
    kind: "chart",
    name: "forest",
    title,
    description,
    specification: framed(
      { title, subtitle, description },
      {
        vconcat: panels.map((panel) => intervalView(pictureOf(panel))),
        bounds: "flush",
        spacing: 60,
      },
    ),
    table: intervalTable(rows, {
      label: "parameter",
      value: "median",
      ...(several && { group: "fit" }),
    }),
    text: [
      title,
      words,
      ...panels.flatMap((panel) => [
        "",
        ...drawIntervals(panel.rows, panel.none),
        `  ${panel.axis}`,
      ]),
    ].join("\n"),
  };
}

export const forest: FitChartKind = {
  of: "fits",
  several: true,
  summary: "medians and intervals of the population's parameters; several fits side by side",
  draw,
};
