/**
 * Small nodes that are look-ups or matrix products of some size, as programs of the same kernels
 * that run over observations: several times faster there than entry by entry in JavaScript.
 */
import {
  isOp,
  type GraphNode,
  type KernelArgument,
  type KernelCall,
  type NodeId,
  type Plan,
} from "../graph/index.js";
import { kernelCall } from "../graph/plan/kernel-call.js";
import { openDataRegion, type DataRegion } from "../graph/plan/memory-layout.js";
import { blockRows } from "../graph/plan/plan.js";
import { aligned } from "./program-memory.js";
import type { Programs } from "./programs.js";

/** Programs of the plan with those of its small nodes after them. */
export interface NodePrograms {
  readonly programs: Programs;
  /** Positions among the programs, by node. */
  readonly ofNode: ReadonlyMap<NodeId, { readonly forward: number; readonly backward: number }>;
}

/** Calling a kernel pays from about this many multiplications or look-ups. */
const leastWork = 32;

interface CallLists {
  readonly rowCount: number;
  readonly forward: readonly KernelCall[];
  readonly backward: readonly KernelCall[];
}

/** Where the buffers of nodes are. */
interface Addresses {
  readonly data: DataRegion;
  readonly zero: KernelArgument;
  /** Whole small vectors. */
  readonly value: (node: NodeId) => KernelArgument;
  readonly adjoint: (node: NodeId) => KernelArgument;
}

/** As the rows of a program: block after block. */
function asRows(argument: KernelArgument): KernelArgument {
  return argument.kind === "private" ? { ...argument, stride: 8 * blockRows } : argument;
}

function columnsCalls(
  { id, inputs, attributes, shape }: GraphNode<"columns_times">,
  { data, zero, value, adjoint }: Addresses,
): CallLists | undefined {
  const { columns } = attributes;
  if (columns.length * shape.size < leastWork) return undefined;
  const { start, stride } = data.columns(columns);
  const [beta] = inputs;
  const named = {
    out: asRows(value(id)),
    value: zero,
    X: start,
    columnStride: { kind: "count", value: stride },
    columnCount: { kind: "count", value: columns.length },
    beta: value(beta!),
    dBeta: adjoint(beta!),
    d: asRows(adjoint(id)),
  } as const;
  return {
    rowCount: shape.size,
    forward: [kernelCall("fill", named, "zero"), kernelCall("columns_times", named, "product")],
    backward: [kernelCall("columns_transposed", named, "product")],
  };
}

function tableCalls(
  { id, inputs, attributes, shape }: GraphNode<"table_sum">,
  { data, zero, value, adjoint }: Addresses,
): CallLists | undefined {
  const { indices, multipliers } = attributes;
  if (inputs.length * shape.size < leastWork) return undefined;
  const rows = { out: asRows(value(id)), d: asRows(adjoint(id)), value: zero };
  const forward = [kernelCall("fill", rows, "zero")];
  const backward: KernelCall[] = [];
  inputs.forEach((input, k) => {
    const named = {
      ...rows,
      table: value(input),
      dTable: adjoint(input),
      index: data.indices(indices[k]!),
    };
    const multiplier = multipliers[k];
    if (multiplier) {
      const x = data.numbers(multiplier);
      forward.push(kernelCall("gather_multiply_add", { ...named, x }, "addend"));
      backward.push(kernelCall("scatter_multiply_add", { ...named, x }, "addend"));
    } else {
      forward.push(kernelCall("gather_add", named, "addend"));
      backward.push(kernelCall("scatter_add", named, "addend"));
    }
  });
  return { rowCount: shape.size, forward, backward };
}

function callsOf(node: GraphNode, addresses: Addresses): CallLists | undefined {
  if (isOp(node, "columns_times")) return columnsCalls(node, addresses);
  return isOp(node, "table_sum") ? tableCalls(node, addresses) : undefined;
}

/** Moves what a call reads of a data region of its own behind the plan's. */
function behind(base: number, call: KernelCall): KernelCall {
  const moved = call.arguments.map((argument) =>
    argument.kind === "data" ? { ...argument, offset: base + argument.offset } : argument,
  );
  return { ...call, arguments: moved };
}

export function withNodePrograms(plan: Plan): NodePrograms {
  const data = openDataRegion();
  const zero = data.numbers(Float64Array.of(0));
  const places = new Map(plan.buffers.map((buffer) => [buffer.node, buffer]));
  const at = (offset: number): KernelArgument => ({ kind: "private", offset, stride: 0 });
  const addresses: Addresses = {
    data,
    zero: zero.kind === "data" ? { ...zero, stride: 0 } : zero,
    value: (node) => at(places.get(node)!.value),
    adjoint: (node) => at(places.get(node)!.adjoint),
  };
  const base = aligned(plan.dataBytes);
  const blockPrograms: Programs["blockPrograms"][number][] = [...plan.blockPrograms];
  const ofNode = new Map<NodeId, { forward: number; backward: number }>();
  for (const node of plan.graph.nodes) {
    const lists = callsOf(node, addresses);
    if (lists === undefined) continue;
    const { rowCount, forward, backward } = lists;
    ofNode.set(node.id, { forward: blockPrograms.length, backward: blockPrograms.length + 1 });
    for (const calls of [forward, backward]) {
      blockPrograms.push({ rowCount, calls: calls.map((call) => behind(base, call)) });
    }
  }
  const contents = data.contents.map(({ offset, values }) => ({ offset: base + offset, values }));
  return {
    ofNode,
    programs: {
      blockPrograms,
      data: [...plan.data, ...contents],
      dataBytes: base + data.bytes,
      privateBytes: plan.privateBytes,
    },
  };
}
