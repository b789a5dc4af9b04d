/** Evaluates a plan: small nodes one by one in JavaScript, block programs on the kernels. */
import {
  ancestors,
  bindNodes,
  type BoundOp,
  type NodeBuffers,
  type NodeId,
  type Plan,
} from "../graph/index.js";
import { deterministic } from "../math/index.js";
import type { LogDensity } from "../target/index.js";
import type { Backend } from "./kernel-memory.js";
import { withNodePrograms, type NodePrograms } from "./node-programs.js";
import { aligned, openProgramMemory, type ProgramMemory } from "./program-memory.js";

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

/** The nodes that compute something, bound to their buffers, in the order in which they run. */
interface BoundPlan {
  readonly buffers: readonly NodeBuffers[];
  readonly forward: readonly BoundOp[];
  readonly backward: readonly BoundOp[];
  readonly report: readonly BoundOp[];
  /** What is set to zero before every gradient. */
  readonly adjoints: readonly Float64Array[];
}

function nodeBuffers(plan: Plan, memory: ProgramMemory): readonly NodeBuffers[] {
  const buffers: NodeBuffers[] = [];
  for (const { node, value, adjoint, size } of plan.buffers) {
    buffers[node] = { value: memory.view(value, size), adjoint: memory.view(adjoint, size) };
  }
  return buffers;
}

/** Adjoints that follow each other (plans place buffers on 64-byte borders) as one view each. */
function adjointViews(plan: Plan, memory: ProgramMemory): readonly Float64Array[] {
  const sorted = plan.buffers
    .filter(({ node }) => node < plan.densityNodeCount)
    .sort((a, b) => a.adjoint - b.adjoint);
  const ranges: { start: number; end: number }[] = [];
  for (const { adjoint, size } of sorted) {
    const last = ranges.at(-1);
    if (last !== undefined && adjoint === aligned(last.end)) last.end = adjoint + 8 * size;
    else ranges.push({ start: adjoint, end: adjoint + 8 * size });
  }
  return ranges.map(({ start, end }) => memory.view(start, (end - start) / 8));
}

/** The op of a `block_sum` node: its program writes adjoints too, so that nothing is left to pull back. */
function blockSumOp(run: () => number, { value }: NodeBuffers): BoundOp {
  return {
    forward() {
      value[0] = run();
    },
    backward: () => undefined,
  };
}

function nodeProgramOp(forward: () => number, backward: () => number): BoundOp {
  return { forward: () => void forward(), backward: () => void backward() };
}

/** Small nodes in JavaScript, except those that have programs. */
function bindOps(
  plan: Plan,
  memory: ProgramMemory,
  buffers: readonly NodeBuffers[],
  ofNode: NodePrograms["ofNode"],
): readonly BoundOp[] {
  const bound = [...bindNodes(plan.graph, deterministic, (id) => buffers[id]!)];
  plan.blockPrograms.forEach(({ outputNode }, i) => {
    bound[outputNode] = blockSumOp(memory.runners[i]!, buffers[outputNode]!);
  });
  for (const [node, { forward, backward }] of ofNode) {
    bound[node] = nodeProgramOp(memory.runners[forward]!, memory.runners[backward]!);
  }
  return bound;
}

function bindPlan(plan: Plan, memory: ProgramMemory, ofNode: NodePrograms["ofNode"]): BoundPlan {
  const buffers = nodeBuffers(plan, memory);
  const bound = bindOps(plan, memory, buffers, ofNode);
  const isOp = (id: NodeId, op: string): boolean => plan.graph.nodes[id]!.op === op;
  bound.forEach((op, id) => {
    if (isOp(id, "constant")) op.forward();
  });
  const active = [...bound.keys()].filter((id) => !isOp(id, "constant") && !isOp(id, "position"));
  const density = active.filter((id) => id < plan.densityNodeCount);
  const small = (id: NodeId): boolean => !isOp(id, "block_sum");
  const reported = ancestors(
    plan.graph,
    plan.graph.reported.map(({ node }) => node),
  );
  const ops = (ids: readonly NodeId[]): readonly BoundOp[] => ids.map((id) => bound[id]!);
  return {
    buffers,
    forward: ops(density),
    backward: ops(density.filter(small)).toReversed(),
    report: ops(active.filter((id) => small(id) && reported[id] === 1)),
    adjoints: adjointViews(plan, memory),
  };
}

/** Copies into a longer or equal array; faster than `set` on the few numbers of a position. */
function copyInto(target: Float64Array, source: Float64Array): void {
  if (source.length > 64) target.set(source);
  else for (let i = 0; i < source.length; i++) target[i] = source[i]!;
}

function clear(view: Float64Array): void {
  if (view.length > 64) view.fill(0);
  else for (let i = 0; i < view.length; i++) view[i] = 0;
}

export function openEvaluator(plan: Plan, options: EvaluatorOptions = {}): Evaluator {
  const { programs, ofNode } = withNodePrograms(plan);
  const memory = openProgramMemory(programs, options.backend);
  const { buffers, forward, backward, report, adjoints } = bindPlan(plan, memory, ofNode);
  const position = buffers[0]!;
  const output = buffers[plan.graph.output]!;
  const reported = plan.graph.reported.map(({ node }) => buffers[node]!.value);
  return {
    backend: memory.backend,
    logDensity: {
      dimension: plan.dimension,
      logDensityAndGradient(at, gradient) {
        copyInto(position.value, at);
        for (const view of adjoints) clear(view);
        for (const op of forward) op.forward();
        output.adjoint[0] = 1;
        for (const op of backward) op.backward();
        copyInto(gradient, position.adjoint);
        return output.value[0]!;
      },
    },
    reportedCount: reported.reduce((count, values) => count + values.length, 0),
    report(at, values) {
      copyInto(position.value, at);
      for (const op of report) op.forward();
      let offset = 0;
      for (const value of reported) {
        values.set(value, offset);
        offset += value.length;
      }
    },
  };
}
