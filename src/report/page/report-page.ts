/** A run as one self-contained page: no script, no address, nothing loaded from anywhere. */
import type { NamedValue } from "../value.js";
import { diagnosticsSection, verdictText } from "./diagnostics-section.js";
import { escapeLines, escapeText } from "../html-text.js";
import { modelSection } from "./model-section.js";
import type { PageParts, Picture } from "./page-parts.js";
import { provenanceSection } from "./provenance-section.js";
import { pageStyle } from "./style.js";
import { valueSection } from "./value-section.js";

interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: string;
}

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

function figures(pictures: readonly Picture[] | undefined): string {
  return (pictures ?? [])
    .map(
      ({ title, svg }) =>
        `<figure><div class="scroll" tabindex="0" role="img" aria-label="${escapeText(title)}">${svg}</div><figcaption class="note">${escapeText(title)}</figcaption></figure>`,
    )
    .join("\n");
}

const titled = (title: string, body: string): string => `<h3>${escapeText(title)}</h3>\n${body}`;

function ofKind(parts: PageParts, kind: NamedValue["value"]["kind"]): readonly NamedValue[] {
  return parts.results.filter(({ value }) => value.kind === kind);
}

function answersBody({ answers, pictures }: PageParts): string {
  return answers
    .map(({ statement, result }) =>
      titled(
        statement,
        `${valueSection(result.value, statement)}\n${figures(pictures.get(result.name))}`,
      ),
    )
    .join("\n");
}

function modelsBody(parts: PageParts): string {
  return ofKind(parts, "model")
    .map(({ name, value }) =>
      value.kind === "model"
        ? titled(name, `${modelSection(value, name)}\n${figures(parts.pictures.get(name))}`)
        : "",
    )
    .join("\n");
}

/** Values that the program names, with their pictures. */
function valuesBody(parts: PageParts, kind: "fit" | "network" | "data"): string {
  return ofKind(parts, kind)
    .map(({ name, value }) =>
      titled(name, `${valueSection(value, name)}\n${figures(parts.pictures.get(name))}`),
    )
    .join("\n");
}

/** Diagnostics come first; what has nothing to show is left out. */
function sectionsOf(parts: PageParts): readonly Section[] {
  const sections: readonly Section[] = [
    { id: "diagnostics", title: "Diagnostics", body: diagnosticsSection(parts) },
    { id: "answers", title: "Answers", body: answersBody(parts) },
    {
      id: "fits",
      title: "Fits",
      body: [valuesBody(parts, "fit"), valuesBody(parts, "network")]
        .filter((body) => body !== "")
        .join("\n"),
    },
    { id: "models", title: "Models and priors", body: modelsBody(parts) },
    { id: "data", title: "Data", body: valuesBody(parts, "data") },
    {
      id: "program",
      title: "Program",
      body: `<pre tabindex="0">${escapeLines(parts.program.trimEnd())}</pre>`,
    },
    { id: "provenance", title: "Provenance", body: provenanceSection(parts) },
  ];
  return sections.filter(({ body }) => body !== "");
}

/** The whole document; every text of program and data in it is escaped. */
export function reportPage(parts: PageParts): string {
  const sections = sectionsOf(parts);
  const links = sections.map(({ id, title }) => `<li><a href="#${id}">${title}</a></li>`);
  const bodies = sections.map(
    ({ id, title, body }) =>
      `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>\n${body}\n</section>`,
  );
  return [
    "<!doctype html>",
    '<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeText(parts.file)}: ${verdictText(parts)}</title>`,
    `<style>${pageStyle}</style></head><body>`,
    '<a class="skip" href="#main">Skip to the results</a>',
    `<header><h1>${escapeText(parts.file)}</h1></header>`,
    `<nav aria-label="Sections"><ul>${links.join("")}</ul></nav>`,
    `<main id="main" tabindex="-1">${bodies.join("\n")}</main>`,
    "</body></html>",
    "",
  ].join("\n");
}
