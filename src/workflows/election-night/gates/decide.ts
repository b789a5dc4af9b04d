/** Publish or hold, with the reasons in plain words. */
import { countOf, listNames } from "../../../data/wording.js";
import type { Decided } from "../log/index.js";
import type { Monitors } from "./monitors.js";
import type { GateSettings } from "./settings.js";

export interface Decision {
  readonly publish: boolean;
  /** Why it is held; why it may be published when it is not. */
  readonly reasons: readonly string[];
}

export interface GateRequest {
  readonly units: number;
  readonly reported: number;
  readonly monitors: Monitors;
  /** Units whose counts stand as floors although they are implausible, and their votes over the predicted total. */
  readonly implausible: { readonly units: readonly string[]; readonly share: number };
  readonly held: ReadonlyMap<string, Decided>;
  /** Seconds since the feed last had news; absent before the first. */
  readonly sinceNews?: number;
  /** Why the last look at the feed failed. */
  readonly problem?: string;
  /** What speaks against the model itself, known before the night. */
  readonly caution?: string;
  readonly gates: GateSettings;
}

const percent = (share: number): string => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;

type Gate = (request: GateRequest) => string | undefined;

const enoughUnits: Gate = ({ units, reported, gates }) =>
  reported >= gates.publishAt * units
    ? undefined
    : `${percent(reported / units)} of the units have reported, ${percent(gates.publishAt)} are needed`;

const enoughAreas: Gate = ({ monitors: { areas, areasReported }, gates }) =>
  areasReported >= gates.areasAt * areas
    ? undefined
    : `units have reported from ${areasReported} of ${countOf(areas, "area")}, ${Math.ceil(gates.areasAt * areas)} are needed`;

/** A tenth of the units where these are few. */
const enoughJudged: Gate = ({ units, monitors: { judged }, gates }) => {
  const needed = Math.max(1, Math.min(gates.judgedAtLeast, Math.ceil(units / 10)));
  return judged >= needed
    ? undefined
    : `earlier intervals were put to the test on ${countOf(judged, "unit")}, ${needed} are needed`;
};

const covered: Gate = ({ monitors: { coverage }, gates }) => {
  const short = coverage.find(
    ({ level, covered: share }) => share !== undefined && share < level - gates.slack,
  );
  return short?.covered === undefined
    ? undefined
    : `earlier ${percent(short.level)} intervals held ${percent(short.covered)} of the units that have reported since`;
};

const batchFits: Gate = ({ monitors: { batchDeviation, newUnits }, gates }) =>
  batchDeviation === undefined || Math.abs(batchDeviation) <= gates.residual
    ? undefined
    : `the newest ${countOf(newUnits, "unit")} came in ${Math.abs(batchDeviation).toFixed(1)} sd ${batchDeviation > 0 ? "above" : "below"} what was predicted`;

const fewExcluded: Gate = ({ reported, monitors: { excluded }, gates }) =>
  excluded <= gates.excludedAt * (reported + excluded)
    ? undefined
    : `${countOf(excluded, "unit")} of ${reported + excluded} are excluded`;

const fewImplausible: Gate = ({ implausible: { units, share }, gates }) =>
  share <= gates.implausibleAt
    ? undefined
    : `implausible counts are ${percent(share)} of the total: check and block ${listNames(units, 3)}`;

const feedSpeaks: Gate = ({ sinceNews, gates }) =>
  sinceNews === undefined || sinceNews <= gates.gap
    ? undefined
    : `the feed has had no news for ${countOf(Math.floor(sinceNews / 60), "minute")}`;

const feedAnswers: Gate = ({ problem, sinceNews, gates }) =>
  problem === undefined || (sinceNews !== undefined && sinceNews <= gates.gap / 3)
    ? undefined
    : `the feed cannot be read: ${problem}`;

const gatesInOrder: readonly Gate[] = [
  enoughUnits,
  enoughAreas,
  enoughJudged,
  covered,
  batchFits,
  fewExcluded,
  fewImplausible,
  feedSpeaks,
  feedAnswers,
];

function heldByHand({ held }: GateRequest): readonly string[] {
  const all = held.get("all");
  return all === undefined ? [] : [`held by ${all.who}: ${all.reason}`];
}

/** What is left to ask when no unit is out any more. */
const gatesAtTheEnd: readonly Gate[] = [fewExcluded, fewImplausible];

function openReasons(request: GateRequest, isOver: boolean): readonly string[] {
  const gates = isOver ? gatesAtTheEnd : gatesInOrder;
  const caution = isOver || request.caution === undefined ? [] : [request.caution];
  return [...heldByHand(request), ...caution, ...gates.flatMap((gate) => gate(request) ?? [])];
}

function reasonsFor({ units, reported, monitors }: GateRequest): readonly string[] {
  if (reported === units) return ["every unit has reported"];
  return [
    `${percent(reported / units)} of the units have reported, from ${monitors.areasReported} of ${countOf(monitors.areas, "area")}`,
    ...monitors.coverage.flatMap(({ level, covered: share }) =>
      share === undefined
        ? []
        : [
            `earlier ${percent(level)} intervals held ${percent(share)} of ${countOf(monitors.judged, "unit")}`,
          ],
    ),
  ];
}

/** With every unit in there is nothing left to predict: only people and what is excluded can hold it then. */
export function decide(request: GateRequest): Decision {
  const { units, reported, monitors } = request;
  const isOver = units > 0 && reported + monitors.excluded === units;
  const against = openReasons(request, isOver);
  return against.length > 0
    ? { publish: false, reasons: against }
    : { publish: true, reasons: reasonsFor(request) };
}
