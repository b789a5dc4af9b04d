/** What was said on the command line and by the model file, as settings of a night. */
import { readFile } from "node:fs/promises";
import { feedProblem } from "../../node/live/open-feed.js";
import { isZone } from "../../report/night-page/night-parts.js";
import type { ExitCode } from "../../terminal/exit-codes.js";
import { readCrosswalk, type Crosswalk } from "../../workflows/election-night/feed/index.js";
import type { NightSettings } from "../../workflows/election-night/snapshots/index.js";
import { findNight, type FoundNight } from "./find-night.js";
import {
  readCrosswalkTable,
  readFormat,
  readRules,
  type FormatOptions,
  type GateOptions,
} from "./read-options.js";
import { usage, tell } from "./tell.js";

export interface LiveOptions extends FormatOptions, GateOptions {
  readonly feed: string;
  readonly every: string;
  readonly out: string;
  readonly once?: true;
  readonly rehearse?: true;
  readonly seed?: string;
  readonly night?: string;
  readonly title?: string;
  readonly zone: string;
  readonly crosswalk?: string;
  readonly timeout: string;
  readonly allow: readonly string[];
  readonly set: Readonly<Record<string, string>>;
}

async function crosswalkIn(file: string | undefined): Promise<Crosswalk | string> {
  if (file === undefined) return readCrosswalk([]);
  try {
    const crosswalk = readCrosswalkTable(await readFile(file, "utf8"));
    return typeof crosswalk === "string" ? `--crosswalk ${file}: ${crosswalk}` : crosswalk;
  } catch {
    return `--crosswalk ${file}: it cannot be read`;
  }
}

const secondsIn = (text: string): number | undefined =>
  Number(text) >= 1 && Number(text) <= 86_400 ? Number(text) : undefined;

/** What was said on the command line, once nothing is wrong with it. */
export interface Said {
  readonly every: number;
  readonly crosswalk: Crosswalk;
}

/** Before anything is fitted. */
export async function readLiveOptions(options: LiveOptions): Promise<Said | string> {
  const { every, timeout, zone } = options;
  const seconds = secondsIn(every);
  if (seconds === undefined) return "--every takes a number of seconds, from 1 to 86400";
  if (secondsIn(timeout) === undefined) return "--timeout takes a number of seconds";
  if (!isZone(zone)) return `--zone ${zone}: there is no such time zone`;
  const problem = [feedProblem(options.feed), readFormat(options, []), readRules(options, 0)].find(
    (each) => typeof each === "string",
  );
  if (typeof problem === "string") return problem;
  const crosswalk = await crosswalkIn(options.crosswalk);
  return typeof crosswalk === "string" ? crosswalk : { every: 1000 * seconds, crosswalk };
}

export interface Prepared extends FoundNight, Said {
  readonly settings: NightSettings;
}

export async function prepareNight(
  file: string,
  said: Said,
  options: LiveOptions,
  signal: AbortSignal,
): Promise<Prepared | ExitCode> {
  const { allow, night, seed } = options;
  const set = seed === undefined ? options.set : { ...options.set, seed };
  const question = { file, allow, set, tell, signal };
  const found = await findNight({ ...question, ...(night !== undefined && { night }) });
  if (typeof found === "number") return found;
  const rules = readRules(options, found.value.publishAt);
  if (typeof rules === "string") return usage(rules);
  const caution = "the model's own diagnostics say that it is not to be trusted";
  const settings: NightSettings = {
    ...rules,
    crosswalk: said.crosswalk,
    ...(found.seed !== undefined && { seed: found.seed }),
    ...(!found.trusted && { caution }),
  };
  return { ...found, ...said, settings };
}
