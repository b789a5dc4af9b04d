/** Any value as text for a person. */
import type { ModelSpec } from "../model/model-spec.js";
import type { NetworkFit } from "../workflows/ecological/networks/index.js";
import { cleanText } from "./clean-text.js";
import { familyText } from "./family-text.js";
import { describeFrame, renderFrame } from "./describe-data.js";
import { describeGraph } from "./describe-graph.js";
import { describeFit, summaryTable } from "./fit-summary.js";
import { describeNetwork, describeNetworkModel, networkTable } from "./describe-network.js";
import { formatCount, formatNumber } from "./numbers.js";
import { indentRest, plainText, renderTable, wrap } from "./text-table.js";
import type { TextOptions } from "./text-table.js";
import type { BooleanValue, NumberValue, TextValue, Value } from "./value.js";

const rowsShown = 10;

/** `support: p(y, n) ~ x + (1 | g); binomial(logit); 120 rows, 1 common and 50 group effects`. */
export function describeModel(spec: ModelSpec, name: string, width: number): string {
  const { group, structured } = spec.design.predictor;
  const groupEffects = group.reduce(
    (sum, { factor, effectNames }) => sum + factor.levels.length * effectNames.length,
    0,
  );
  const nodeEffects = structured.reduce(
    (sum, { nodes, copies }) => sum + nodes.length * copies.length,
    0,
  );
  const { rows, rowsGiven } = spec.design;
  const used = rows.length === rowsGiven ? "" : ` of ${formatCount(rowsGiven)}`;
  const counts = [
    `${spec.common.length} common`,
    `${formatCount(groupEffects)} group effects`,
    ...(nodeEffects > 0 ? [`${formatCount(nodeEffects)} structured effects`] : []),
  ].join(", ");
  const text = [
    `${name}: ${spec.formulaText}`,
    familyText(spec),
    `${formatCount(rows.length)}${used} rows`,
    counts,
  ].join("; ");
  return indentRest(wrap(cleanText(text), width - 2));
}

/** A declaration in one line: what was read, which model was resolved. */
export function describeDeclaration(value: Value, name: string, width: number): string | undefined {
  if (value.kind === "data") return describeFrame(value, name, width);
  if (value.kind === "graph") return describeGraph(value, name, width);
  if (value.kind === "model") return describeModel(value, name, width);
  if (value.kind === "network_model") return describeNetworkModel(value, name, width);
  return undefined;
}

function renderNetwork(value: NetworkFit, options: TextOptions): string {
  const description = wrap(describeNetwork(value), options.width).join("\n");
  return `${description}\n${renderTable(networkTable(value), options)}`;
}

function renderPlain({ value }: NumberValue | TextValue | BooleanValue): string {
  if (typeof value === "number") return formatNumber(value);
  return typeof value === "string" ? value.split("\n").map(cleanText).join("\n") : String(value);
}

/** The value as lines of text, no trailing newline. */
export function renderValue(value: Value, options: TextOptions = plainText): string {
  switch (value.kind) {
    case "data":
      return renderFrame(value, options, rowsShown);
    case "graph":
    case "model":
    case "network_model":
      return String(describeDeclaration(value, value.name, options.width));
    case "fit":
      return `${describeFit(value)}\n${renderTable(summaryTable(value), options)}`;
    case "network":
      return renderNetwork(value, options);
    case "estimates":
    case "night":
      return renderTable(value.table, options);
    case "table":
      return renderTable(value, options);
    case "chart":
      return value.text;
    case "list":
      return `[${value.items.map((item) => renderValue(item, options)).join(", ")}]`;
    default:
      return renderPlain(value);
  }
}
