/** What was found on the way, first on the page: errors, warnings, then notes folded away. */
import { renderDiagnostics } from "../../diagnostics/index.js";
import type { Diagnostic } from "../../diagnostics/index.js";
import { escapeLines, escapeText } from "../html-text.js";
import type { PageParts } from "./page-parts.js";

const verdicts = {
  errors: "The program has errors: what depends on them was not run.",
  untrusted: "Finished, but some of what follows is not to be trusted: see the warnings.",
  warned: "Finished; no result is in doubt, but see the warnings.",
  trusted: "Every check passed.",
} as const;

/** In one sentence, whether the results can be used. */
export function verdictOf({ diagnostics, trusted }: PageParts): keyof typeof verdicts {
  if (diagnostics.some(({ severity }) => severity === "error")) return "errors";
  if (!trusted) return "untrusted";
  return diagnostics.some(({ severity }) => severity === "warning") ? "warned" : "trusted";
}

export function verdictText(parts: PageParts): string {
  return verdicts[verdictOf(parts)];
}

function listHtml(found: readonly Diagnostic[], sources: ReadonlyMap<string, string>): string {
  const items = found.map((diagnostic) => {
    const text = renderDiagnostics([diagnostic], sources, { color: false, width: 90 });
    const { severity, message } = diagnostic;
    return `<li class="${severity}"><p>${escapeText(`${severity}: ${message}`)}</p><details><summary>where and what to do</summary><pre tabindex="0">${escapeLines(text.trimEnd())}</pre></details></li>`;
  });
  return `<ul class="findings">${items.join("\n")}</ul>`;
}

export function diagnosticsSection(parts: PageParts): string {
  const { diagnostics, sources } = parts;
  const grave = diagnostics.filter(({ severity }) => severity !== "note");
  const notes = diagnostics.filter(({ severity }) => severity === "note");
  const folded =
    notes.length === 0
      ? ""
      : `<details><summary>${notes.length} note${notes.length === 1 ? "" : "s"} on what was chosen</summary>${listHtml(notes, sources)}</details>`;
  return [
    `<p class="verdict ${verdictOf(parts)}">${verdictText(parts)}</p>`,
    grave.length === 0 ? "" : listHtml(grave, sources),
    folded,
  ].join("\n");
}
