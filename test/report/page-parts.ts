/** Parts of a page with hostile names everywhere, for tests. */
import { collectDiagnostics } from "../../src/diagnostics/index.js";
import { compile, frameFromColumns } from "../../src/index.js";
import type { PageParts } from "../../src/report/page/page-parts.js";

export const hostile: readonly string[] = [
  '<script>alert("x")</script>',
  `"onload='alert(1)'`,
  "line\nbreak",
  "\u202egnp.exe",
  "</td></table><img src=x onerror=alert(1)>",
  "${alert(1)}",
];

/** A model and tables whose columns, levels, notes and diagnostics are all hostile. */
export function hostileParts(): PageParts {
  const [column = ""] = hostile;
  const rows = Array.from({ length: 24 }, (_, i) => i);
  const frame = frameFromColumns(column, {
    y: rows.map((i) => Math.sin(i)),
    g: rows.map((i) => hostile[i % hostile.length]!),
    [column]: rows.map((i) => Math.cos(i)),
  });
  const model = compile(`y ~ \`${column}\` + g + (1 | g)`, frame).spec;
  const table = {
    kind: "table" as const,
    title: column,
    columns: hostile.map((name) => ({ name, format: "text" as const })),
    rows: [hostile],
    notes: hostile,
  };
  const sink = collectDiagnostics();
  for (const message of hostile)
    sink.report({ code: "unknown-column", severity: "warning", message, help: message });
  return {
    file: `${column}.mlm`,
    program: hostile.join("\n"),
    seed: 1,
    trusted: false,
    diagnostics: sink.diagnostics,
    sources: new Map(),
    results: [
      { name: "d", value: frame },
      { name: "m", value: model },
    ],
    answers: [{ statement: column, result: { name: "1", value: table } }],
    pictures: new Map(),
    provenance: {
      version: "0",
      machine: "Node 20",
      made: "2026-01-01 00:00 UTC",
      command: `mlm run ${column}`,
      files: [{ name: column, bytes: 3, hash: "00" }],
    },
  };
}
