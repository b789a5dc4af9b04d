/** One look at the feed as one line on standard error. */
import type { LookReport } from "../node/live/night-run.js";
import { cleanText } from "../report/index.js";
import { clockText } from "../report/night-page/night-parts.js";
import { formatCount } from "../report/numbers.js";
import { widest } from "../workflows/election-night/gates/index.js";

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function heard({ sent, refused, news, problem }: LookReport): string {
  if (problem !== undefined) return `the feed cannot be read: ${cleanText(problem)}`;
  if (sent === 0) return "nothing new";
  const told = `${formatCount(sent)} messages, ${formatCount(news)} news`;
  return refused === 0 ? told : `${told}, ${formatCount(refused)} refused`;
}

export function lookLine(look: LookReport, zone: string): string {
  const { snapshot, looked, written, milliseconds } = look;
  const { reported, decision, forecast, seq } = snapshot;
  const interval = widest(forecast.total.intervals);
  const bounds =
    interval === undefined ? "" : ` [${formatCount(interval.low)}, ${formatCount(interval.high)}]`;
  const parts = [
    `${clockText(looked, zone)} ${heard(look)}`,
    ...(written ? [`snapshot ${seq} in ${milliseconds.toFixed(0)} ms`] : []),
    `${formatCount(reported.units)} of ${formatCount(reported.of)} units (${percent(reported.share)})`,
    `total ${formatCount(forecast.total.predicted)}${bounds}`,
    decision.publish ? "publish" : `hold: ${cleanText(decision.reasons[0] ?? "")}`,
  ];
  return parts.join("; ");
}
