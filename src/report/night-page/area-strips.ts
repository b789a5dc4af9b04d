/** Areas of a grouping with their intervals, sorted: a table whose last column is a drawing. */
import type { AreaEstimate } from "../../workflows/election-night/night.js";
import type { Snapshot } from "../../workflows/election-night/snapshots/index.js";
import { escapeText } from "../html-text.js";
import { formatCount } from "../numbers.js";
import { acrossOf, rangeOf, type Across } from "./drawing.js";

const height = 18;

function strip({ counted, predicted, intervals }: AreaEstimate, across: Across): string {
  const sorted = intervals.toSorted((a, b) => b.level - a.level);
  const lines = sorted.map(
    ({ low, high }, at) =>
      `<line class="${at === 0 ? "wide" : "narrow"}" x1="${across(low)}" x2="${across(high)}" y1="9" y2="9"/>`,
  );
  const floor = across(counted);
  return [
    `<svg class="strip" width="100%" height="${height}" aria-hidden="true">`,
    `<line class="floor" x1="${floor}" x2="${floor}" y1="3" y2="15"/>`,
    ...lines,
    `<circle class="dot" cx="${across(predicted)}" cy="9" r="4"/></svg>`,
  ].join("");
}

function rowOf(area: AreaEstimate, across: Across, held: boolean): string {
  const { intervals, predicted, reported, units } = area;
  const wide = intervals.reduce<AreaEstimate["intervals"][number] | undefined>(
    (best, each) => (best === undefined || each.level > best.level ? each : best),
    undefined,
  );
  const bounds = wide === undefined ? "" : `${formatCount(wide.low)} – ${formatCount(wide.high)}`;
  return [
    `<tr><th scope="row">${escapeText(area.area)}${held ? ' <span class="tag">held</span>' : ""}</th>`,
    `<td class="number">${reported}/${units}</td>`,
    `<td class="number"><b>${formatCount(predicted)}</b></td>`,
    `<td class="number faint">${bounds}</td>`,
    `<td class="drawn">${strip(area, across)}</td></tr>`,
  ].join("");
}

const percent = (level: number): string => `${Number((100 * level).toFixed(2))} %`;

export function areaStrips({ forecast, held, levels }: Snapshot, by: string): string {
  const areas = forecast.areas
    .filter((area) => area.by === by)
    .toSorted((a, b) => b.predicted - a.predicted || (a.area < b.area ? -1 : 1));
  const bounds = areas.flatMap(({ intervals, predicted, counted }) => [
    counted,
    predicted,
    ...intervals.flatMap(({ low, high }) => [low, high]),
  ]);
  const across = acrossOf(rangeOf([0, ...bounds]));
  const rows = areas.map((area) => rowOf(area, across, held.has(`${by}=${area.area}`)));
  const level = percent(Math.max(...levels));
  return [
    '<table class="areas"><thead><tr>',
    `<th scope="col">${escapeText(by)}</th><th scope="col" class="number">units in</th>`,
    `<th scope="col" class="number">predicted</th><th scope="col" class="number">${level} interval</th>`,
    `<th scope="col"><span class="faint">point: predicted; lines: ${levels.map(percent).join(" and ")}; bar: counted</span></th></tr></thead>`,
    `<tbody>${rows.join("\n")}</tbody></table>`,
  ].join("");
}
