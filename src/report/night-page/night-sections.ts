/** The parts of a night's page in words and tables: the decision, what changed, what is watched, what people decided. */
import { refusalReasons } from "../../workflows/election-night/feed/index.js";
import type { AreaChange, MovedUnit } from "../../workflows/election-night/snapshots/index.js";
import { escapeText } from "../html-text.js";
import { formatCount } from "../numbers.js";
import { momentText, type NightPageParts } from "./night-parts.js";

const percent = (share: number | undefined, decimals = 0): string =>
  share === undefined ? "–" : `${(100 * share).toFixed(decimals)} %`;

const signed = (value: number): string => {
  const text = formatCount(Math.abs(value));
  return text === "0" ? "0" : `${value < 0 ? "−" : "+"}${text}`;
};

const items = (texts: readonly string[]): string =>
  `<ul>${texts.map((text) => `<li>${text}</li>`).join("\n")}</ul>`;

export function decisionSection({ snapshot: { decision } }: NightPageParts): string {
  const word = decision.publish ? "Publish" : "Hold";
  const reasons = items(decision.reasons.map(escapeText));
  return `<div class="decision ${decision.publish ? "publish" : "hold"}" role="status"><p class="word">${word}</p>${reasons}</div>`;
}

function figure(label: string, value: string, note = ""): string {
  const below = note === "" ? "" : `<span class="faint">${note}</span>`;
  return `<div class="figure"><span class="faint">${label}</span><b>${value}</b>${below}</div>`;
}

export function figuresSection({ snapshot }: NightPageParts): string {
  const { total } = snapshot.forecast;
  const { reported } = snapshot;
  const bounds = total.intervals.map(
    ({ level, low, high }) => `${percent(level)}: ${formatCount(low)} – ${formatCount(high)}`,
  );
  return `<div class="figures">${[
    figure("predicted in all", formatCount(total.predicted), bounds.join("<br>")),
    figure(
      "counted so far",
      formatCount(total.counted),
      `${percent(total.counted / total.predicted)} of it`,
    ),
    figure(
      "units in",
      `${formatCount(reported.units)} of ${formatCount(reported.of)}`,
      `${percent(reported.share)}; ${percent(reported.baselineShare)} by size`,
    ),
  ].join("")}</div>`;
}

const movedText = ({ unit, status, before, after }: MovedUnit): string =>
  `<span class="unit">${escapeText(unit)}</span> ${signed(after - before)} <span class="faint">(${escapeText(status)}, ${formatCount(before)} → ${formatCount(after)})</span>`;

function changeRow(change: AreaChange): string {
  const { area, before, after, moved, others, byReports, byModel } = change;
  const units = [
    ...moved.map(movedText),
    ...(others === 0 ? [] : [`<span class="faint">and ${others} more with news</span>`]),
    `<span class="faint">reports ${signed(byReports)}, model ${signed(byModel)}</span>`,
  ];
  return `<tr><th scope="row">${escapeText(area)}</th><td class="number"><b>${signed(after - before)}</b></td><td class="number faint">${formatCount(before)} → ${formatCount(after)}</td><td>${units.join("<br>")}</td></tr>`;
}

const mostChanges = 12;

export function changesSection({ snapshot }: NightPageParts): string {
  const [by = "area"] = snapshot.by;
  if (snapshot.changes.length === 0) return "<p>Nothing moved since the snapshot before.</p>";
  return `<table class="changes"><thead><tr><th scope="col">${escapeText(by)}</th><th scope="col" class="number">change</th><th scope="col" class="number">predicted</th><th scope="col">moved by</th></tr></thead><tbody>${snapshot.changes.slice(0, mostChanges).map(changeRow).join("\n")}</tbody></table>`;
}

const sd = (value: number | undefined): string =>
  value === undefined ? "–" : `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)} sd`;

export function monitorsSection({ snapshot }: NightPageParts): string {
  const { monitors } = snapshot;
  const facts: readonly (readonly [string, string])[] = [
    ...monitors.coverage.map(
      ({ level, covered }) =>
        [
          `earlier ${percent(level)} intervals held`,
          `${percent(covered)} of ${formatCount(monitors.judged)} units`,
        ] as const,
    ),
    ["mean residual, all units", sd(monitors.residualAll)],
    [
      "mean residual, newest batch",
      `${sd(monitors.residualNew)} of ${formatCount(monitors.newUnits)} units`,
    ],
    ["mean width, units not in", `${percent(monitors.width)} of the prediction`],
    ["width of the total", `${percent(monitors.totalWidth, 1)} of the prediction`],
    ["size of units in, against all", percent(monitors.sizeRatio)],
    ["areas with a unit in", `${monitors.areasReported} of ${monitors.areas}`],
    [
      "excluded, unexpected, corrected down",
      `${monitors.excluded}, ${monitors.unexpected}, ${monitors.corrections}`,
    ],
  ];
  return `<dl>${facts.map(([name, text]) => `<dt>${escapeText(name)}</dt><dd>${escapeText(text)}</dd>`).join("\n")}</dl>`;
}

const mostNotes = 60;

export function notesSection({ snapshot: { notes } }: NightPageParts): string {
  if (notes.length === 0) return "";
  const shown = notes
    .slice(0, mostNotes)
    .map(({ unit, text }) => `<span class="unit">${escapeText(unit)}</span> ${escapeText(text)}`);
  const hidden = notes.length - shown.length;
  return items([
    ...shown,
    ...(hidden > 0 ? [`and ${formatCount(hidden)} more, in the snapshot`] : []),
  ]);
}

export function overridesSection({ state, zone }: NightPageParts): string {
  const told = (what: string, at: number, who: string, reason: string): string =>
    `${what} since ${momentText(at, zone)} by ${escapeText(who)}: ${escapeText(reason)}`;
  const held = [...state.held].map(([area, { time, who, reason }]) =>
    told(`<span class="unit">${escapeText(area)}</span> is held`, time, who, reason),
  );
  const blocked = [...state.blocked].map(([unit, { time, who, reason, counts }]) =>
    told(
      `<span class="unit">${escapeText(unit)}</span> is blocked${counts ? "" : " without its count"}`,
      time,
      who,
      reason,
    ),
  );
  return held.length + blocked.length === 0 ? "" : items([...held, ...blocked]);
}

export function feedSection({ state, zone, looked }: NightPageParts): string {
  const { tally, refusedFor, lastNews, problem } = state;
  const refused = [...refusedFor]
    .toSorted(([, a], [, b]) => b - a)
    .map(([reason, count]) => `${formatCount(count)}: ${escapeText(refusalReasons[reason])}`);
  return [
    `<p>${formatCount(tally.sent)} messages: ${formatCount(tally.accepted)} taken, ${formatCount(tally.refused)} refused.`,
    `Last news ${lastNews === undefined ? "never" : momentText(lastNews, zone)}; last look ${momentText(looked, zone)}.</p>`,
    problem === undefined
      ? ""
      : `<p class="bad">The feed cannot be read: ${escapeText(problem.message)}</p>`,
    refused.length === 0 ? "" : items(refused),
  ].join("\n");
}
