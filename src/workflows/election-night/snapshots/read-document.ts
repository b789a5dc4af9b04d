/** A snapshot's document back into estimates: what calibration after the night reads. */
import type { AreaEstimate, Estimate, NightForecast, UnitEstimate, UnitStatus } from "../night.js";

/** What is needed of a document after the night. */
export interface PastSnapshot {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly seq: number;
  /** Share of the units that had reported. */
  readonly share: number;
  readonly publish: boolean;
  readonly reasons: readonly string[];
  readonly levels: readonly number[];
  readonly forecast: NightForecast;
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const fieldsIn = (value: unknown): readonly Fields[] =>
  Array.isArray(value) ? (value as unknown[]).filter(isFields) : [];

const numberIn = (value: unknown): number => (typeof value === "number" ? value : NaN);
const textIn = (value: unknown): string => (typeof value === "string" ? value : "");

/** `lo97_5` is the lower bound of the level .975. */
function levelsOf(fields: Fields): readonly number[] {
  return Object.keys(fields)
    .filter((name) => /^lo[\d_]+$/u.test(name))
    .map((name) => Number(name.slice(2).replace("_", ".")) / 100)
    .sort((a, b) => a - b);
}

function estimateIn(fields: Fields): Estimate {
  const intervals = Object.keys(fields)
    .filter((name) => /^lo[\d_]+$/u.test(name))
    .map((name) => ({
      level: Number(name.slice(2).replace("_", ".")) / 100,
      low: numberIn(fields[name]),
      high: numberIn(fields[`hi${name.slice(2)}`]),
    }))
    .sort((a, b) => a.level - b.level);
  return { counted: numberIn(fields["counted"]), predicted: numberIn(fields["pred"]), intervals };
}

function unitIn(fields: Fields): UnitEstimate {
  const status = textIn(fields["status"]) as UnitStatus;
  return { unit: textIn(fields["id"]), status, ...estimateIn(fields) };
}

function areaIn(fields: Fields): AreaEstimate {
  return {
    by: textIn(fields["by"]),
    area: textIn(fields["area"]),
    units: numberIn(fields["units"]),
    reported: numberIn(fields["reported"]),
    ...estimateIn(fields),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Undefined for a text that is no snapshot of this version. */
export function readSnapshot(text: string): PastSnapshot | undefined {
  const document = parsed(text);
  if (!isFields(document) || document["schema"] !== 1) return undefined;
  const { total, reported, reasons } = document;
  if (!isFields(total) || !isFields(reported)) return undefined;
  return {
    time: Date.parse(textIn(document["time"])),
    seq: numberIn(document["seq"]),
    share: numberIn(reported["share"]),
    publish: document["decision"] === "publish",
    reasons: Array.isArray(reasons) ? (reasons as unknown[]).map(textIn) : [],
    levels: levelsOf(total),
    forecast: {
      units: fieldsIn(document["units"]).map(unitIn),
      areas: fieldsIn(document["areas"]).map(areaIn),
      total: estimateIn(total),
      learnt: [],
    },
  };
}
