/** What a simulated election is asked for: how many voters and precincts, which truth, which seed. */
import type { DiagnosticSink, Span } from "../../../diagnostics/index.js";
import { checkBounds, type SettingRule } from "../../simulation/check-bounds.js";

export interface ElectionSettings {
  readonly voters: number;
  readonly precincts: number;
  readonly seed: number;
  /** ι: 0 for an additive truth, 1 for its interactions, 1.6 for strong ones. */
  readonly interactions: number;
  /** κ: what the share of Democrats around them does to everybody; 0 for nothing. */
  readonly context: number;
  /** Whether every seed has the typical state's registration and results, see `makeTypical`. */
  readonly typical: boolean;
}

export type ElectionSize = "small" | "reference" | "medium" | "large";

export const electionSizes: Readonly<
  Record<ElectionSize, Pick<ElectionSettings, "voters" | "precincts">>
> = {
  small: { voters: 20_000, precincts: 200 },
  reference: { voters: 60_000, precincts: 400 },
  medium: { voters: 200_000, precincts: 800 },
  large: { voters: 2_300_000, precincts: 2_055 },
};

export const countyCount = 24;
/** The survey links that many voters each time it is drawn. */
export const linkedVoters = 132;
export const surveyDraws = 20;
export const surveyItems = 24;

/** Precincts are numbered in 16 bits, voters in what a typed array of one table holds. */
const most = { voters: 20_000_000, precincts: 65_535 };

const rules: readonly SettingRule<ElectionSettings>[] = [
  [
    "voters",
    `from ${linkedVoters}, whom the survey links, to ${most.voters} voters`,
    ({ voters }) => Number.isInteger(voters) && voters >= linkedVoters && voters <= most.voters,
  ],
  [
    "precincts",
    `from 1 to ${most.precincts} precincts, with a voter in each`,
    ({ voters, precincts }) =>
      Number.isInteger(precincts) &&
      precincts >= 1 &&
      precincts <= Math.min(voters, most.precincts),
  ],
  [
    "interactions",
    "a number from 0 to 10",
    ({ interactions }) => interactions >= 0 && interactions <= 10,
  ],
  ["context", "a number from -20 to 20", ({ context }) => Math.abs(context) <= 20],
];

/** Whether there is such an election; reports the first setting that is out of bounds. */
export function checkSettings(
  settings: ElectionSettings,
  spanOf: (setting: keyof ElectionSettings) => Span | undefined,
  sink: DiagnosticSink,
): boolean {
  return checkBounds(settings, { world: "election", rules, spanOf, sink });
}
