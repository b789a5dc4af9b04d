/** A moment as feeds write it: ISO 8601, or seconds or milliseconds since 1970. */

/** A blank may stand for the T; without a zone it is UTC, never the zone of the machine. */
const isoPattern =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s*(Z|[+-]\d{2}:?\d{2})?$/u;
const digitsPattern = /^\d{9,14}(?:\.\d+)?$/u;
/** Seconds reach it in the year 5138, milliseconds in 1973. */
const firstMillisecond = 1e11;

function sinceEpoch(number: number): number | undefined {
  if (!Number.isFinite(number) || number < 0) return undefined;
  return Math.round(number < firstMillisecond ? number * 1000 : number);
}

/** Milliseconds since 1970; undefined for what is no moment. */
export function readTime(value: unknown): number | undefined {
  if (typeof value === "number") return sinceEpoch(value);
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  if (digitsPattern.test(text)) return sinceEpoch(Number(text));
  const match = isoPattern.exec(text);
  if (match === null) return undefined;
  const [, day = "", time = "", zone = "Z"] = match;
  const written =
    zone === "Z" || zone.includes(":") ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  const moment = Date.parse(`${day}T${time}${written}`);
  return Number.isNaN(moment) ? undefined : moment;
}
