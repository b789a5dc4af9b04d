/** From something that can be drawn, and the kind that was asked for, to its chart. */
import type { ModelSpec } from "../model/model-spec.js";
import type { ResultTable } from "../posterior/result-table.js";
import type { NetworkFit } from "../workflows/ecological/networks/index.js";
import type { Chart } from "./chart.js";
import { chartKinds } from "./chart-kinds.js";
import type { ChartName } from "./chart-names.js";
import type { ChartKind, FitChartKind, NamedEstimates, NamedFit, PlotContext } from "./subject.js";
import { isComparison } from "./tables/comparison.js";

export type PlotSubject =
  | { readonly of: "fits"; readonly fits: readonly [NamedFit, ...NamedFit[]] }
  | { readonly of: "estimates"; readonly estimates: NamedEstimates }
  | { readonly of: "model"; readonly model: ModelSpec }
  | { readonly of: "network"; readonly network: NetworkFit }
  | { readonly of: "table"; readonly table: ResultTable };

/** Fits of one model by two engines differ in their marginals; fits of several models in their parameters. */
function kindOfFits(fits: readonly NamedFit[]): ChartName {
  const models = new Set(fits.map(({ fit }) => fit.model.spec.formulaText));
  return fits.length > 1 && models.size === 1 ? "density" : "forest";
}

function usualKind(subject: PlotSubject): ChartName {
  switch (subject.of) {
    case "fits":
      return kindOfFits(subject.fits);
    case "estimates":
      return subject.estimates.truth === undefined ? "areas" : "accuracy";
    case "model":
      return "plates";
    case "network":
      return "components";
    case "table":
      return isComparison(subject.table) ? "compare" : "table";
  }
}

const subjectWords: Readonly<Record<ChartKind["of"], string>> = {
  fits: "fits",
  estimates: "poststratified estimates",
  model: "models",
  network: "trained networks",
  table: "tables",
};

/** Says what a kind draws where it was asked to draw something else. */
export function refuseSubject(
  name: ChartName,
  of: PlotSubject["of"],
  context: PlotContext,
): Chart | undefined {
  const suited = Object.entries(chartKinds).flatMap(([kind, row]) => (row.of === of ? [kind] : []));
  return context.refuse({
    message: `the kind ${name} draws ${subjectWords[chartKinds[name].of]}, not ${subjectWords[of]}`,
    argument: "kind",
    expected: suited.join(", "),
  });
}

function drawFits(
  name: ChartName,
  kind: FitChartKind,
  fits: readonly [NamedFit, ...NamedFit[]],
  context: PlotContext,
): Chart | undefined {
  if (fits.length > 1 && !kind.several)
    return context.refuse({
      message: `the kind ${name} draws one fit`,
      expected: "forest, density or ridge for several fits",
    });
  const refusal = kind.unsuited?.(fits[0].fit.model.spec);
  return refusal ? context.refuse(refusal) : kind.draw(fits, context);
}

/** Undefined after a report. */
export async function drawChart(
  subject: PlotSubject,
  asked: ChartName | undefined,
  context: PlotContext,
): Promise<Chart | undefined> {
  const name = asked ?? usualKind(subject);
  const kind = chartKinds[name];
  if (kind.of === "fits" && subject.of === "fits")
    return drawFits(name, kind, subject.fits, context);
  if (kind.of === "estimates" && subject.of === "estimates")
    return kind.draw(subject.estimates, context);
  if (kind.of === "model" && subject.of === "model") return kind.draw(subject.model);
  if (kind.of === "network" && subject.of === "network") return kind.draw(subject.network, context);
  if (kind.of === "table" && subject.of === "table") return kind.draw(subject.table, context);
  return refuseSubject(name, subject.of, context);
}
