/** A likelihood lowered to the kernel calls of one block: predictor, likelihood, pullback. */
import type { NodeId } from "../graph.js";
import { likelihoods } from "../ops/index.js";
import { kernelCall } from "./kernel-call.js";
import type { KernelName } from "./kernel-signatures.js";
import { lowerLikelihood } from "./likelihood-lowering.js";
import type { DataRegion, Region } from "./memory-layout.js";
import { blockRows, type BlockProgram, type KernelArgument, type KernelCall } from "./plan.js";
import { gatherBatches, type GatherPart } from "./predictor-parts.js";
import type { LikelihoodRequest } from "./small-graph.js";

/** Where the program finds its operands. */
export interface LoweringContext {
  readonly data: DataRegion;
  readonly scratch: Region;
  readonly valueOf: (node: NodeId) => KernelArgument;
  readonly adjointOf: (node: NodeId) => KernelArgument;
}

interface CallPair {
  readonly forward: KernelCall;
  readonly pullback: KernelCall;
}

function rowBuffer(scratch: Region): KernelArgument {
  return { kind: "private", offset: scratch.reserve(8 * blockRows), stride: 0 };
}

function gatherCalls(
  batch: readonly GatherPart[],
  eta: KernelArgument,
  d: KernelArgument,
  context: LoweringContext,
): CallPair {
  const named: Record<string, KernelArgument> = { out: eta, d };
  batch.forEach(({ table, index }, position) => {
    const suffix = batch.length === 1 ? "" : String(position + 1);
    named[`table${suffix}`] = context.valueOf(table);
    named[`dTable${suffix}`] = context.adjointOf(table);
    named[`index${suffix}`] = context.data.indices(index);
  });
  const label = batch.map((part) => part.label).join(", ");
  const suffix = (["", "2", "3"] as const)[batch.length - 1]!;
  return {
    forward: kernelCall(`gather_add${suffix}`, named, label),
    pullback: kernelCall(`scatter_add${suffix}`, named, label),
  };
}

/** Forward and pullback of every addend that has parameters. */
function addendCalls(
  { parts }: LikelihoodRequest,
  eta: KernelArgument,
  d: KernelArgument,
  context: LoweringContext,
): readonly CallPair[] {
  const { data, valueOf, adjointOf } = context;
  const matrices = parts.matrices.map(({ beta, columns, label }): CallPair => {
    const { start, stride } = data.columns(columns);
    const named = {
      out: eta,
      X: start,
      columnStride: { kind: "count", value: stride },
      columnCount: { kind: "count", value: columns.length },
      beta: valueOf(beta),
      dBeta: adjointOf(beta),
      d,
    } as const;
    return {
      forward: kernelCall("columns_times", named, label),
      pullback: kernelCall("columns_transposed", named, label),
    };
  });
  const slopes = parts.slopes.map(({ table, index, multiplier, label }): CallPair => {
    const named = {
      out: eta,
      table: valueOf(table),
      dTable: adjointOf(table),
      index: data.indices(index),
      x: data.numbers(multiplier),
      d,
    };
    return {
      forward: kernelCall("gather_multiply_add", named, label),
      pullback: kernelCall("scatter_multiply_add", named, label),
    };
  });
  const gathers = gatherBatches(parts.gathers).map((batch) => gatherCalls(batch, eta, d, context));
  return [...matrices, ...gathers, ...slopes];
}

/** The row buffer's first contents: the constant part, or the offset. */
function startCalls(
  { start, parts }: LikelihoodRequest,
  eta: KernelArgument,
  { data, valueOf }: LoweringContext,
): readonly KernelCall[] {
  const offsets = parts.offsets.map(({ values, label }) => ({ x: data.numbers(values), label }));
  const fill =
    start === undefined
      ? []
      : [kernelCall("fill", { out: eta, value: valueOf(start) }, "constant part")];
  return [
    ...fill,
    ...offsets.map(({ x, label }, position) => {
      const kernel: KernelName = fill.length + position === 0 ? "copy" : "add_column";
      return kernelCall(kernel, { out: eta, x }, label);
    }),
  ];
}

/** Link, likelihood and the link's pullback. */
function responseCalls(
  { source, auxiliary, blockSum }: LikelihoodRequest,
  eta: KernelArgument,
  dEta: KernelArgument,
  { data, scratch, valueOf, adjointOf }: LoweringContext,
): readonly KernelCall[] {
  const { family, statistics } = source.attributes;
  const { kernel, inverse } = lowerLikelihood(source);
  const mu = inverse ? rowBuffer(scratch) : eta;
  const dMu = inverse ? rowBuffer(scratch) : dEta;
  const named: Record<string, KernelArgument> = { eta, dEta, mu, dMu };
  likelihoods[family].statistics.forEach((name, position) => {
    if (kernel === "bernoulli_logit" && name === "trials") return;
    const argument = kernel === "bernoulli_logit" ? "y" : name;
    named[argument] = data.numbers(statistics[position]!);
  });
  if (auxiliary !== undefined) {
    named["aux"] = valueOf(auxiliary);
    named["dAux"] = adjointOf(auxiliary);
  }
  const label = source.label ?? `block_sum %${blockSum}`;
  const likelihood = kernelCall(kernel, named, label);
  if (!inverse) return [likelihood];
  return [
    kernelCall(inverse.forward, named, "inverse link"),
    likelihood,
    kernelCall(inverse.pullback, named, "inverse link"),
  ];
}

export function lowerToBlocks(request: LikelihoodRequest, context: LoweringContext): BlockProgram {
  const eta = rowBuffer(context.scratch);
  const dEta = rowBuffer(context.scratch);
  const addends = addendCalls(request, eta, dEta, context);
  const { start, source, blockSum } = request;
  const hasScalar = request.parts.scalars.length > 0 && start !== undefined;
  const scalarPullback = hasScalar
    ? [kernelCall("sum_rows", { dValue: context.adjointOf(start), d: dEta }, "constant part")]
    : [];
  return {
    rowCount: source.attributes.statistics[0]!.length,
    outputNode: blockSum,
    calls: [
      ...startCalls(request, eta, context),
      ...addends.map(({ forward }) => forward),
      ...responseCalls(request, eta, dEta, context),
      ...scalarPullback,
      ...addends.map(({ pullback }) => pullback),
    ],
  };
}
