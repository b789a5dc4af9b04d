/** What a simulated state and its elections look like. */
import type { DiagnosticSink, Span } from "../../../diagnostics/index.js";

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

type Rule = readonly [keyof NightSettings, string, (settings: NightSettings) => boolean];

/** The covariance of units is held whole. */
const mostUnits = 5000;

const rules: readonly Rule[] = [
  ["units", `from 10 to ${mostUnits} units`, ({ units }) => units >= 10 && units <= mostUnits],
  ["districts", "at most as many districts as units", ({ districts, units }) => districts <= units],
  ["counties", "at most as many counties as units", ({ counties, units }) => counties <= units],
  ["elections", "from 2 to 50 elections", ({ elections }) => elections >= 2 && elections <= 50],
];

/** Whether there is such a night; reports the first setting that is out of bounds. */
export function checkNight(
  settings: NightSettings,
  spanOf: (setting: keyof NightSettings) => Span | undefined,
  sink: DiagnosticSink,
): boolean {
  const broken = rules.find(([, , holds]) => !holds(settings));
  if (broken === undefined) return true;
  const [setting, expected] = broken;
  const span = spanOf(setting);
  sink.report({
    code: "bad-argument",
    severity: "error",
    message: `no simulated night has such \`${setting}\``,
    ...(span && { span }),
    expected,
    found: String(settings[setting]),
  });
  return false;
}
