/** `live`: a fit of past elections and tonight's units as a night value, with what was chosen in notes. */
import { countOf, countText } from "../../data/index.js";
import type { DataFrame } from "../../data/index.js";
import type { DiagnosticSink } from "../../diagnostics/index.js";
import type { Posterior } from "../../posterior/posterior.js";
import { checkElectionPrior } from "./past/check-election-prior.js";
import { forecastTable } from "./night-value.js";
import type { NightValue } from "./night-value.js";
import { openNight } from "./open-night.js";
import type { NightOptions } from "./open-night.js";

export interface LiveOptions extends NightOptions {
  readonly name: string;
  readonly publishAt: number;
}

function notesOf(
  fit: Posterior,
  { level, widen, draws, publishAt }: LiveOptions,
  units: number,
): string[] {
  const { formulaText, name } = fit.model.spec;
  return [
    `what ${name} (${formulaText}) expects of ${countOf(units, "unit")} before any report, ` +
      `from ${countText(draws)} draws`,
    `${level ?? "no new level"}; scales are estimated anew as units report, ` +
      `from the past's with ${widen} added to the sd of their logs`,
    `published from ${Math.round(100 * publishAt)} % of the units on`,
  ];
}

/** Undefined after a report. */
export function live(
  fit: Posterior,
  units: DataFrame,
  options: LiveOptions,
  sink: DiagnosticSink,
): NightValue | undefined {
  checkElectionPrior(fit.model.spec, options.level, options.span, sink);
  const opened = openNight(fit, units, options, sink);
  if (opened === undefined) return undefined;
  const { night, predictors, count } = opened;
  return {
    kind: "night",
    name: options.name,
    night,
    publishAt: options.publishAt,
    unitColumn: options.unit,
    countColumn: count,
    predictors,
    table: forecastTable(night, night.forecast([]), notesOf(fit, options, night.units.length)),
  };
}
