/** Every parameter of a model with its prior: the user's where given, else the default. */
import type { Design, GroupBlock, StructuredBlock } from "../design/design-blocks.js";
import type { DiagnosticSink } from "../diagnostics/index.js";
import { weightedMean, weightedStandardDeviation } from "../math/index.js";
import type { DefaultPrior, Family, LinkName } from "../vocabulary/index.js";
import { blockMoments } from "./column-moments.js";
import type { Moments } from "./column-moments.js";
import type { ModelRequest } from "./model-request.js";
import type {
  GroupParameters,
  ModelSpec,
  ResolvedPrior,
  StructuredParameters,
} from "./model-spec.js";
import { assignPriors } from "./priors/assign-priors.js";
import { defaultPriors } from "./priors/default-priors.js";
import { inlaDefaultPriors } from "./priors/inla-default-priors.js";
import type { PriorScaling } from "./priors/default-scales.js";
import { fitPrior } from "./priors/fit-prior.js";
import { priorSlots } from "./priors/prior-slot.js";
import type { CommonSlot, PriorSlot } from "./priors/prior-slot.js";
import { rowWeights } from "./row-weights.js";
import { spanEntry } from "./checks/block-span.js";

export type ModelParameters = Pick<
  ModelSpec,
  "intercept" | "common" | "group" | "structured" | "auxiliary"
>;

/** Undefined after reporting that some parameter has no usable prior. */
export function resolveParameters(
  request: ModelRequest,
  design: Design,
  family: Family,
  link: LinkName,
  sink: DiagnosticSink,
): ModelParameters | undefined {
  const scaling = priorScaling(request, design, family, link);
  const auxiliary = design.response.standardErrors ? [] : family.auxiliary;
  const slots = priorSlots(design.predictor, auxiliary);
  const moments = commonMoments(slots, scaling.weights);
  const given = assignPriors(request.priors, slots, sink);
  const defaults =
    request.defaultPriors === "r-inla"
      ? inlaDefaultPriors(slots)
      : defaultPriors(slots, given, moments, scaling);
  const priors = new Map<PriorSlot, ResolvedPrior>();
  const notes = onceEach(sink);
  for (const slot of slots) {
    const asked = given.get(slot);
    const prior = asked
      ? fitPrior(asked, slot, notes)
      : fromDefault(slot, defaults.get(slot), request.formula.span.file, sink);
    if (prior) priors.set(slot, prior);
  }
  return priors.size === slots.length ? gather(slots, priors, moments, design) : undefined;
}

/** One report for each span and code: a class prior that fits many parameters is noted once. */
function onceEach(sink: DiagnosticSink): DiagnosticSink {
  const seen = new Set<string>();
  return {
    report: (diagnostic) => {
      const key = `${diagnostic.code}:${diagnostic.span?.start ?? -1}`;
      if (!seen.has(key)) sink.report(diagnostic);
      seen.add(key);
    },
  };
}

function priorScaling(
  { defaultPriors: rule }: ModelRequest,
  { response }: Design,
  family: Family,
  link: LinkName,
): PriorScaling {
  const weights = rule === "rows" ? undefined : rowWeights(response);
  const by = response.trials ? "trials" : "weights";
  const { scaledByResponse: byResponse } = family;
  return {
    responseMean: byResponse ? weightedMean(response.values, weights) : 0,
    responseSd: byResponse ? weightedStandardDeviation(response.values, weights) : 1,
    byResponse,
    unitSlopes: family.trials !== undefined && (link === "logit" || link === "probit"),
    weights,
    weightingText: weights ? `, rows weighted by ${by}` : "",
  };
}

function commonMoments(
  slots: readonly PriorSlot[],
  weights: Float64Array | undefined,
): ReadonlyMap<CommonSlot, Moments> {
  const moments = new Map<CommonSlot, Moments>();
  let block: readonly Moments[] = [];
  for (const slot of slots) {
    if (slot.kind !== "common") continue;
    if (slot.column === 0) block = blockMoments(slot.block, weights);
    moments.set(slot, block[slot.column]!);
  }
  return moments;
}

function fromDefault(
  slot: PriorSlot,
  prior: DefaultPrior | undefined,
  file: string,
  sink: DiagnosticSink,
): ResolvedPrior | undefined {
  if (prior) {
    return {
      ...((slot.kind === "scale" || slot.kind === "structured scale") && { scale: "sd" }),
      ...prior,
      source: "default",
      ...(slot.kind === "intercept" && { at: "means" }),
    };
  }
  sink.report({
    code: "unscaled-prior",
    severity: "error",
    message: `\`${slot.name}\` has no default prior: its column does not vary, and 2.5 sd(y) / sd(x) is infinite`,
    ...("block" in slot && spanEntry(slot.block, file)),
    help: "give it a prior of its own",
  });
  return undefined;
}

function gather(
  slots: readonly PriorSlot[],
  priors: ReadonlyMap<PriorSlot, ResolvedPrior>,
  moments: ReadonlyMap<CommonSlot, Moments>,
  { predictor }: Design,
): ModelParameters {
  const intercept = slots.find(({ kind }) => kind === "intercept");
  return {
    intercept: intercept && { name: "Intercept", prior: priors.get(intercept)! },
    common: slots
      .filter((slot) => slot.kind === "common")
      .map((slot) => ({
        name: slot.name,
        term: slot.block.term,
        columnMean: moments.get(slot)!.mean,
        prior: priors.get(slot)!,
      })),
    group: predictor.group.map((block) => groupParameters(block, slots, priors)),
    structured: predictor.structured.map((block) => structuredParameters(block, slots, priors)),
    auxiliary: slots
      .filter(({ kind }) => kind === "auxiliary")
      .map((slot) => ({ name: slot.name, prior: priors.get(slot)! })),
  };
}

function structuredParameters(
  block: StructuredBlock,
  slots: readonly PriorSlot[],
  priors: ReadonlyMap<PriorSlot, ResolvedPrior>,
): StructuredParameters {
  const own = slots.filter((slot) => "block" in slot && slot.block === block);
  const scale = own.find(({ kind }) => kind === "structured scale")!;
  const shape = own.find((slot) => slot.kind === "shape");
  return {
    term: block.term,
    scaleName: scale.name,
    scalePrior: priors.get(scale)!,
    ...(shape && {
      shape: { kind: shape.shape, name: shape.name, prior: priors.get(shape)! },
    }),
  };
}

function groupParameters(
  block: GroupBlock,
  slots: readonly PriorSlot[],
  priors: ReadonlyMap<PriorSlot, ResolvedPrior>,
): GroupParameters {
  const own = slots.filter((slot) => "block" in slot && slot.block === block);
  const scales = own.filter(({ kind }) => kind === "scale");
  const correlation = own.find(({ kind }) => kind === "correlation");
  return {
    term: block.term,
    scaleNames: scales.map(({ name }) => name),
    scalePriors: scales.map((slot) => priors.get(slot)!),
    ...(correlation && { correlationPrior: priors.get(correlation)! }),
  };
}
