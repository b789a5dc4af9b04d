/** A model's design as text: response, blocks of columns and groups, for `--emit design`. */
import { countOf } from "../data/index.js";
import type {
  CommonBlock,
  GroupBlock,
  Response,
  StructuredBlock,
} from "../design/design-blocks.js";
import type { ModelSpec } from "../model/model-spec.js";
import { cleanText } from "./clean-text.js";
import { formatCount, formatNumber } from "./numbers.js";

const namesShown = 6;

function listSome(names: readonly string[]): string {
  const shown = names.slice(0, namesShown).join(", ");
  const hidden = names.length - namesShown;
  return hidden > 0 ? `${shown}, ... ${formatCount(hidden)} more` : shown;
}

function rangeOf(values: Float64Array): string {
  let lowest = Infinity;
  let highest = -Infinity;
  for (const value of values) {
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }
  return `${formatNumber(lowest)} to ${formatNumber(highest)}`;
}

function responseLines(response: Response): string[] {
  const { text, values, trials, weights, standardErrors, success } = response;
  const extras: readonly [string, Float64Array | undefined][] = [
    ["values", values],
    ["trials", trials],
    ["weights", weights],
    ["standard errors", standardErrors],
  ];
  return [
    `response ${text}`,
    ...extras.flatMap(([name, numbers]) =>
      numbers === undefined ? [] : [`  ${name} ${rangeOf(numbers)}`],
    ),
    ...(success === undefined ? [] : [`  success is \`${success.level}\` (${success.source})`]),
  ];
}

function commonLines({ term, composition, columnNames, columns }: CommonBlock): string[] {
  const layout =
    columns.kind === "dense" ? "numbers per row" : countOf(columns.patternCount, "pattern");
  const size = countOf(columnNames.length, "column");
  return [`  ${term}: ${composition}, ${size} (${layout}): ${listSome(columnNames)}`];
}

function groupLines({ term, factor, effectNames, correlated }: GroupBlock): string[] {
  const levels = countOf(factor.levels.length, "level");
  const kind = effectNames.length === 1 ? "" : correlated ? ", correlated" : ", independent";
  return [
    `  ${term}: effects ${effectNames.join(", ")}${kind}`,
    `    by ${factor.name}, ${levels}: ${listSome(factor.levels)}`,
  ];
}

function structuredLines(block: StructuredBlock): string[] {
  const { term, nodes, copies, structure } = block;
  const parts = structure.intrinsic.length;
  const sums = parts === 0 ? "" : parts === 1 ? ", sums to zero" : `, ${parts} parts sum to zero`;
  const times = copies.length > 1 ? `, ${countOf(copies.length, "copy", "copies")}` : "";
  const scaled = structure.scaled ? ", scaled to a geometric mean variance of 1" : "";
  return [
    `  ${term}: ${countOf(nodes.length, "node")}${times}${sums}${scaled}`,
    `    ${listSome(nodes)}`,
  ];
}

/** Lines end with a newline each. */
export function printDesign(spec: ModelSpec): string {
  const { response, predictor, rows, rowsGiven } = spec.design;
  const lines = [
    `design of ${spec.name}: ${formatCount(rows.length)} of ${formatCount(rowsGiven)} rows`,
    ...responseLines(response),
    `intercept ${predictor.intercept ? "yes" : "no"}${spec.centred ? ", predictors centred" : ""}`,
    ...(predictor.common.length === 0 ? [] : ["common terms"]),
    ...predictor.common.flatMap(commonLines),
    ...(predictor.group.length === 0 ? [] : ["group-specific terms"]),
    ...predictor.group.flatMap(groupLines),
    ...(predictor.structured.length === 0 ? [] : ["structured effects"]),
    ...predictor.structured.flatMap(structuredLines),
    ...(predictor.offset === undefined ? [] : [`offset ${rangeOf(predictor.offset)}`]),
  ];
  return lines.map((line) => `${cleanText(line)}\n`).join("");
}
