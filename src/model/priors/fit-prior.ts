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
  if (request.distribution.name === "PC") {
    const problem = problemOfComplexity(request.distribution.parameters, slot);
    if (problem) {
      reportComplexity(request, problem, sink);
      return undefined;
    }
  }
  const whole =
    isCorrelation ||
    isOnLogit(request) ||
    (slot.kind === "shape" && request.distribution.name === "PC");
  const distribution = whole ? request.distribution : withinRange(request, slot, sink);
  if (!distribution) return undefined;
  return {
    distribution,
    source: "user",
    span: request.span,
    reason: `given for ${request.text}`,
    ...(["scale", "structured scale", "auxiliary"].includes(slot.kind) && {
      scale: scaleOf(request),
    }),
    ...(isOnLogit(request) && { onLogit: true }),
    ...(slot.kind === "intercept" && { at: placeOf(request) }),
  };
}

/** PC is a prior of the sd whichever scale it is written for. */
function scaleOf({ target, distribution }: PriorRequest): "sd" | "precision" | "variance" {
  if (distribution.name === "PC") return "sd";
  return "scale" in target ? target.scale : "sd";
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
  const half = range.upper === Infinity ? halfOf(distribution) : undefined;
  const words = range.upper === Infinity ? "positive" : `between ${range.lower} and ${range.upper}`;
  const counts = half
    ? `counts as \`${printDistribution(half)}\``
    : `counts only ${range.upper === Infinity ? "above zero" : "there"}`;
  sink.report({
    code: "prior-restricted",
    severity: "note",
    message: `\`${name}\` is ${words}: the prior ${counts}`,
    span: request.span,
  });
  return half ?? distribution;
}

function isOnLogit({ target }: PriorRequest): boolean {
  return target.kind === "shape" && target.onLogit;
}

function isScaleSlot(slot: PriorSlot): boolean {
  const isSigma = slot.kind === "auxiliary" && slot.name === "sigma";
  return slot.kind === "scale" || slot.kind === "structured scale" || isSigma;
}

interface ComplexityProblem {
  readonly message: string;
  readonly expected: string;
}

/**
 * PC(u, alpha) says P(sd > u) = alpha of a scale, P(phi < u) = alpha of a share, and P(rho > u) = alpha of
 * a correlation, whose base is 1 and which therefore needs alpha > √((1 − u) / 2).
 */
function problemOfComplexity(
  [u, alpha]: readonly number[],
  slot: PriorSlot,
): ComplexityProblem | undefined {
  if (isScaleSlot(slot))
    return u! > 0 ? undefined : { message: `u of PC must be above zero`, expected: "PC(u, alpha)" };
  if (slot.kind !== "shape")
    return {
      message: `PC is a prior of standard deviations, and \`${slot.name}\` is none`,
      expected: "a distribution such as Normal(0, 1)",
    };
  const { lower, upper } = slot.range;
  if (!(u! > lower && u! < upper))
    return { message: `u of PC must lie between ${lower} and ${upper}`, expected: "PC(u, alpha)" };
  const least = Math.sqrt((1 - u!) / 2);
  if (slot.shape === "phi" || alpha! > least) return undefined;
  return {
    message: `no penalised-complexity prior has P(rho > ${u!}) as small as ${alpha!}`,
    expected: `alpha above ${least.toPrecision(3)}`,
  };
}

function reportComplexity(
  { span }: PriorRequest,
  { message, expected }: ComplexityProblem,
  sink: DiagnosticSink,
): void {
  sink.report({ code: "prior-cannot-fit", severity: "error", message, span, expected });
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
