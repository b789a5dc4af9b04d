/** What a forecast is made from: the night as it was opened, and the reports sorted by unit. */
import type { EffectNumbers } from "./effects/draw-effects.js";
import type { EffectModel } from "./effects/effect-model.js";
import type { NamedEffect } from "./learnt.js";
import type { NightUnit, UnitReport } from "./night.js";
import type { UnitNumbers } from "./unit-numbers.js";

/** All that a forecast needs; made once, before the night. */
export interface OpenNight {
  readonly units: readonly NightUnit[];
  readonly places: ReadonlyMap<string, number>;
  readonly by: readonly string[];
  readonly levels: readonly number[];
  readonly model: EffectModel;
  readonly baselines: Float64Array;
  readonly effectNumbers: EffectNumbers;
  readonly unitNumbers: UnitNumbers;
  readonly named: readonly NamedEffect[];
  /** Counts of more than so many times the baseline, or of less than one part in so many, are not learnt from. */
  readonly factor: number;
  /** Variance of the noise of baselines over that of tonight's counts. */
  readonly baselineNoise: number;
}

/** The report of every unit, by position; and the counts that belong to none. */
export interface SortedReports {
  readonly ofUnit: readonly (UnitReport | undefined)[];
  readonly beyond: readonly UnitReport[];
}
