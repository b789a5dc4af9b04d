/** Density: marginal densities, a panel a parameter; several fits of one model over each other. */
import type { Chart, Specification } from "../chart.js";
import { framed, inlineData } from "../parts/frame.js";
import { intervalTable } from "../parts/interval-table.js";
import type { IntervalRow } from "../parts/interval-row.js";
import { labelOf } from "../parts/labels.js";
import { inRows } from "../parts/panels.js";
import { groupScale } from "../parts/theme.js";
import type { FitChartKind, NamedFit, PlotContext } from "../subject.js";
import { drawPlane } from "../terminal/draw-plane.js";
import { chooseParameters } from "./choose-parameters.js";
import { curveOf, estimateOf, parametersOf } from "./parameters.js";
import { describeModelsOf, engineNames, intervalWords } from "./wording.js";

const mostPanels = 12;
const defaultProbability = 0.94;

/** Panels that a terminal shows. */
const textPanels = 4;

interface PanelCurve {
  readonly fit: string;
  readonly x: readonly number[];
  readonly density: readonly number[];
}

/** How each fit knows its marginals, for the legend. */
function sourceOf({ name, fit }: NamedFit): string {
  const exact = fit.engine === "inla" && fit.correction?.passed !== true;
  return `${name} (${exact ? "INLA marginal" : `${engineNames[fit.engine]} draws`})`;
}

function curvesOf(fits: readonly NamedFit[], parameter: string): readonly PanelCurve[] {
  return fits.flatMap((named) => {
    const own = parametersOf(named.fit).find(({ name }) => name === parameter);
    return own ? [{ fit: labelOf(sourceOf(named), 60), ...curveOf(named.fit, own) }] : [];
  });
}

function viewOf(
  name: string,
  curves: readonly PanelCurve[],
  domain: readonly string[],
): Specification {
  const records = curves.flatMap(({ fit, x, density }) =>
    x.map((at, i) => ({ x: at, density: density[i] ?? 0, fit })),
  );
  return {
    title: { text: labelOf(name), fontSize: 12, offset: 4, frame: "group" },
    width: 220,
    height: 110,
    data: inlineData(records),
    mark: { type: "area", fillOpacity: 0.2, line: { strokeWidth: 1.5 } },
    encoding: {
      x: { field: "x", type: "quantitative", title: null, scale: { zero: false, nice: false } },
      y: {
        field: "density",
        type: "quantitative",
        title: "density",
        stack: null,
        axis: { labels: false, ticks: false },
      },
      color: {
        field: "fit",
        type: "nominal",
        title: null,
        legend: domain.length > 1 ? {} : null,
        scale: groupScale(domain),
      },
    },
  };
}

function rowsOf(
  fits: readonly NamedFit[],
  names: readonly string[],
  probability: number,
): readonly IntervalRow[] {
  return names.flatMap((label) =>
    fits.flatMap(({ name, fit }) => {
      const own = parametersOf(fit).find((one) => one.name === label);
      if (own === undefined) return [];
      const { median, lower, upper, quartiles } = estimateOf(fit, own, probability);
      return [{ label, group: name, value: median, lower, upper, inner: quartiles }];
    }),
  );
}

function draw(fits: readonly [NamedFit, ...NamedFit[]], context: PlotContext): Chart | undefined {
  const [{ fit }] = fits;
  const names = chooseParameters(fit, context, mostPanels)?.map(({ name }) => name);
  if (names === undefined) return undefined;
  const probability = context.options.interval ?? defaultProbability;
  const domain = fits.map((named) => labelOf(sourceOf(named), 60));
  const panels = names.map((name) => ({ name, curves: curvesOf(fits, name) }));
  const title =
    fits.length > 1
      ? `Marginal densities by ${fits.map(({ name }) => name).join(" and ")}`
      : `Marginal densities of ${fit.model.spec.name}`;
  const words = domain.join(", ");
  const description = `Posterior densities of ${names.length} parameters: ${words}.`;
  const textOf = ({ name, curves }: (typeof panels)[number]): readonly string[] => [
    "",
    labelOf(name),
    ...drawPlane(
      curves.map(({ fit: source, x, density }) => ({
        name: source,
        points: x.map((at, i) => ({ x: at, y: density[i] ?? 0 })),
      })),
      { lines: true },
    ),
  ];
  return {
    kind: "chart",
    name: "density",
    title,
    description,
    specification: framed(
      { title, subtitle: [...describeModelsOf(fits), words], description },
      inRows(
        panels.map(({ name, curves }) => viewOf(name, curves, domain)),
        3,
      ),
    ),
    table: {
      ...intervalTable(rowsOf(fits, names, probability), {
        label: "parameter",
        group: "fit",
        value: "median",
      }),
      notes: [intervalWords(probability)],
    },
    text: [title, words, ...panels.slice(0, textPanels).flatMap(textOf)].join("\n"),
  };
}

export const density: FitChartKind = {
  of: "fits",
  several: true,
  summary: "marginal densities, a panel a parameter; several fits over each other",
  draw,
};
