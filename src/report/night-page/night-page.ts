/** The page of a night: it loads itself again and needs nothing else; no script, no address, every name escaped. */
import { escapeText } from "../html-text.js";
import { pageStyle } from "../page/style.js";
import { areaStrips } from "./area-strips.js";
import { momentText, type NightPageParts } from "./night-parts.js";
import {
  changesSection,
  decisionSection,
  feedSection,
  figuresSection,
  monitorsSection,
  notesSection,
  overridesSection,
} from "./night-sections.js";
import { nightStyle } from "./night-style.js";
import { pathChart } from "./path-chart.js";

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

function pathSection({ state, zone }: NightPageParts): string {
  const sample = (body: string, text: string): string =>
    `<span><svg width="26" height="14" aria-hidden="true">${body}</svg> ${text}</span>`;
  const key = [
    sample(
      '<rect class="band" width="26" height="14"/><line class="bar" x1="0" x2="26" y1="7" y2="7"/>',
      "predicted, with intervals",
    ),
    sample('<rect class="shown" y="4" width="26" height="6"/>', "published"),
  ];
  return `<figure>${pathChart(state.history, zone)}<figcaption class="key note">${key.join("")}</figcaption></figure>`;
}

/** The first grouping is open; groupings of one area say what the total says. */
function areaSections({ snapshot }: NightPageParts): readonly Section[] {
  return snapshot.by.flatMap((by, at) => {
    const count = snapshot.forecast.areas.filter((area) => area.by === by).length;
    if (count < 2) return [];
    const table = areaStrips(snapshot, by);
    const folded = `<details><summary>${count} areas</summary>${table}</details>`;
    return [{ title: `By ${by}`, body: at === 0 ? table : folded }];
  });
}

interface Section {
  readonly title: string;
  readonly body: string;
}

function sectionsOf(parts: NightPageParts): readonly Section[] {
  const all: readonly Section[] = [
    { title: "The total over the night", body: pathSection(parts) },
    { title: "What changed since the snapshot before", body: changesSection(parts) },
    ...areaSections(parts),
    { title: "What is watched", body: monitorsSection(parts) },
    { title: "Decided by people", body: overridesSection(parts) },
    { title: "Units that are not as expected", body: notesSection(parts) },
    { title: "The feed", body: feedSection(parts) },
  ];
  return all.filter(({ body }) => body !== "");
}

export function nightPage(parts: NightPageParts): string {
  const { title, snapshot, refresh, zone, version } = parts;
  const { seq, time, model, decision } = snapshot;
  const sections = sectionsOf(parts).map(
    ({ title: heading, body }) => `<section><h2>${escapeText(heading)}</h2>\n${body}\n</section>`,
  );
  const seed = model.seed === undefined ? "" : `, seed ${model.seed}`;
  return [
    "<!doctype html>",
    '<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    ...(refresh === undefined ? [] : [`<meta http-equiv="refresh" content="${refresh}">`]),
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${decision.publish ? "Publish" : "Hold"}: ${escapeText(title)}</title>`,
    `<style>${pageStyle}${nightStyle}</style></head><body><main id="main">`,
    `<h1>${escapeText(title)}</h1>`,
    `<p class="note">Snapshot ${seq}, ${escapeText(momentText(time, zone))} (${escapeText(zone)})</p>`,
    decisionSection(parts),
    figuresSection(parts),
    ...sections,
    `<p class="note">mlm ${escapeText(version)}, model ${escapeText(model.hash.slice(0, 16))}${seed}.</p>`,
    "</main></body></html>",
    "",
  ].join("\n");
}
