/** The addends of a linear predictor sorted by the kernels that compute them. */
import type { Graph, GraphNode, NodeId } from "../graph.js";
import { isOp } from "../node-queries.js";
import { predictorTerms, termLabel } from "../rewrites/predictor-terms.js";

export interface GatherPart {
  readonly table: NodeId;
  readonly index: Int32Array;
  readonly label: string;
}

export interface SlopePart extends GatherPart {
  readonly multiplier: Float64Array;
}

export interface MatrixPart {
  readonly beta: NodeId;
  readonly columns: readonly Float64Array[];
  readonly label: string;
}

export interface OffsetPart {
  readonly values: Float64Array;
  readonly label: string;
}

/** Node ids are those of the graph that the predictor was taken from. */
export interface PredictorParts {
  readonly scalars: readonly NodeId[];
  readonly offsets: readonly OffsetPart[];
  readonly matrices: readonly MatrixPart[];
  readonly gathers: readonly GatherPart[];
  readonly slopes: readonly SlopePart[];
}

interface Collected {
  scalars: NodeId[];
  offsets: OffsetPart[];
  matrices: MatrixPart[];
  gathers: GatherPart[];
  slopes: SlopePart[];
}

function collect(graph: Graph, node: GraphNode, parts: Collected): void {
  const label = termLabel(graph, node);
  const input = node.inputs[0]!;
  if (!node.shape.rows) parts.scalars.push(node.id);
  else if (isOp(node, "constant")) parts.offsets.push({ values: node.attributes.values, label });
  else if (isOp(node, "columns_times")) {
    parts.matrices.push({ beta: input, columns: node.attributes.columns, label });
  } else if (isOp(node, "gather")) {
    const { index, multiplier } = node.attributes;
    if (multiplier) parts.slopes.push({ table: input, index, multiplier, label });
    else parts.gathers.push({ table: input, index, label });
  } else throw new Error(`no kernel adds ${node.op} to a linear predictor`);
}

export function predictorParts(graph: Graph, eta: NodeId): PredictorParts {
  const parts: Collected = { scalars: [], offsets: [], matrices: [], gathers: [], slopes: [] };
  for (const node of predictorTerms(graph, eta)) collect(graph, node, parts);
  return parts;
}

/** Every small node that the parts read. */
export function partInputs({ scalars, matrices, gathers, slopes }: PredictorParts): NodeId[] {
  return [
    ...scalars,
    ...matrices.map(({ beta }) => beta),
    ...gathers.map(({ table }) => table),
    ...slopes.map(({ table }) => table),
  ];
}

/**
 * Gathers in batches of at most three that one kernel call does together. Tables within a batch
 * differ: a kernel that scatters into three tables may hold entries of all of them at once.
 */
export function gatherBatches(gathers: readonly GatherPart[]): readonly (readonly GatherPart[])[] {
  const batches: GatherPart[][] = [];
  for (const part of gathers) {
    const open = batches.find(
      (batch) => batch.length < 3 && batch.every(({ table }) => table !== part.table),
    );
    if (open) open.push(part);
    else batches.push([part]);
  }
  return batches;
}
