/** Brings a user's prior onto the values that its parameter may take. */
import type { DiagnosticSink } from "../../diagnostics/index.js";
import { distributionNamed, printDistribution } from "../../vocabulary/index.js";
import type { DistributionValue } from "../../vocabulary/index.js";
import type { ResolvedPrior } from "../model-spec.js";
import type { PriorRequest } from "./prior-request.js";
import type { PriorSlot } from "./prior-slot.js";

/** The prior as the model uses it, or undefined after reporting that it cannot be. */
export function fitPrior(
  request: PriorRequest,
  slot: PriorSlot,
  sink: DiagnosticSink,
): ResolvedPrior | undefined {
  const isCorrelation = slot.kind === "correlation";
  if (isCorrelation !== (request.distribution.name === "LKJ")) {
    reportWrongKind(request, slot, sink);
    return undefined;
  }
  if (request.distribution.name === "PC" && !isScaleSlot(slot)) {
    reportNoScale(request, slot, sink);
    return undefined;
  }
  const distribution = isCorrelation ? request.distribution : withinRange(request, slot, sink);
  if (!distribution) return undefined;
  return {
    distribution,
    source: "user",
    span: request.span,
    reason: `given for ${request.text}`,
    ...((slot.kind === "scale" || slot.kind === "auxiliary") && { scale: scaleOf(request) }),
    ...(slot.kind === "intercept" && { at: placeOf(request) }),
  };
}

/** PC is a prior of the sd whichever scale it is written for. */
function scaleOf({ target, distribution }: PriorRequest): "sd" | "precision" | "variance" {
  if (distribution.name === "PC") return "sd";
  return target.kind === "scale" || target.kind === "auxiliary scale" ? target.scale : "sd";
}

function placeOf({ target }: PriorRequest): "means" | "zero" {
  return target.kind === "intercept" ? target.at : "means";
}

/** The half of a distribution that is symmetric around zero. */
function halfOf({ name, parameters }: DistributionValue): DistributionValue | undefined {
  const [a, b, c] = parameters;
  if (name === "Normal" && a === 0) return { name: "HalfNormal", parameters: [b!] };
  if (name === "StudentT" && b === 0) return { name: "HalfStudentT", parameters: [a!, c!] };
  if (name === "Cauchy" && a === 0) return { name: "HalfCauchy", parameters: [b!] };
  return undefined;
}

function withinRange(
  request: PriorRequest,
  { name, range }: PriorSlot,
  sink: DiagnosticSink,
): DistributionValue | undefined {
  const { distribution } = request;
  const support = distributionNamed(distribution.name).support(distribution.parameters);
  const lower = Math.max(range.lower, support.lower);
  const upper = Math.min(range.upper, support.upper);
  if (!(lower < upper)) {
    reportNoRoom(request, name, sink);
    return undefined;
  }
  if (support.lower >= range.lower && support.upper <= range.upper) return distribution;
  if (distribution.name === "Flat") return distribution;
  const half = halfOf(distribution);
  sink.report({
    code: "prior-restricted",
    severity: "note",
    message: half
      ? `\`${name}\` is positive: the prior counts as \`${printDistribution(half)}\``
      : `\`${name}\` is positive: the prior counts only above zero`,
    span: request.span,
  });
  return half ?? distribution;
}

function isScaleSlot(slot: PriorSlot): boolean {
  return slot.kind === "scale" || (slot.kind === "auxiliary" && slot.name === "sigma");
}

function reportNoScale({ span }: PriorRequest, { name }: PriorSlot, sink: DiagnosticSink): void {
  sink.report({
    code: "prior-cannot-fit",
    severity: "error",
    message: `PC is a prior of standard deviations, and \`${name}\` is none`,
    span,
    expected: "a distribution such as Normal(0, 1)",
  });
}

function reportNoRoom(
  { distribution, span }: PriorRequest,
  name: string,
  sink: DiagnosticSink,
): void {
  sink.report({
    code: "prior-cannot-fit",
    severity: "error",
    message: `\`${printDistribution(distribution)}\` leaves no possible value for \`${name}\``,
    span,
    expected: "a distribution with probability above zero",
  });
}

function reportWrongKind(
  { distribution, span }: PriorRequest,
  slot: PriorSlot,
  sink: DiagnosticSink,
): void {
  sink.report({
    code: "prior-cannot-fit",
    severity: "error",
    message:
      slot.kind === "correlation"
        ? `\`${distribution.name}\` is not a distribution of correlations`
        : `LKJ is a distribution of correlations, \`${slot.name}\` is a single number`,
    span,
    expected: slot.kind === "correlation" ? "LKJ(eta)" : "a distribution such as Normal(0, 1)",
  });
}
