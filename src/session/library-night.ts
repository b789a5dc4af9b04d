/** Election night for programs: the verbs `live`, `replay` and `simulate_night`, with their words. */
import type { DataFrame } from "../data/index.js";
import { collectDiagnostics } from "../diagnostics/index.js";
import type { Posterior } from "../posterior/index.js";
import { live as openLive, replay as replayValue } from "../workflows/election-night/index.js";
import type {
  Forecaster,
  NightValue,
  OrderName,
  Replay,
} from "../workflows/election-night/index.js";
import {
  checkNight,
  simulateNight as drawNight,
  usualNight,
} from "../workflows/election-night/simulator/index.js";
import type { SimulatedNight } from "../workflows/election-night/simulator/index.js";
import { requireValue } from "./library.js";

export interface LiveOptions {
  /** The column with the units' names. */
  readonly unit: string;
  /** `election=2019`: the level that is new tonight. */
  readonly level?: string;
  /** Column of sizes that a unit's own residual falls with, in both data; the baseline by default. */
  readonly size?: string;
  /** Columns of the areas that units are summed over. */
  readonly by?: readonly string[];
  /** Probabilities inside the intervals; 0.5 and 0.9 by default. */
  readonly intervals?: readonly number[];
  /** Share of the units that must have reported before anything is published; 0.25 by default. */
  readonly publish_at?: number;
  /** Sd by which the logs of tonight's scales may differ from the past's; 0.5 by default. */
  readonly widen?: number;
  /** Counts farther from their baseline than this factor are not learnt from; all are by default. */
  readonly factor?: number;
  /** Variance of the noise of baselines over that of tonight's counts: 0 by default, 1 where both are counts of the same kind. */
  readonly baseline_noise?: number;
  /** 640 by default. */
  readonly draws?: number;
  /** 1 by default. */
  readonly seed?: number;
}

/** A fit of past elections and tonight's units as a model that forecasts while units report. */
export function live(fit: Posterior, units: DataFrame, options: LiveOptions): NightValue {
  const sink = collectDiagnostics();
  const { unit, size, level, by = [], intervals = [0.5, 0.9], seed = 1, draws = 640 } = options;
  const {
    publish_at: publishAt = 0.25,
    widen = 0.5,
    factor,
    baseline_noise: baselineNoise = 0,
  } = options;
  const value = openLive(
    fit,
    units,
    {
      name: "night",
      unit,
      by,
      intervals: intervals.toSorted((a, b) => a - b),
      publishAt,
      widen,
      draws,
      seed,
      ...(size !== undefined && { size }),
      baselineNoise,
      ...(factor !== undefined && { factor }),
      ...(level !== undefined && { level }),
    },
    sink,
  );
  return requireValue(value, sink);
}

export interface ReplayNightOptions {
  /** `random` by default; `file` is the order of the rows of the results. */
  readonly order?: OrderName | "file";
  /** For `by-area`: the areas that report one after the other. */
  readonly area?: string;
  /** Shares of the units that have reported; 3, 10, 25, 50 and 75 % by default. */
  readonly stages?: readonly number[];
  /** 1 by default. */
  readonly seed?: number;
  /** Other methods to compare with, by name. */
  readonly beside?: Readonly<Record<string, Forecaster>>;
}

/** A past night played again: every forecast beside the final results. */
export function replay(
  night: NightValue,
  results: DataFrame,
  options: ReplayNightOptions = {},
): Replay {
  const sink = collectDiagnostics();
  const { order = "random", area, stages = [0.03, 0.1, 0.25, 0.5, 0.75], seed = 1 } = options;
  const question = { order, stages, seed, ...(area !== undefined && { area }) };
  return requireValue(replayValue(night, results, question, sink, options.beside), sink);
}

export interface SimulateNightOptions {
  /** 2,000 by default. */
  readonly units?: number;
  /** 100 by default. */
  readonly districts?: number;
  /** 30 by default. */
  readonly counties?: number;
  /** Tonight's included; 5 by default. */
  readonly elections?: number;
  /** 1 by default. */
  readonly seed?: number;
}

/** Past elections and a night with known results; throws a `ModelError` where settings are out of bounds. */
export function simulateNight(options: SimulateNightOptions = {}): SimulatedNight {
  const sink = collectDiagnostics();
  const settings = { ...usualNight, seed: 1, ...options };
  const possible = checkNight(settings, () => undefined, sink);
  return requireValue(possible ? drawNight(settings) : undefined, sink);
}
