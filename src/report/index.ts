/** The report room: each value as text, CSV, JSON or part of a page; pure. */
export type { NamedValue, NumberValue, TextValue, BooleanValue, ListValue } from "./value.js";
export type { Value, ValueKind } from "./value.js";
export { cleanText } from "./clean-text.js";
export { formatNumber } from "./numbers.js";
export type { TextOptions } from "./text-table.js";
export { plainText, renderTable } from "./text-table.js";
export { frameToCsv, tableToCsv } from "./csv.js";
export { describeFrame, frameToTable } from "./describe-data.js";
export { summaryTable, termTable } from "./fit-summary.js";
export { describeDeclaration, renderValue } from "./render-value.js";
export type { RunDocument } from "./json-document.js";
export type { Json, Sources } from "./json.js";
export { documentToJson, jsonText, valueToJson } from "./json-document.js";
export { printDesign } from "./print-design.js";
export { printEquations } from "./notation/equation-text.js";
export { printSpec } from "./print-spec.js";
export { printTree } from "./print-tree.js";
export { ratioTable } from "./ratio-table.js";
