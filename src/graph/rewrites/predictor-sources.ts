/** Addends of a linear predictor as tables looked up by row: what can be summed into joint tables. */
import type { Graph, GraphNode, NodeId } from "../graph.js";
import { isOp } from "../node-queries.js";
import { rowCosts } from "../plan/cost.js";
import { termLabel } from "./predictor-terms.js";
import { codesOfIndices, codesOfNumbers, jointCodes, type RowCodes } from "./row-codes.js";

/** One addend: multiplier[i] · table[index[i]] in row i. */
export interface TableSource {
  /** Undefined stands for the number 1. */
  readonly table: NodeId | undefined;
  /** Undefined stands for `entry` in every row. */
  readonly index: Int32Array | undefined;
  readonly entry: number;
  readonly multiplier: Float64Array | undefined;
  readonly label: string;
  /** Nanoseconds per row as it stands. */
  readonly rowCost: number;
  /** Equal where index and multiplier are equal, without gaps. */
  readonly codes: RowCodes;
  /** The addend that it comes from, and its column there. */
  readonly term: GraphNode;
}

/** Columns with more distinct values than this are left as columns. */
const mostDistinct = 4096;

/** Codes without gaps; undefined when there are more than `limit`. */
function compact(codes: RowCodes, limit: number): RowCodes | undefined {
  const same = { codes: new Int32Array(codes.codes.length), count: 1 };
  return jointCodes(same, codes, limit);
}

function gatherSource(
  graph: Graph,
  term: GraphNode<"gather">,
  limit: number,
): TableSource | undefined {
  const { index, multiplier } = term.attributes;
  const levels = compact(codesOfIndices(index), limit);
  const numbers = multiplier && codesOfNumbers(multiplier, limit);
  const codes = multiplier ? levels && numbers && jointCodes(levels, numbers, limit) : levels;
  return (
    codes && {
      table: term.inputs[0]!,
      index,
      entry: 0,
      multiplier,
      label: termLabel(graph, term),
      rowCost: multiplier ? rowCosts.slope : rowCosts.gather,
      codes,
      term,
    }
  );
}

function columnSource(
  term: GraphNode,
  values: Float64Array,
  entry: number,
  limit: number,
  label: string,
): TableSource | undefined {
  const codes = codesOfNumbers(values, limit);
  const isOffset = isOp(term, "constant");
  return (
    codes && {
      table: isOffset ? undefined : term.inputs[0]!,
      index: undefined,
      entry,
      multiplier: values,
      label,
      rowCost: isOffset ? rowCosts.offset : rowCosts.column,
      codes,
      term,
    }
  );
}

/** The tables of an addend; its columns that take too many values are left out. */
export function sourcesOf(graph: Graph, term: GraphNode, rowCount: number): readonly TableSource[] {
  const limit = Math.min(mostDistinct, Math.floor(rowCount / 2));
  if (!term.shape.rows) return [];
  if (isOp(term, "gather")) {
    const source = gatherSource(graph, term, limit);
    return source ? [source] : [];
  }
  const label = termLabel(graph, term);
  if (isOp(term, "constant")) {
    const source = columnSource(term, term.attributes.values, 0, limit, label);
    return source ? [source] : [];
  }
  if (!isOp(term, "columns_times")) return [];
  const { columns, names } = term.attributes;
  return columns
    .map((values, j) => columnSource(term, values, j, limit, names?.[j] ?? label))
    .filter((source) => source !== undefined);
}
