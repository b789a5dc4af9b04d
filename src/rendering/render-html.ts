/** A chart as one HTML page without scripts: the picture, what it shows in words, and its numbers as a table. */
import type { Chart } from "../charts/chart.js";
import type { Cell, ResultTable, TableColumn } from "../posterior/result-table.js";
import { escapeMarkup } from "./escape-markup.js";
import { renderSvg } from "./render-svg.js";

const style = `
body { font-family: Helvetica, Arial, sans-serif; color: #222; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
figure { margin: 0; overflow-x: auto; }
figcaption { color: #555; margin: 0.5rem 0 1.5rem; }
table { border-collapse: collapse; font-size: 0.9rem; }
th, td { padding: 0.2rem 0.8rem; border-bottom: 1px solid #ddd; text-align: left; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
`;

const digits = 5;

async function digestOf(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
}

function cellText(cell: Cell, { format }: TableColumn): string {
  if (cell === null) return "";
  if (typeof cell === "string") return escapeMarkup(cell);
  if (format === "percent") return `${(100 * cell).toFixed(1)} %`;
  return String(Number(cell.toPrecision(digits)));
}

const classOf = ({ format }: TableColumn): string => (format === "text" ? "" : ' class="number"');

function tableMarkup({ columns, rows, notes }: ResultTable): string {
  const heads = columns.map(
    (column) => `<th scope="col"${classOf(column)}>${escapeMarkup(column.name)}</th>`,
  );
  const lines = rows.map((row) => {
    const cells = columns.map(
      (column, at) => `<td${classOf(column)}>${cellText(row[at] ?? null, column)}</td>`,
    );
    return `<tr>${cells.join("")}</tr>`;
  });
  const below = notes.map((note) => `<p>${escapeMarkup(note)}</p>`);
  return `<table>
<thead><tr>${heads.join("")}</tr></thead>
<tbody>
${lines.join("\n")}
</tbody>
</table>
${below.join("\n")}`;
}

/** The policy lets nothing run and nothing load; the style is allowed by its digest. */
export async function renderHtml(chart: Chart): Promise<string> {
  const svg = await renderSvg(chart);
  const policy = `default-src 'none'; style-src 'sha256-${await digestOf(style)}'; base-uri 'none'; form-action 'none'`;
  const title = escapeMarkup(chart.title);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
<figure>
${svg}
<figcaption>${escapeMarkup(chart.description)}</figcaption>
</figure>
<h2>${title}: the numbers</h2>
${tableMarkup(chart.table)}
</main>
</body>
</html>
`;
}
