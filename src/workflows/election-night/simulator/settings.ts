/** What a simulated state and its elections look like. */
import type { DiagnosticSink, Span } from "../../../diagnostics/index.js";
import { checkBounds, type SettingRule } from "../../simulation/check-bounds.js";

export interface NightSettings {
  readonly units: number;
  readonly districts: number;
  readonly counties: number;
  /** Past elections and tonight's. */
  readonly elections: number;
  readonly seed: number;
}

export const usualNight: Omit<NightSettings, "seed"> = {
  units: 2000,
  districts: 100,
  counties: 30,
  elections: 5,
};

/** Side of the square in which places lie, in kilometres. */
export const side = 300;

/**
 * Standard deviations of what moves the log ratio of turnout in one election: everywhere, along
 * each demographic score, by county, by district, over distance with its range in kilometres, and by unit,
 * where the variance has a part that falls with the unit's size.
 */
export const moves = {
  state: 0.12,
  scores: 0.05,
  county: 0.06,
  district: 0.07,
  distance: 0.06,
  range: 40,
  unit: 0.05,
  bySize: 0.6,
} as const;

/** What the demographic scores do in every election. */
export const scoreMeans: readonly number[] = [0.3 * 0.05, 0.3 * 0.08, -0.3 * 0.03];

/** The covariance of units is held whole. */
const mostUnits = 5000;

const isWhole = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most;

const rules: readonly SettingRule<NightSettings>[] = [
  ["units", `from 10 to ${mostUnits} units`, ({ units }) => isWhole(units, 10, mostUnits)],
  [
    "districts",
    "at most as many districts as units",
    ({ districts, units }) => isWhole(districts, 1, units),
  ],
  [
    "counties",
    "at most as many counties as units",
    ({ counties, units }) => isWhole(counties, 1, units),
  ],
  ["elections", "from 2 to 50 elections", ({ elections }) => isWhole(elections, 2, 50)],
];

/** Whether there is such a night; reports the first setting that is out of bounds. */
export function checkNight(
  settings: NightSettings,
  spanOf: (setting: keyof NightSettings) => Span | undefined,
  sink: DiagnosticSink,
): boolean {
  return checkBounds(settings, { world: "simulated night", rules, spanOf, sink });
}
