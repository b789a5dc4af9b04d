/** Evaluates a plan: small nodes one by one in JavaScript, block programs on the kernels. */
import { bindNodes, type NodeBuffers } from "../graph/bind-nodes.js";
import type { NodeId } from "../graph/graph.js";
import type { BoundOp } from "../graph/op.js";
import { blockRows, type BlockProgram, type Plan } from "../graph/plan/plan.js";
import { deterministic } from "../math/index.js";
import type { LogDensity } from "../target/index.js";
import { encodeCalls, encodedBytes } from "./instruction-stream.js";
import { openKernelMemory, type Backend, type KernelMemory } from "./kernel-memory.js";

export interface Evaluator {
  readonly backend: Backend;
  readonly logDensity: LogDensity;
  readonly reportedCount: number;
  /** Writes every reported parameter at a position, in the order of the plan. */
  report(position: Float64Array, values: Float64Array): void;
}

export interface EvaluatorOptions {
  /** Default: WebAssembly where it exists. Both give the same bits. */
  readonly backend?: Backend;
}

/** Start of each part of the linear memory, in bytes; cache lines do not straddle parts. */
interface MemoryMap {
  readonly programs: readonly { readonly start: number; readonly end: number }[];
  readonly data: number;
  readonly private: number;
  readonly bytes: number;
}

const alignment = 64;

function aligned(bytes: number): number {
  return Math.ceil(bytes / alignment) * alignment;
}

function mapMemory(plan: Plan): MemoryMap {
  let next = alignment;
  const programs = plan.blockPrograms.map(({ calls }) => {
    const start = next;
    next += encodedBytes(calls);
    return { start, end: next };
  });
  const data = aligned(next);
  const privateStart = aligned(data + plan.dataBytes);
  return {
    programs,
    data,
    private: privateStart,
    bytes: aligned(privateStart + plan.privateBytes),
  };
}

/** Copies instructions and data to their places. */
function loadMemory(plan: Plan, map: MemoryMap, memory: KernelMemory): void {
  const { doubles, integers } = memory.views;
  plan.blockPrograms.forEach(({ calls }, i) => {
    integers.set(encodeCalls(calls, map), map.programs[i]!.start >> 2);
  });
  for (const { offset, values } of plan.data) {
    if (values instanceof Int32Array) integers.set(values, (map.data + offset) >> 2);
    else doubles.set(values, (map.data + offset) >> 3);
  }
}

function nodeBuffers(plan: Plan, map: MemoryMap, memory: KernelMemory): readonly NodeBuffers[] {
  const { doubles } = memory.views;
  const view = (offset: number, size: number): Float64Array =>
    doubles.subarray((map.private + offset) >> 3, ((map.private + offset) >> 3) + size);
  const buffers: NodeBuffers[] = [];
  for (const { node, value, adjoint, size } of plan.buffers) {
    buffers[node] = { value: view(value, size), adjoint: view(adjoint, size) };
  }
  return buffers;
}

/** The op of a `block_sum` node: runs its program and keeps the sum as the node's value. */
function blockSumOp(
  program: BlockProgram,
  place: { readonly start: number; readonly end: number },
  memory: KernelMemory,
  { value }: NodeBuffers,
): BoundOp {
  const { start, end } = place;
  const { rowCount } = program;
  return {
    forward() {
      value[0] = memory.run(start, end, rowCount, blockRows);
    },
    backward: () => undefined,
  };
}

/** Adjoints that follow each other (plans place buffers on 64-byte borders) as one view each. */
function adjointRanges(
  plan: Plan,
  map: MemoryMap,
  memory: KernelMemory,
  cleared: (node: NodeId) => boolean,
): readonly Float64Array[] {
  const sorted = plan.buffers
    .filter(({ node }) => cleared(node))
    .sort((a, b) => a.adjoint - b.adjoint);
  const ranges: { start: number; end: number }[] = [];
  for (const { adjoint, size } of sorted) {
    const last = ranges.at(-1);
    if (last !== undefined && adjoint === aligned(last.end)) last.end = adjoint + 8 * size;
    else ranges.push({ start: adjoint, end: adjoint + 8 * size });
  }
  return ranges.map(({ start, end }) =>
    memory.views.doubles.subarray((map.private + start) >> 3, (map.private + end) >> 3),
  );
}

/** `fill` costs more than it does on the few numbers of a scalar. */
function clear(range: Float64Array): void {
  if (range.length > 16) range.fill(0);
  else for (let i = 0; i < range.length; i++) range[i] = 0;
}

/** Nodes without a computation of their own, or computed once when the plan is opened. */
function isConstant(plan: Plan, node: NodeId): boolean {
  return plan.graph.nodes[node]!.op === "constant";
}

function bindPlan(plan: Plan, map: MemoryMap, memory: KernelMemory): BoundPlan {
  const buffers = nodeBuffers(plan, map, memory);
  const bound = [...bindNodes(plan.graph, deterministic, (id) => buffers[id]!)];
  plan.blockPrograms.forEach((program, i) => {
    const node = program.outputNode;
    bound[node] = blockSumOp(program, map.programs[i]!, memory, buffers[node]!);
  });
  bound.forEach((op, id) => {
    if (isConstant(plan, id)) op.forward();
  });
  const active = plan.graph.nodes
    .map(({ id }) => id)
    .filter((id) => id > 0 && !isConstant(plan, id));
  const density = active.filter((id) => id < plan.densityNodeCount);
  const isBlockSum = (id: NodeId): boolean => plan.graph.nodes[id]!.op === "block_sum";
  return {
    buffers,
    forward: density.map((id) => bound[id]!),
    backward: density
      .filter((id) => !isBlockSum(id))
      .map((id) => bound[id]!)
      .reverse(),
    report: active.filter((id) => !isBlockSum(id)).map((id) => bound[id]!),
    adjoints: adjointRanges(plan, map, memory, (id) => id < plan.densityNodeCount),
  };
}

interface BoundPlan {
  readonly buffers: readonly NodeBuffers[];
  readonly forward: readonly BoundOp[];
  readonly backward: readonly BoundOp[];
  readonly report: readonly BoundOp[];
  readonly adjoints: readonly Float64Array[];
}

export function openEvaluator(plan: Plan, options: EvaluatorOptions = {}): Evaluator {
  const map = mapMemory(plan);
  const memory = openKernelMemory(map.bytes, options.backend);
  loadMemory(plan, map, memory);
  const { buffers, forward, backward, report, adjoints } = bindPlan(plan, map, memory);
  const position = buffers[0]!;
  const output = buffers[plan.graph.output]!;
  const reported = plan.graph.reported.map(({ node }) => buffers[node]!.value);
  return {
    backend: memory.backend,
    logDensity: {
      dimension: plan.dimension,
      logDensityAndGradient(at, gradient) {
        position.value.set(at);
        for (const range of adjoints) clear(range);
        for (const op of forward) op.forward();
        output.adjoint[0] = 1;
        for (const op of backward) op.backward();
        gradient.set(position.adjoint);
        return output.value[0]!;
      },
    },
    reportedCount: reported.reduce((count, values) => count + values.length, 0),
    report(at, values) {
      position.value.set(at);
      for (const op of report) op.forward();
      let offset = 0;
      for (const value of reported) {
        values.set(value, offset);
        offset += value.length;
      }
    },
  };
}
