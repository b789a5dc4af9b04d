/** Refuses sampler settings that have no meaning. */
import type { Diagnostic } from "../diagnostics/index.js";
import type { NutsSettings } from "../engines/nuts/index.js";

type NumericSetting = Exclude<
  keyof NutsSettings,
  "adaptation" | "coordinates" | "starts" | "trajectory"
>;

interface SettingRule {
  readonly setting: NumericSetting;
  /** The name users give it. */
  readonly name: string;
  readonly expected: string;
  readonly allows: (value: number) => boolean;
}

function wholeNumber(
  setting: NumericSetting,
  name: string,
  low: number,
  high: number,
): SettingRule {
  const expected =
    high === Number.MAX_SAFE_INTEGER
      ? `a whole number from ${low} up`
      : `a whole number from ${low} to ${high}`;
  const allows = (value: number): boolean =>
    Number.isSafeInteger(value) && value >= low && value <= high;
  return { setting, name, expected, allows };
}

const rules: readonly SettingRule[] = [
  wholeNumber("chains", "chains", 1, 1000),
  wholeNumber("draws", "draws", 4, 10_000_000),
  wholeNumber("tune", "tune", 0, 10_000_000),
  wholeNumber("maxTreeDepth", "max_treedepth", 1, 15),
  wholeNumber("seed", "seed", 0, Number.MAX_SAFE_INTEGER),
  {
    setting: "targetAccept",
    name: "target_accept",
    expected: "a number between 0 and 1, both excluded",
    allows: (value) => value > 0 && value < 1,
  },
  wholeNumber("until", "until", 1, Number.MAX_SAFE_INTEGER),
  {
    setting: "time",
    name: "time",
    expected: "a number of seconds above 0",
    allows: (value) => value > 0,
  },
];

export function checkSettings(settings: NutsSettings): readonly Diagnostic[] {
  return rules.flatMap(({ setting, name, expected, allows }): readonly Diagnostic[] => {
    const value = settings[setting];
    if (value === undefined || allows(value)) return [];
    return [
      {
        code: "bad-sampler-setting",
        severity: "error",
        message: `the sampler cannot use ${name} = ${value}`,
        expected,
        found: String(value),
      },
    ];
  });
}
