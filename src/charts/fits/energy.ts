/** Energy: whether momenta move the chain through its energies as fast as these vary (Betancourt 2016). */
import { energyFractionOfMissingInformation } from "../../posterior/diagnostics/index.js";
import type { SamplerStatistics } from "../../engines/nuts/nuts-settings.js";
import { lowEnergyFraction } from "../../posterior/diagnose/movement.js";
import type { Chart, Specification } from "../chart.js";
import { densityOfDraws } from "../parts/density.js";
import { framed, inlineData, numberAxis } from "../parts/frame.js";
import { extentOf, shortNumber } from "../parts/numbers.js";
import { colors } from "../parts/theme.js";
import type { FitChartKind, NamedFit, PlotContext } from "../subject.js";
import { drawHistogram, histogramOf } from "../terminal/draw-histogram.js";
import { sampledFit } from "./chains.js";
import { describeModelOf } from "./wording.js";

const marginalName = "energy, less its mean";
const transitionName = "change of energy from draw to draw";

interface Energies {
  readonly marginal: Float64Array;
  readonly transition: Float64Array;
}

function energiesOf(statistics: readonly SamplerStatistics[]): Energies {
  const marginal = statistics.flatMap(({ energy }) => {
    const mean = energy.reduce((sum, value) => sum + value, 0) / energy.length;
    return Array.from(energy, (value) => value - mean);
  });
  const transition = statistics.flatMap(({ energy }) =>
    Array.from(energy.subarray(1), (value, i) => value - (energy[i] ?? value)),
  );
  return { marginal: Float64Array.from(marginal), transition: Float64Array.from(transition) };
}

function viewOf({ marginal, transition }: Energies): Specification {
  const records = (
    [
      [marginalName, marginal],
      [transitionName, transition],
    ] as const
  ).flatMap(([name, values]) => {
    const { x, density } = densityOfDraws(values);
    return x.map((at, i) => ({ x: at, density: density[i] ?? 0, name }));
  });
  return {
    width: 460,
    height: 240,
    data: inlineData(records),
    mark: { type: "area", fillOpacity: 0.3, line: true },
    encoding: {
      x: numberAxis("energy (negative log density, up to a constant)", { field: "x" }),
      y: { field: "density", type: "quantitative", title: "density", stack: null },
      color: {
        field: "name",
        type: "nominal",
        title: null,
        legend: { columns: 1 },
        scale: {
          domain: [marginalName, transitionName],
          range: [colors.main, colors.contrast],
        },
      },
    },
  };
}

function draw(
  [named]: readonly [NamedFit, ...NamedFit[]],
  context: PlotContext,
): Chart | undefined {
  const fit = sampledFit(named.fit, context);
  if (fit === undefined) return undefined;
  const fractions = fit.statistics.map(({ energy }) => energyFractionOfMissingInformation(energy));
  const energies = energiesOf(fit.statistics);
  const title = `Energies of ${fit.model.spec.name}`;
  const words = `E-BFMI by chain: ${fractions.map(shortNumber).join(", ")} (below ${lowEnergyFraction} momenta move too little)`;
  const description = `Densities of the energy and of its change from draw to draw, which should be about as wide. ${words}.`;
  const range = extentOf([...energies.marginal, ...energies.transition]);
  const histogram = (values: Float64Array): readonly string[] =>
    drawHistogram(histogramOf(values, 30, range), 5);
  return {
    kind: "chart",
    name: "energy",
    title,
    description,
    specification: framed(
      { title, subtitle: [describeModelOf(fit), words], description },
      viewOf(energies),
    ),
    table: {
      kind: "table",
      columns: [
        { name: "chain", format: "integer" },
        { name: "e_bfmi", format: "number" },
      ],
      rows: fractions.map((value, chain) => [chain + 1, Number.isFinite(value) ? value : null]),
      notes: [],
    },
    text: [
      title,
      words,
      "",
      marginalName,
      ...histogram(energies.marginal),
      "",
      transitionName,
      ...histogram(energies.transition),
    ].join("\n"),
  };
}

export const energy: FitChartKind = {
  of: "fits",
  several: false,
  summary: "energies and their changes from draw to draw, with E-BFMI (NUTS)",
  draw,
};
