/** What the nodes of a structured effect are: learnt from a column, or from a graph. */
import { connectedParts, countOf, countText, listNames, numberLabel } from "../data/index.js";
import type { NeighbourGraph } from "../data/index.js";
import { nearestName } from "../diagnostics/index.js";
import type { SymmetricMatrix } from "../math/sparse/index.js";
import { readCovariance } from "./covariance-table.js";
import { componentLabel } from "./component-label.js";
import type { StructuredNodes } from "./design-blocks.js";
import { evaluateExpression } from "./evaluate-expression.js";
import type { EvaluationContext, FactorValue, FormulaValue } from "./formula-value.js";
import { describeValue, reportError } from "./formula-value.js";
import { occurringLevels } from "./match-levels.js";
import type { StructuredTerm } from "./structured-term.js";
import { asFactor } from "./transforms/factors.js";

export type LearntNodes = Omit<StructuredNodes, "copies">;

/** More steps than this between the ends of a column are a mistake in its units. */
const mostSteps = 1_000_000;

interface NodePlaces {
  readonly nodes: readonly string[];
  readonly locations: Float64Array;
  readonly graph?: NeighbourGraph;
  readonly precision?: SymmetricMatrix;
}

const ordinals = (count: number): Float64Array => Float64Array.from({ length: count }, (_, i) => i);

function namedNodes(nodes: readonly string[]): NodePlaces {
  return { nodes, locations: ordinals(nodes.length) };
}

function reportNotOrdered(
  { name, column }: StructuredTerm,
  value: FormulaValue,
  { sink }: EvaluationContext,
): undefined {
  reportError(sink, {
    code: "number-needed",
    message: `\`${name}\` needs to know the order of \`${componentLabel(column)}\``,
    span: column.span,
    expected: "a column of numbers, or an ordered factor",
    found: describeValue(value),
    help: `data ... { ${componentLabel(column)}: ordered("low", "high") } gives the order`,
  });
}

/** Every whole number from the least to the greatest. */
function steps(
  values: Float64Array,
  { name, column }: StructuredTerm,
  { sink }: EvaluationContext,
): NodePlaces | undefined {
  const least = values.reduce((a, b) => Math.min(a, b), Infinity);
  const greatest = values.reduce((a, b) => Math.max(a, b), -Infinity);
  const whole = values.every((value) => Number.isInteger(value - least));
  if (!whole || greatest - least > mostSteps) {
    reportError(sink, {
      code: "number-needed",
      message: whole
        ? `\`${componentLabel(column)}\` spans ${countText(greatest - least)} steps`
        : `\`${name}\` goes in steps of one, and \`${componentLabel(column)}\` has values between`,
      span: column.span,
      expected: `whole numbers, at most ${countText(mostSteps)} apart`,
    });
    return undefined;
  }
  const locations = Float64Array.from({ length: greatest - least + 1 }, (_, i) => least + i);
  return { nodes: Array.from(locations, numberLabel), locations };
}

function placesOfColumn(term: StructuredTerm, context: EvaluationContext): NodePlaces | undefined {
  const value = evaluateExpression(term.column, context);
  if (!value) return undefined;
  if (value.kind === "factor" && value.declared) return namedNodes(value.levels);
  if (value.kind !== "numeric") {
    reportNotOrdered(term, value, context);
    return undefined;
  }
  if (term.effect.nodeKind === "steps" || term.cyclic) return steps(value.values, term, context);
  const locations = Float64Array.from(new Set(value.values)).sort();
  return { nodes: Array.from(locations, numberLabel), locations };
}

function placesOfLevels(
  { column }: StructuredTerm,
  context: EvaluationContext,
): NodePlaces | undefined {
  const value = evaluateExpression(column, context);
  const factor: FactorValue | undefined = value && asFactor(value, column, context);
  return factor && namedNodes(factor.declared ? factor.levels : occurringLevels(factor));
}

function placesOfGraph(
  { graph: name }: StructuredTerm,
  { sources, sink }: EvaluationContext,
): NodePlaces | undefined {
  if (!name) return undefined;
  const graph = sources.graphs.get(name.text);
  if (graph) return { ...namedNodes(graph.nodes), graph };
  if (sources.absent.has(name.text)) return undefined;
  const nearest = nearestName(name.text, sources.graphs.keys());
  reportError(sink, {
    code: "unknown-name",
    message: sources.frames.has(name.text)
      ? `\`${name.text}\` is data, not a graph`
      : `no graph above is called \`${name.text}\``,
    span: name.span,
    help:
      nearest === undefined
        ? `declare it: data ${name.text} = graph("FILE")`
        : `did you mean \`${nearest}\`?`,
  });
}

function placesOfCovariance(
  { covariance }: StructuredTerm,
  context: EvaluationContext,
): NodePlaces | undefined {
  const table = covariance && readCovariance(covariance, context);
  return table && { ...namedNodes(table.levels), precision: table.precision };
}

/** Parts that no border joins each sum to zero on their own: a fact about the model worth a line. */
function noteParts(
  { name, span }: StructuredTerm,
  graph: NeighbourGraph,
  { sink }: EvaluationContext,
): void {
  const parts = connectedParts(graph);
  if (parts.length === 1) return undefined;
  const islands = parts.filter(({ length }) => length === 1).map(([node]) => graph.nodes[node!]!);
  const others = parts.length - islands.length;
  const joined =
    others > 1 ? `${countOf(others, "connected part")}, each of which sums to zero` : "";
  const alone =
    islands.length > 0
      ? `${listNames(islands)} without neighbours, independent with the same sd`
      : "";
  sink.report({
    code: "graph-in-parts",
    severity: "note",
    message: `the graph of \`${name}\` has ${[joined, alone].filter(Boolean).join("; and ")}`,
    span,
  });
}

function findPlaces(term: StructuredTerm, context: EvaluationContext): NodePlaces | undefined {
  switch (term.effect.nodeKind) {
    case "graph":
      return placesOfGraph(term, context);
    case "levels":
      return placesOfLevels(term, context);
    case "covariance":
      return placesOfCovariance(term, context);
    default:
      return placesOfColumn(term, context);
  }
}

/** The nodes of a term with their prior; undefined after a report. */
export function learnNodes(
  term: StructuredTerm,
  context: EvaluationContext,
): LearntNodes | undefined {
  const places = findPlaces(term, context);
  if (!places) return undefined;
  const { nodes, locations, graph, precision } = places;
  const { effect, name, cyclic, scaled } = term;
  const fewest = cyclic ? effect.fewestNodes + 1 : effect.fewestNodes;
  if (nodes.length < fewest) {
    reportError(context.sink, {
      code: "too-few-nodes",
      message: `\`${name}\` has ${countOf(nodes.length, "node")}`,
      span: term.span,
      expected: `at least ${fewest}`,
    });
    return undefined;
  }
  if (graph) noteParts(term, graph, context);
  const inputs = { nodeCount: nodes.length, locations, graph, precision, cyclic, scaled };
  return { nodes, locations, structure: effect.build(inputs) };
}
