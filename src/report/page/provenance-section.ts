/** What made the results: versions, seeds, files with their hashes. */
import { formatCount } from "../numbers.js";
import { escapeText } from "../html-text.js";
import type { PageParts } from "./page-parts.js";
import { tableSection } from "./table-section.js";

function facts({ seed, provenance, file }: PageParts): readonly (readonly [string, string])[] {
  return [
    ["program", file],
    ["command", provenance.command],
    ["mlm", provenance.version],
    ["machine", provenance.machine],
    ["made", provenance.made],
    ["seed", seed === undefined ? "none" : String(seed)],
  ];
}

/** Seeds and settings of every fit, since one program may have several. */
function fitFacts({ results }: PageParts): readonly (readonly [string, string])[] {
  return results.flatMap(({ name, value }) =>
    value.kind === "fit"
      ? [[`fit ${name}`, `engine ${value.engine}, seed ${String(value.settings.seed)}`] as const]
      : [],
  );
}

export function provenanceSection(parts: PageParts): string {
  const rows = [...facts(parts), ...fitFacts(parts)].map(
    ([term, text]) => `<dt>${escapeText(term)}</dt><dd>${escapeText(text)}</dd>`,
  );
  const { files } = parts.provenance;
  const table = {
    kind: "table" as const,
    columns: ["file", "bytes", "SHA-256"].map((name) => ({ name, format: "text" as const })),
    rows: files.map(({ name, bytes, hash }) => [name, formatCount(bytes), hash]),
    notes: ["hashes and sizes are of the contents, decompressed"],
  };
  return [
    `<dl>${rows.join("\n")}</dl>`,
    files.length === 0 ? "<p>The program reads no file.</p>" : tableSection(table, "Files read"),
  ].join("\n");
}
