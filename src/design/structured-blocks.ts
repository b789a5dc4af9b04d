/** Structured effects on rows: their nodes, and the node of every row. */
import { countText, listNames } from "../data/index.js";
import { nearestName } from "../diagnostics/index.js";
import { componentLabel } from "./component-label.js";
import type { StructuredBlock, StructuredNodes } from "./design-blocks.js";
import { evaluateExpression } from "./evaluate-expression.js";
import type { EvaluationContext, FactorValue } from "./formula-value.js";
import { reportError } from "./formula-value.js";
import { matchLevels } from "./match-levels.js";
import type { Expression } from "../language/ast.js";
import { learnNodes } from "./structured-nodes.js";
import type { StructuredTerm } from "./structured-term.js";
import { asFactor } from "./transforms/factors.js";

interface Placed {
  readonly codes: Int32Array;
  readonly unknown: readonly string[];
}

function placeRows(
  expression: Expression,
  known: readonly string[],
  context: EvaluationContext,
): Placed | undefined {
  const value = evaluateExpression(expression, context);
  const factor = value && asFactor(value, expression, context);
  return factor && matchLevels(factor, known);
}

function reportUnknownNodes(
  { name, effect, span }: StructuredTerm,
  unknown: readonly string[],
  known: readonly string[],
  what: Expression,
  { sink }: EvaluationContext,
): undefined {
  const places = { graph: "an area of the graph", covariance: "a level of the covariance" };
  const place =
    effect.nodeKind === "graph" || effect.nodeKind === "covariance"
      ? places[effect.nodeKind]
      : "a value that the fit had";
  const nearest = nearestName(unknown[0] ?? "", known);
  reportError(sink, {
    code: "unknown-node",
    message: `\`${name}\` has no effect for ${listNames(unknown)} of \`${componentLabel(what)}\``,
    span,
    expected: `${place}: ${listNames(known, 4)}`,
    ...(nearest !== undefined && { help: `is \`${nearest}\` meant by \`${unknown[0] ?? ""}\`?` }),
  });
}

/** Effects are in the order of copies, then nodes. */
function indexRows(nodes: Placed, copies: Placed | undefined, nodeCount: number): Int32Array {
  if (!copies) return nodes.codes;
  return nodes.codes.map((node, row) => copies.codes[row]! * nodeCount + node);
}

/** The levels of `by`, or one copy without a name. */
function copiesOf(term: StructuredTerm, context: EvaluationContext): readonly string[] | undefined {
  const { by } = term;
  if (!by) return [""];
  const value = evaluateExpression(by, context);
  const factor: FactorValue | undefined = value && asFactor(value, by, context);
  return factor?.levels;
}

function learn(term: StructuredTerm, context: EvaluationContext): StructuredNodes | undefined {
  const copies = copiesOf(term, context);
  const nodes = learnNodes(term, context);
  return copies && nodes && { ...nodes, copies };
}

/** The structured effect of a term on the rows of the context; undefined after a report. */
export function structuredBlock(
  term: StructuredTerm,
  context: EvaluationContext,
): StructuredBlock | undefined {
  const { name, effect, column, by, span } = term;
  const learnt = context.memory.structured(name, () => learn(term, context));
  if (!learnt) return undefined;
  const nodes = placeRows(column, learnt.nodes, context);
  const copies = by && placeRows(by, learnt.copies, context);
  if (!nodes || (by && !copies)) return undefined;
  if (nodes.unknown.length > 0) {
    reportUnknownNodes(term, nodes.unknown, learnt.nodes, column, context);
    return undefined;
  }
  if (by && copies && copies.unknown.length > 0) {
    reportUnknownNodes(term, copies.unknown, learnt.copies, by, context);
    return undefined;
  }
  const index = indexRows(nodes, copies, learnt.nodes.length);
  if (context.memory.learning) noteNodesWithoutData(term, learnt, nodes.codes, context);
  return {
    ...learnt,
    term: name,
    effect: effect.name,
    column: componentLabel(column),
    index,
    span: { start: span.start, end: span.end },
  };
}

/** Nodes without data are no mistake: their effects follow from those of their neighbours. */
function noteNodesWithoutData(
  { name, effect, span }: StructuredTerm,
  { nodes }: StructuredNodes,
  codes: Int32Array,
  { sink }: EvaluationContext,
): void {
  const seen = new Uint8Array(nodes.length);
  for (const code of codes) seen[code] = 1;
  const without = nodes.filter((_, node) => seen[node] === 0);
  if (without.length === 0 || effect.nodeKind === "levels") return undefined;
  sink.report({
    code: "nodes-without-data",
    severity: "note",
    message: `${countText(without.length)} of the ${countText(nodes.length)} nodes of \`${name}\` have no data: ${listNames(without, 4)}; their effects follow from their neighbours`,
    span,
  });
}
