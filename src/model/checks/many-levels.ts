/** Warns of common factors with so many levels that they should be group-specific. */
import type { DiagnosticSink } from "../../diagnostics/index.js";
import type { ModelSpec } from "../model-spec.js";
import { spanEntry } from "./block-span.js";

const manyColumns = 200;

export function warnOfManyLevels({ design }: ModelSpec, file: string, sink: DiagnosticSink): void {
  for (const block of design.predictor.common) {
    const count = block.columnNames.length;
    if (block.composition === "numeric" || count <= manyColumns) continue;
    sink.report({
      code: "many-level-factor",
      severity: "warning",
      message: `the common term \`${block.term}\` has ${count} coefficients, each estimated on its own without partial pooling`,
      ...spanEntry(block, file),
      help: `\`(1 | ${block.term})\` shares strength between its levels and samples faster`,
    });
  }
}
