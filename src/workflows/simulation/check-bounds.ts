/** Settings of a night, real or simulated, or of a simulated election against their bounds. */
import type { DiagnosticSink, Span } from "../../diagnostics/index.js";

/** A setting, what it may be, and whether it is. */
export type SettingRule<Settings> = readonly [
  keyof Settings & string,
  string,
  (settings: Settings) => boolean,
];

export interface BoundsCheck<Settings> {
  /** What the settings are of, as in "no election has such ...". */
  readonly world: string;
  readonly rules: readonly SettingRule<Settings>[];
  readonly spanOf: (setting: keyof Settings) => Span | undefined;
  readonly sink: DiagnosticSink;
}

/** Whether there is such a world; reports the first setting that is out of bounds. */
export function checkBounds<Settings extends object>(
  settings: Settings,
  { world, rules, spanOf, sink }: BoundsCheck<Settings>,
): boolean {
  const broken = rules.find(([, , holds]) => !holds(settings));
  if (broken === undefined) return true;
  const [setting, expected] = broken;
  const span = spanOf(setting);
  sink.report({
    code: "bad-argument",
    severity: "error",
    message: `no ${world} has such \`${setting}\``,
    ...(span && { span }),
    expected,
    found: String(settings[setting]),
  });
  return false;
}
