/** Caterpillar: the effects of a term, level by level, sorted by their medians. */
import type { Posterior } from "../../posterior/posterior.js";
import type { Chart } from "../chart.js";
import { framed } from "../parts/frame.js";
import { intervalView } from "../parts/interval-marks.js";
import type { IntervalRow } from "../parts/interval-row.js";
import { intervalTable } from "../parts/interval-table.js";
import type { FitChartKind, NamedFit, PlotContext } from "../subject.js";
import { drawIntervals } from "../terminal/draw-intervals.js";
import { chooseEffects, withoutEffects } from "./choose-parameters.js";
import { estimateOf, levelOf, type ChartParameter } from "./parameters.js";
import { describeModelOf, intervalWords, scaleOf } from "./wording.js";

const defaultProbability = 0.94;

/** Lines of a terminal drawing; from a longer caterpillar both ends are kept. */
const mostLines = 40;

interface Effects {
  readonly term: string;
  /** The largest first. */
  readonly rows: readonly IntervalRow[];
}

function effectsOf(
  fit: Posterior,
  parameters: readonly ChartParameter[],
  probability: number,
): Effects {
  const rows = parameters.map((parameter): IntervalRow => {
    const { median, lower, upper, quartiles } = estimateOf(fit, parameter, probability);
    return { label: levelOf(parameter), value: median, lower, upper, inner: quartiles };
  });
  return {
    term: parameters[0]?.term ?? "",
    rows: rows.sort((a, b) => b.value - a.value),
  };
}

function textOf({ term, rows }: Effects): readonly string[] {
  if (rows.length <= mostLines) return ["", term, ...drawIntervals(rows, 0)];
  const end = mostLines / 2;
  const kept = [...rows.slice(0, end), ...rows.slice(-end)];
  const lines = drawIntervals(kept, 0);
  const between = `… ${rows.length - mostLines} levels between …`;
  return ["", term, ...lines.slice(0, end), between, ...lines.slice(end)];
}

function draw(
  [{ fit }]: readonly [NamedFit, ...NamedFit[]],
  context: PlotContext,
): Chart | undefined {
  const probability = context.options.interval ?? defaultProbability;
  const chosen = chooseEffects(fit, context);
  if (chosen === undefined) return undefined;
  const terms = chosen.map((parameters) => effectsOf(fit, parameters, probability));
  const title = `Effects of ${terms.map(({ term }) => term).join(" and ")}`;
  const words = `${intervalWords(probability)}, sorted by median`;
  const levels = terms[0]?.rows.length ?? 0;
  const description = `Caterpillar of ${levels} levels: ${words}.`;
  const views = terms.map(({ term, rows }) =>
    intervalView({
      rows,
      axis: `${term} (${scaleOf(fit)})`,
      none: 0,
      width: terms.length > 1 ? 320 : 440,
    }),
  );
  const all = terms.flatMap(({ term, rows }) => rows.map((row) => ({ ...row, group: term })));
  return {
    kind: "chart",
    name: "caterpillar",
    title,
    description,
    specification: framed(
      { title, subtitle: [describeModelOf(fit), words], description },
      { hconcat: views, spacing: 30 },
    ),
    table: intervalTable(all, { label: "level", group: "term", value: "median" }),
    text: [title, words, ...terms.flatMap(textOf)].join("\n"),
  };
}

export const caterpillar: FitChartKind = {
  of: "fits",
  several: false,
  unsuited: withoutEffects,
  summary: "effects of a group term, sorted by their medians",
  draw,
};
