/**
 * Several look-ups (and numeric columns) whose values in a row have few distinct combinations are
 * summed once into a small table that is looked up by one index: an evaluation then adds a few
 * dozen numbers instead of one for each term and row.
 */
import type { GraphBuilder } from "../graph-builder.js";
import type { Graph, GraphNode, NodeId } from "../graph.js";
import { isOp, nodesOf } from "../node-queries.js";
import { rowCosts, smallCosts } from "../plan/cost.js";
import { chooseJointTables, type JointTable, type TablePart } from "./joint-tables.js";
import { sourcesOf, type TableSource } from "./predictor-sources.js";
import { predictorTerms, termLabel } from "./predictor-terms.js";
import { copyGraph, type Rewrite } from "./rewrite.js";
import { firstRows } from "./row-codes.js";

/** The new addends of one linear predictor. */
interface Combination {
  readonly terms: readonly GraphNode[];
  readonly tables: readonly JointTable[];
  readonly combined: ReadonlySet<TableSource>;
  readonly sources: readonly TableSource[];
  readonly rowCount: number;
}

interface Building {
  readonly graph: Graph;
  readonly builder: GraphBuilder;
  readonly mapped: (id: NodeId) => NodeId;
}

function sourcesIn({ parts }: JointTable): readonly TableSource[] {
  return parts.flatMap((part) => (part.kind === "source" ? [part.source] : sourcesIn(part.table)));
}

function combine(graph: Graph, eta: NodeId): Combination {
  const terms = predictorTerms(graph, eta);
  const rowCount = graph.nodes[eta]!.shape.size;
  const sources = terms.flatMap((term) => sourcesOf(graph, term, rowCount));
  const tables = chooseJointTables(sources, rowCount);
  return { terms, tables, sources, rowCount, combined: new Set(tables.flatMap(sourcesIn)) };
}

function tableLabel(table: JointTable): string {
  return [...new Set(sourcesIn(table).map(({ label }) => label))].join(" + ");
}

function constantOne({ builder }: Building): NodeId {
  return builder.add("constant", [], { values: Float64Array.of(1), rows: false });
}

/** The part's index and multiplier at the first row of each joint value. */
function partAt(
  part: TablePart,
  rows: Int32Array,
): { readonly index: Int32Array; readonly multiplier: Float64Array | undefined } {
  const index = new Int32Array(rows.length);
  if (part.kind === "table") {
    const { codes } = part.table.codes;
    for (let t = 0; t < rows.length; t++) index[t] = codes[rows[t]!]!;
    return { index, multiplier: undefined };
  }
  const { index: given, entry, multiplier: numbers } = part.source;
  const multiplier = numbers && new Float64Array(rows.length);
  for (let t = 0; t < rows.length; t++) {
    index[t] = given ? given[rows[t]!]! : entry;
    if (multiplier) multiplier[t] = numbers[rows[t]!]!;
  }
  return { index, multiplier };
}

/** `scalars` are added to every entry. */
function addTable(building: Building, table: JointTable, scalars: readonly NodeId[]): NodeId {
  const { builder, mapped } = building;
  const rows = firstRows(table.codes);
  const size = table.codes.count;
  const inputs: NodeId[] = [];
  const indices: Int32Array[] = [];
  const multipliers: (Float64Array | undefined)[] = [];
  for (const part of table.parts) {
    const { index, multiplier } = partAt(part, rows);
    if (part.kind === "table") inputs.push(addTable(building, part.table, []));
    else if (part.source.table === undefined) inputs.push(constantOne(building));
    else inputs.push(mapped(part.source.table));
    indices.push(index);
    multipliers.push(multiplier);
  }
  for (const scalar of scalars) {
    inputs.push(scalar);
    indices.push(new Int32Array(size));
    multipliers.push(undefined);
  }
  return builder.add("table_sum", inputs, { size, indices, multipliers }, tableLabel(table));
}

/** What is left of an addend whose columns went partly or wholly into tables. */
function addRemainder(
  { graph, builder, mapped }: Building,
  term: GraphNode,
  { sources, combined }: Combination,
): NodeId | undefined {
  const gone = sources.filter((source) => source.term === term && combined.has(source));
  if (gone.length === 0) return mapped(term.id);
  if (!isOp(term, "columns_times")) return undefined;
  const all = term.attributes.columns;
  const kept = all.map((_column, j) => j).filter((j) => gone.every(({ entry }) => entry !== j));
  if (kept.length === 0) return undefined;
  const label = termLabel(graph, term);
  const selection = { index: Int32Array.from(kept), multiplier: undefined, rows: false };
  const beta = builder.add("gather", [mapped(term.inputs[0]!)], selection, label);
  const columns = kept.map((j) => all[j]!);
  const names = kept.map((j) => term.attributes.names?.[j] ?? label);
  return builder.add("columns_times", [beta], { columns, rows: true, names }, label);
}

function addCombination(building: Building, combination: Combination, label?: string): NodeId {
  const { builder, mapped } = building;
  const { terms, tables, rowCount } = combination;
  const scalars = terms.filter(({ shape }) => !shape.rows).map(({ id }) => mapped(id));
  const smallest = tables.reduce((a, b) => (b.codes.count < a.codes.count ? b : a));
  const scalarsInTable = 2 * smallCosts.entry * smallest.codes.count < rowCosts.scalar * rowCount;
  const remainders = terms
    .filter(({ shape }) => shape.rows)
    .map((term) => addRemainder(building, term, combination))
    .filter((id) => id !== undefined);
  const gathers = tables.map((table) => {
    const held = scalarsInTable && table === smallest ? scalars : [];
    const attributes = { index: table.codes.codes, multiplier: undefined, rows: true };
    return builder.add("gather", [addTable(building, table, held)], attributes, tableLabel(table));
  });
  const addends = [...(scalarsInTable ? [] : scalars), ...remainders, ...gathers];
  return addends.length === 1 ? addends[0]! : builder.add("add", addends, {}, label);
}

function noteOf(table: JointTable): string {
  const labels = [...new Set(sourcesIn(table).map(({ label }) => label))];
  return `summed into one table of ${table.codes.count} entries: ${labels.join(", ")}`;
}

export const combineTables: Rewrite = (graph) => {
  const combinations = new Map<NodeId, Combination>();
  const predictors = [
    ...nodesOf(graph, "likelihood").map(({ inputs }) => inputs[0]!),
    ...nodesOf(graph, "aggregate").flatMap(({ inputs, attributes }) =>
      inputs.slice(0, attributes.outcomes - 1),
    ),
  ];
  for (const eta of predictors) {
    const combination = combine(graph, eta);
    if (combination.tables.length > 0) combinations.set(eta, combination);
  }
  if (combinations.size === 0) return { graph, notes: [] };
  const rewritten = copyGraph(graph, (node, builder, mapped) => {
    const combination = combinations.get(node.id);
    return combination && addCombination({ graph, builder, mapped }, combination, node.label);
  });
  const tables = [...combinations.values()].flatMap((combination) => combination.tables);
  return { graph: rewritten, notes: tables.map(noteOf) };
};
