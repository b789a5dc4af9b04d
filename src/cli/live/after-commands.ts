/** `mlm live state` and `mlm live calibrate`: what was known at a moment, and how good the night was. */
import { readdir } from "node:fs/promises";
import { names, snapshotName, textIn } from "../../node/live/night-folder.js";
import { renderTable } from "../../report/index.js";
import { formatCount } from "../../report/numbers.js";
import { exitCodes, type ExitCode } from "../../terminal/exit-codes.js";
import { widthOf } from "../../terminal/streams.js";
import { readTime } from "../../workflows/election-night/feed/index.js";
import { readLog, stateOf, type HistoryPoint } from "../../workflows/election-night/log/index.js";
import {
  calibrateNight,
  readSnapshot,
  type PastSnapshot,
} from "../../workflows/election-night/snapshots/index.js";
import type { ReplayShow } from "../../workflows/election-night/index.js";
import { usage } from "./tell.js";

const clockPattern = /^([01]?\d|2[0-3]):([0-5]\d)$/u;
const day = 24 * 3600 * 1000;

/** `21:35` is the last such moment, in UTC, before the end of the night. */
function momentIn(text: string, last: number): number | undefined {
  const clock = clockPattern.exec(text);
  if (clock === null) return readTime(text);
  const [, hours = "0", minutes = "0"] = clock;
  const sinceMidnight = (Number(hours) * 60 + Number(minutes)) * 60_000;
  const moment = last - (last % day) + sinceMidnight;
  return moment > last ? moment - day : moment;
}

export interface StateOptions {
  readonly out: string;
  readonly at?: string;
  readonly json?: true;
}

function describeSnapshot({ forecast, share, publish, reasons, seq, time }: PastSnapshot): string {
  const { total } = forecast;
  const bounds = total.intervals.map(
    ({ level, low, high }) => `${100 * level} %: ${formatCount(low)} to ${formatCount(high)}`,
  );
  return [
    `snapshot ${seq}, ${new Date(time).toISOString()}: ${(100 * share).toFixed(1)} % of the units in`,
    `total ${formatCount(total.predicted)} (${bounds.join("; ")}), ${formatCount(total.counted)} counted`,
    `${publish ? "publish" : "hold"}: ${reasons.join("; ")}`,
    "",
  ].join("\n");
}

function snapshotAt(
  history: readonly HistoryPoint[],
  at: string | undefined,
): HistoryPoint | string {
  const last = history.at(-1);
  if (last === undefined) return "the folder has no night in it";
  if (at === undefined) return last;
  const moment = momentIn(at, last.time);
  if (moment === undefined) return `--at ${at}: write it as 21:35 (UTC) or 2026-11-03T21:35Z`;
  const point = history.findLast(({ time }) => time <= moment);
  return point ?? `there was no snapshot yet at ${new Date(moment).toISOString()}`;
}

export async function stateCommand({ out, at, json }: StateOptions): Promise<ExitCode> {
  const { history } = stateOf(readLog(await textIn(out, names.log)).entries);
  const point = snapshotAt(history, at);
  if (typeof point === "string") return usage(point);
  const text = await textIn(out, snapshotName(point.seq));
  const snapshot = readSnapshot(text);
  if (snapshot === undefined) return usage(`${snapshotName(point.seq)} is not in the folder`);
  process.stdout.write(json ? text : describeSnapshot(snapshot));
  return exitCodes.done;
}

export interface CalibrateOptions {
  readonly show: ReplayShow;
}

const pattern = /^snapshot-\d{6,}\.json$/u;

export async function calibrateCommand(
  folder: string,
  { show }: CalibrateOptions,
): Promise<ExitCode> {
  const files = (await readdir(folder).catch(() => [])).filter((name) => pattern.test(name)).sort();
  const snapshots: PastSnapshot[] = [];
  for (const name of files) {
    const snapshot = readSnapshot(await textIn(folder, name));
    if (snapshot !== undefined) snapshots.push(snapshot);
  }
  const table = calibrateNight(snapshots, show);
  if (table === undefined) return usage(`${folder} has no snapshots in it`);
  process.stdout.write(`${renderTable(table, { width: widthOf(process.stdout), color: false })}\n`);
  return exitCodes.done;
}
