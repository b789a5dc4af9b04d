/** The latest words into reports on the model's units: which are final, which are floors, and which are not believed. */
import type { NightUnit, UnitReport } from "../night.js";
import { countUnits, type Crosswalk, type UnitCount } from "./crosswalk.js";
import type { Words } from "./words.js";

export interface StatusRules {
  /** A unit has reported when so much of its expected count is in. */
  readonly reportedAt: number;
  /** Counts outside these multiples of the baseline are not learnt from. */
  readonly plausible: readonly [number, number];
}

export const usualRules: StatusRules = { reportedAt: 0.99, plausible: [0.2, 5] };

/** Beyond so many times the upper limit a count is no count of votes, and does not stand as a floor either. */
const absurdity = 4;

/** A unit that a person has taken out. */
export interface Block {
  /** False: its count does not stand as a floor either. */
  readonly counts: boolean;
  readonly reason: string;
}

/** Why a unit is not treated as its message says. */
export interface ReportNote {
  readonly unit: string;
  readonly kind:
    | "blocked"
    | "implausible"
    | "absurd"
    | "no-baseline"
    | "unexpected"
    | "set-aside"
    | "surprising";
  /** One sentence, without a trailing full stop. */
  readonly text: string;
}

export interface NightReports {
  /** Those of the units in their order, then unexpected ones by name. */
  readonly reports: readonly UnitReport[];
  readonly notes: readonly ReportNote[];
}

interface Judged {
  readonly report?: UnitReport;
  readonly note?: ReportNote;
}

const timesText = (factor: number): string =>
  factor >= 100 ? factor.toFixed(0) : factor.toFixed(factor >= 10 ? 1 : 2);

function excluded(
  { unit, counted, share }: UnitCount,
  note: Omit<ReportNote, "unit">,
  stands = true,
): Judged {
  const report: UnitReport = {
    unit,
    status: "excluded",
    counted: stands ? counted : 0,
    ...(share !== undefined && { share }),
  };
  return { report, note: { unit, ...note } };
}

/** The count against that of the last comparable election; only a final count can be too low. */
function implausible(count: UnitCount, baseline: number, rules: StatusRules): Judged | undefined {
  const [lowest, highest] = rules.plausible;
  const factor = count.counted / baseline;
  const told = `${count.counted} counted, ${timesText(factor)} times the ${baseline} of the last election`;
  if (factor > absurdity * highest)
    return excluded(count, { kind: "absurd", text: `${told}: left out altogether` }, false);
  const isFinal = (count.share ?? 0) >= rules.reportedAt;
  if (factor > highest || (isFinal && factor < lowest))
    return excluded(count, { kind: "implausible", text: `${told}: not learnt from` });
  return undefined;
}

function judgeUnit(
  count: UnitCount,
  { baseline }: NightUnit,
  block: Block | undefined,
  rules: StatusRules,
): Judged {
  const { unit, counted, share } = count;
  if (block !== undefined)
    return excluded(count, { kind: "blocked", text: `blocked: ${block.reason}` }, block.counts);
  if (!(baseline > 0))
    return counted > 0
      ? excluded(count, { kind: "no-baseline", text: "had no votes at the last election" })
      : {};
  const unbelieved = implausible(count, baseline, rules);
  if (unbelieved !== undefined) return unbelieved;
  const status = (share ?? 0) >= rules.reportedAt ? "reported" : "partial";
  return { report: { unit, status, counted, ...(share !== undefined && { share }) } };
}

/** Votes of a unit that the model does not have are added, unless no unit could have so many. */
function judgeStranger(count: UnitCount, most: number, block: Block | undefined): Judged {
  const { unit, counted, share, areas } = count;
  if (block !== undefined)
    return { note: { unit, kind: "blocked", text: `blocked: ${block.reason}` } };
  if (counted > most) {
    const text = `is not among the units and has ${counted} votes, more than any could: left out`;
    return { note: { unit, kind: "set-aside", text } };
  }
  const report: UnitReport = {
    unit,
    status: "unexpected",
    counted,
    ...(share !== undefined && { share }),
    ...(areas && { areas }),
  };
  const text = `is not among the units: its ${counted} votes are added, nothing is predicted`;
  return { report, note: { unit, kind: "unexpected", text } };
}

export interface ReportRequest {
  readonly words: Words;
  readonly crosswalk: Crosswalk;
  readonly units: readonly NightUnit[];
  readonly blocked: ReadonlyMap<string, Block>;
  readonly rules: StatusRules;
}

/** A pure function of the words: how they came, and in which order, is forgotten. */
export function reportsOf({
  words,
  crosswalk,
  units,
  blocked,
  rules,
}: ReportRequest): NightReports {
  const counts = countUnits(words, crosswalk);
  const known = new Set(units.map(({ unit }) => unit));
  const largest = units.reduce((most, { baseline }) => Math.max(most, baseline), 0);
  const judged = units.flatMap((unit) => {
    const count = counts.get(unit.unit);
    return count === undefined ? [] : [judgeUnit(count, unit, blocked.get(unit.unit), rules)];
  });
  const strangers = [...counts.values()]
    .filter(({ unit }) => !known.has(unit))
    .sort((left, right) => (left.unit < right.unit ? -1 : 1))
    .map((count) => judgeStranger(count, largest * rules.plausible[1], blocked.get(count.unit)));
  const all = [...judged, ...strangers];
  return {
    reports: all.flatMap(({ report }) => (report === undefined ? [] : [report])),
    notes: all.flatMap(({ note }) => (note === undefined ? [] : [note])),
  };
}
