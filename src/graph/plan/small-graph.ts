/** The part of a graph that runs node by node: everything but values with one entry per observation. */
import { openGraphBuilder, type GraphBuilder } from "../graph-builder.js";
import type { Graph, GraphNode, NodeId } from "../graph.js";
import { ancestors, isOp } from "../node-queries.js";
import { predictorParts, partInputs, type PredictorParts } from "./predictor-parts.js";

/** A likelihood to be lowered to a block program; ids are those of the small graph. */
export interface LikelihoodRequest {
  readonly source: GraphNode<"likelihood">;
  readonly parts: PredictorParts;
  /** The scalar that every row starts from; undefined when the rows start from an offset. */
  readonly start: NodeId | undefined;
  readonly auxiliary: NodeId | undefined;
  readonly blockSum: NodeId;
}

export interface SmallGraph {
  readonly graph: Graph;
  readonly densityNodeCount: number;
  readonly requests: readonly LikelihoodRequest[];
}

/** The pullback of a block program supposes that d output / d likelihood is 1. */
function requireUnitWeight(graph: Graph, id: NodeId): void {
  const users = graph.nodes.filter(({ inputs }) => inputs.includes(id));
  if (id === graph.output && users.length === 0) return;
  const [user, ...others] = users;
  const once = user?.inputs.filter((input) => input === id).length === 1 && others.length === 0;
  if (!once || !isOp(user, "add") || id === graph.output) {
    throw new Error("a likelihood must be an addend of the log density");
  }
  requireUnitWeight(graph, user.id);
}

/** One scalar for all the addends that do not vary over rows. */
function startOf(parts: PredictorParts, builder: GraphBuilder): NodeId | undefined {
  const { scalars, offsets } = parts;
  if (scalars.length === 1) return scalars[0];
  if (scalars.length > 1) return builder.add("add", scalars, {}, "constant part");
  if (offsets.length > 0) return undefined;
  return builder.add("constant", [], { values: new Float64Array(1), rows: false });
}

function mapParts(parts: PredictorParts, mapped: (id: NodeId) => NodeId): PredictorParts {
  return {
    scalars: parts.scalars.map(mapped),
    offsets: parts.offsets,
    matrices: parts.matrices.map((part) => ({ ...part, beta: mapped(part.beta) })),
    gathers: parts.gathers.map((part) => ({ ...part, table: mapped(part.table) })),
    slopes: parts.slopes.map((part) => ({ ...part, table: mapped(part.table) })),
  };
}

function requestOf(
  graph: Graph,
  source: GraphNode<"likelihood">,
  builder: GraphBuilder,
  mapped: (id: NodeId) => NodeId,
): LikelihoodRequest {
  requireUnitWeight(graph, source.id);
  const [eta, auxiliary] = source.inputs;
  const parts = mapParts(predictorParts(graph, eta!), mapped);
  const start = startOf(parts, builder);
  const auxiliaryNode = auxiliary === undefined ? undefined : mapped(auxiliary);
  const inputs = [start, auxiliaryNode, ...partInputs({ ...parts, scalars: [] })];
  const blockSum = builder.add(
    "block_sum",
    [...new Set(inputs.filter((id) => id !== undefined))],
    { rowCount: graph.nodes[eta!]!.shape.size },
    source.label ?? "likelihood",
  );
  return { source, parts, start, auxiliary: auxiliaryNode, blockSum };
}

export function splitSmallGraph(graph: Graph): SmallGraph {
  const builder = openGraphBuilder(graph.positionSize);
  const ids = new Int32Array(graph.nodes.length).fill(-1);
  ids[0] = 0;
  const mapped = (id: NodeId): NodeId => ids[id]!;
  const requests: LikelihoodRequest[] = [];
  const copy = (node: GraphNode): NodeId => {
    if (!isOp(node, "likelihood")) {
      return builder.add(node.op, node.inputs.map(mapped), node.attributes, node.label);
    }
    const request = requestOf(graph, node, builder, mapped);
    requests.push(request);
    return request.blockSum;
  };
  const copyNeeded = (roots: readonly NodeId[]): void => {
    const needed = ancestors(graph, roots);
    for (const node of graph.nodes) {
      if (needed[node.id] && ids[node.id] === -1 && !node.shape.rows) ids[node.id] = copy(node);
    }
  };
  copyNeeded([graph.output]);
  const output = withConstants(builder, mapped(graph.output), requests);
  copyNeeded(graph.reported.map(({ node }) => node));
  for (const { node, parameters } of graph.reported) builder.report(mapped(node), parameters);
  return { graph: builder.finish(output), densityNodeCount: output + 1, requests };
}

/** Kernels leave out what depends on data alone; it is added here, once. */
function withConstants(
  builder: GraphBuilder,
  output: NodeId,
  requests: readonly LikelihoodRequest[],
): NodeId {
  const total = requests.reduce((sum, { source }) => sum + source.attributes.constant, 0);
  if (requests.length === 0) return output;
  const values = Float64Array.of(total);
  const constant = builder.add("constant", [], { values, rows: false }, "constants of the data");
  return builder.add("add", [output, constant], {}, "log density");
}
