/** The linear predictor's design matrix read row by row, with only the entries that can differ from zero. */
import type { Graph, GraphNode, NodeId } from "../graph.js";
import { isOp } from "../node-queries.js";

/** Entries of one row; columns may repeat, and the arrays are overwritten by the next read. */
export interface DesignRow {
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

export interface DesignRows {
  /** The small nodes whose entries are the coefficients, in the order of columns. */
  readonly coefficients: readonly NodeId[];
  readonly columnCount: number;
  /** Entries of every row. */
  readonly entryCount: number;
  read(i: number): DesignRow;
  /** What does not depend on parameters. */
  offset(i: number): number;
}

/** Writes the entries of one addend from `at` on. */
type Writer = (i: number, columns: Int32Array, values: Float64Array) => void;

interface Addend {
  readonly coefficients: NodeId;
  readonly entries: number;
  readonly writer: (firstColumn: number, at: number) => Writer;
}

function scalarAddend(coefficients: NodeId): Addend {
  return {
    coefficients,
    entries: 1,
    writer: (first, at) => (_i, columns, values) => {
      columns[at] = first;
      values[at] = 1;
    },
  };
}

function matrixAddend(coefficients: NodeId, matrix: readonly Float64Array[]): Addend {
  return {
    coefficients,
    entries: matrix.length,
    writer: (first, at) => (i, columns, values) => {
      for (let j = 0; j < matrix.length; j++) {
        columns[at + j] = first + j;
        values[at + j] = matrix[j]![i]!;
      }
    },
  };
}

function gatherAddend(coefficients: NodeId, node: GraphNode<"gather">): Addend {
  const { index, multiplier } = node.attributes;
  return {
    coefficients,
    entries: 1,
    writer: (first, at) => (i, columns, values) => {
      columns[at] = first + index[i]!;
      values[at] = multiplier ? multiplier[i]! : 1;
    },
  };
}

function patternAddend(coefficients: NodeId, node: GraphNode<"pattern_times">): Addend {
  const { index, multiplier, patterns, patternCount } = node.attributes;
  const width = patterns.length / patternCount;
  return {
    coefficients,
    entries: width,
    writer: (first, at) => (i, columns, values) => {
      const factor = multiplier ? multiplier[i]! : 1;
      for (let j = 0; j < width; j++) {
        columns[at + j] = first + j;
        values[at + j] = patterns[index[i]! * width + j]! * factor;
      }
    },
  };
}

function addendOf(node: GraphNode): Addend {
  if (!node.shape.rows) return scalarAddend(node.id);
  const coefficients = node.inputs[0]!;
  if (isOp(node, "columns_times")) return matrixAddend(coefficients, node.attributes.columns);
  if (isOp(node, "gather")) return gatherAddend(coefficients, node);
  if (isOp(node, "pattern_times")) return patternAddend(coefficients, node);
  throw new Error(`${node.op} is not linear in parameters`);
}

/** Addends that read the same small node share its columns. */
export function openDesignRows(graph: Graph, terms: readonly GraphNode[]): DesignRows {
  const offsets: Float64Array[] = [];
  const firstColumns = new Map<NodeId, number>();
  const writers: Writer[] = [];
  let columnCount = 0;
  let entryCount = 0;
  for (const term of terms) {
    if (isOp(term, "constant") && term.attributes.rows) {
      offsets.push(term.attributes.values);
      continue;
    }
    const { coefficients, entries, writer } = addendOf(term);
    const first = firstColumns.get(coefficients) ?? columnCount;
    if (first === columnCount) columnCount += graph.nodes[coefficients]!.shape.size;
    firstColumns.set(coefficients, first);
    writers.push(writer(first, entryCount));
    entryCount += entries;
  }
  const row = { columns: new Int32Array(entryCount), values: new Float64Array(entryCount) };
  return {
    coefficients: [...firstColumns.keys()],
    columnCount,
    entryCount,
    read(i) {
      for (const write of writers) write(i, row.columns, row.values);
      return row;
    },
    offset: (i) => offsets.reduce((total, values) => total + values[i]!, 0),
  };
}
