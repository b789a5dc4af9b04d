/** A chart as one HTML page without scripts: the picture, what it shows in words, and its numbers as a table. */
import type { Chart } from "../charts/chart.js";
import { pageStyle } from "../report/page/style.js";
import { tableSection } from "../report/page/table-section.js";
import { escapeMarkup, withoutForbidden } from "./escape-markup.js";
import { renderInlineSvg } from "./render-svg.js";

async function digestOf(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
}

/** The policy lets nothing run and nothing load; the style is allowed by its digest. */
export async function renderHtml(chart: Chart): Promise<string> {
  const svg = await renderInlineSvg(chart);
  const policy = `default-src 'none'; style-src 'sha256-${await digestOf(pageStyle)}'; base-uri 'none'; form-action 'none'`;
  const title = escapeMarkup(chart.title);
  const numbers = withoutForbidden(tableSection(chart.table, "The numbers of the picture"));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<figure>
<div class="scroll" tabindex="0">${svg}</div>
<figcaption class="note">${escapeMarkup(chart.description)}</figcaption>
</figure>
<h2>The numbers</h2>
${numbers}
</main>
</body>
</html>
`;
}
