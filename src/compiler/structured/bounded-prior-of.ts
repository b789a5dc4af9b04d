/** The prior of a correlation or a share as a density of its coordinate. */
import type { BoundedDensity, BoundedPrior } from "../../graph/index.js";
import { deterministic, evaluateSpline } from "../../math/index.js";
import type { StructuredParameters } from "../../model/model-spec.js";
import { distributionNamed, type DistributionValue } from "../../vocabulary/index.js";
import type { MeasuredStructure } from "./measure-structure.js";
import { mixingDistance } from "./mixing-distance.js";

const { exp, expm1, log } = deterministic;

/** The λ of P(ρ > u) = (1 − e^(−λ √(1 − u))) / (1 − e^(−λ √2)) = alpha, which grows with λ. */
function correlationRate(u: number, alpha: number): number {
  const root = Math.sqrt(1 - u);
  const above = (rate: number): number => expm1(-rate * root) / expm1(-rate * Math.SQRT2);
  let low = 1e-9;
  let high = 1;
  while (above(high) < alpha && high < 1e9) high *= 2;
  for (let halving = 0; halving < 200 && high - low > 1e-14 * high; halving++) {
    const middle = 0.5 * (low + high);
    if (above(middle) < alpha) low = middle;
    else high = middle;
  }
  return 0.5 * (low + high);
}

/** P(φ < u) = 1 − e^(−λ d(u)) = alpha. */
function shareDensity([u, alpha]: readonly number[], measured: MeasuredStructure): BoundedDensity {
  const logDistance = mixingDistance(measured);
  const distance = exp(evaluateSpline(logDistance, log(u! / (1 - u!))).value);
  return { kind: "share", rate: -log(1 - alpha!) / distance, logDistance };
}

function complexity(
  kind: "rho" | "phi",
  { parameters }: DistributionValue,
  measured: MeasuredStructure | undefined,
): BoundedDensity {
  if (kind === "rho")
    return { kind: "correlation", rate: correlationRate(parameters[0]!, parameters[1]!) };
  if (!measured) throw new Error("a share needs the structure that it is of");
  return shareDensity(parameters, measured);
}

const ranges = { rho: { lower: -1, upper: 1 }, phi: { lower: 0, upper: 1 } } as const;

/** `measured` is needed for the penalised-complexity prior of a share. */
export function boundedPriorOf(
  { kind, prior }: NonNullable<StructuredParameters["shape"]>,
  measured: MeasuredStructure | undefined,
): BoundedPrior {
  const { distribution, onLogit } = prior;
  const range = ranges[kind];
  if (distribution.name === "PC")
    return { ...range, density: complexity(kind, distribution, measured) };
  const named = distributionNamed(distribution.name);
  const { density, parameters } = named;
  if (density === undefined) return { ...range, density: { kind: "flat" } };
  const given = parameters.map((_parameter, k) => distribution.parameters[k]!);
  if (onLogit) return { ...range, density: { kind: "logit", density, arguments: given } };
  const own = named.support(distribution.parameters);
  return {
    lower: Math.max(range.lower, own.lower),
    upper: Math.min(range.upper, own.upper),
    density: { kind: "natural", density, arguments: given },
  };
}
