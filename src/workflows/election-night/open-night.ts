/** From a fit of past elections and tonight's units to a model that is ready for the night. */
import type { DataFrame } from "../../data/index.js";
import type { DiagnosticSink, Span } from "../../diagnostics/index.js";
import type { Posterior } from "../../posterior/posterior.js";
import { drawNumbers } from "./effects/draw-effects.js";
import { checkBounds, type SettingRule } from "../simulation/check-bounds.js";
import { forecastNight } from "./forecast.js";
import type { OpenNight } from "./night-model.js";
import { hashNight } from "./hash-night.js";
import { holdScales } from "./held-forecast.js";
import type { Night } from "./night.js";
import { checkModel } from "./past/check-model.js";
import { prepareModel } from "./past/prepare-model.js";
import { readUnits } from "./read-units.js";
import { drawUnitNumbers } from "./unit-numbers.js";

export interface NightOptions {
  /** `election=2019`: the level that is new tonight, put into the units' data. */
  readonly level?: string;
  /** Column with the units' names. */
  readonly unit: string;
  /** Column of sizes that a unit's own residual falls with, also in the past's data; the baseline when absent. */
  readonly size?: string;
  /** Columns of areas to sum over. */
  readonly by: readonly string[];
  /** Probabilities of intervals, ascending. */
  readonly intervals: readonly number[];
  /** Sd by which the logs of tonight's scales may differ from the past's. */
  readonly widen: number;
  /** Counts farther from their baseline than this factor are not learnt from; all are when absent. */
  readonly factor?: number;
  /** Variance of the noise of baselines over that of tonight's counts; 0 when absent. */
  readonly baselineNoise?: number;
  /** Rounded up to opposite pairs on every point of the scales. */
  readonly draws: number;
  readonly seed: number;
  readonly span?: Span;
}

/** Points of the scales; draws stand on them in turn. */
const pointCount = 16;

export interface OpenedNight {
  readonly night: Night;
  /** Tonight's columns of the common terms, without an intercept. */
  readonly predictors: readonly Float64Array[];
  /** The column whose counts are forecast. */
  readonly count: string;
}

/** What a user states of tonight's counts, by its names in the language. */
interface StatedNumbers {
  readonly factor: number;
  readonly baseline_noise: number;
}

const rules: readonly SettingRule<StatedNumbers>[] = [
  ["factor", "a number above 1", ({ factor }) => factor > 1],
  [
    "baseline_noise",
    "0 or more",
    ({ baseline_noise: noise }) => noise >= 0 && Number.isFinite(noise),
  ],
];

/** Undefined after a report. */
export function openNight(
  fit: Posterior,
  frame: DataFrame,
  options: NightOptions,
  sink: DiagnosticSink,
): OpenedNight | undefined {
  const { spec } = fit.model;
  const { factor = Infinity, baselineNoise = 0 } = options;
  const stated = { factor, baseline_noise: baselineNoise };
  const spanOf = (): Span | undefined => options.span;
  if (!checkBounds(stated, { world: "night", rules, spanOf, sink })) return undefined;
  const response = checkModel(spec, options.span, sink);
  const read = response && readUnits(fit, frame, response.baseline, options, sink);
  const prepared = read && prepareModel(fit, read, options.widen, sink);
  if (response === undefined || read === undefined || prepared === undefined) return undefined;
  const { units, baselines } = read;
  const { model, named, predictors } = prepared;
  const { seed, by, intervals: levels } = options;
  const draws = Math.ceil(options.draws / (2 * pointCount)) * 2 * pointCount;
  const names = units.map(({ unit }) => unit);
  const open: OpenNight = {
    units,
    places: new Map(names.map((name, place) => [name, place])),
    by,
    levels,
    model,
    baselines,
    effectNumbers: drawNumbers(model, { draws, pointCount, seed }),
    unitNumbers: drawUnitNumbers(names, {
      draws,
      degrees: model.degrees,
      seed,
      far: factor !== Infinity,
    }),
    named,
    factor,
    baselineNoise,
  };
  const night: Night = {
    units,
    by,
    levels,
    hash: hashNight(spec.formulaText, units, model, options),
    forecast: (reports) => forecastNight(open, reports),
    hold: (reports) => holdScales(open, reports),
  };
  return { night, predictors, count: response.count };
}
