/** Any value of a program as a piece of a page. */
import { describeFit, summaryTable } from "../fit-summary.js";
import { describeNetwork, networkTable } from "../describe-network.js";
import { frameToTable } from "../describe-data.js";
import { renderValue } from "../render-value.js";
import type { Value } from "../value.js";
import { escapeLines, escapeText } from "../html-text.js";
import { tableSection } from "./table-section.js";

const rowsOfData = 10;

const paragraph = (text: string): string => `<p>${escapeText(text)}</p>`;

export function valueSection(value: Value, label: string): string {
  switch (value.kind) {
    case "fit":
      return `${paragraph(describeFit(value))}\n${tableSection(summaryTable(value), label)}`;
    case "network":
      return `${paragraph(describeNetwork(value))}\n${tableSection(networkTable(value), label)}`;
    case "table":
      return tableSection(value, label);
    case "estimates":
    case "night":
      return tableSection(value.table, label);
    case "chart":
      return `<details><summary>The numbers of the picture</summary>\n${tableSection(value.table, label)}</details>`;
    case "data":
      return tableSection(frameToTable(value, rowsOfData), label);
    default:
      return `<pre tabindex="0">${escapeLines(renderValue(value))}</pre>`;
  }
}
