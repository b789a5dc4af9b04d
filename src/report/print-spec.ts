/** A resolved model as text: family, link and every parameter with its prior, for `--emit spec`. */
import type { ModelSpec } from "../model/model-spec.js";
import { priorTable } from "../posterior/index.js";
import { cleanText } from "./clean-text.js";
import { familyText } from "./family-text.js";
import { formatCount, formatNumber } from "./numbers.js";
import { renderTable } from "./text-table.js";

/** Reasons are sentences; the print is for reading and comparing, not for a narrow terminal. */
const width = 400;

/** Lines end with a newline each. */
export function printSpec(spec: ModelSpec): string {
  const means = spec.common.map(({ name, columnMean }) => `${name} ${formatNumber(columnMean)}`);
  const lines = [
    `model ${spec.name} on ${spec.dataName}`,
    `formula ${spec.formulaText}`,
    spec.totals ? `family ${familyText(spec)}` : `family ${spec.family}, link ${spec.link}`,
    `rows ${formatCount(spec.design.rows.length)} of ${formatCount(spec.design.rowsGiven)}`,
    ...(means.length === 0 ? [] : [`column means ${means.join(", ")}`]),
  ];
  const priors = renderTable({ ...priorTable(spec), title: "priors" }, { width, color: false });
  return `${lines.map(cleanText).join("\n")}\n${priors}\n`;
}
