/** Divergent trajectories: how many, in which chains, and in which part of the posterior. */
import type { Diagnostic } from "../../diagnostics/index.js";
import { quantile } from "../../math/index.js";
import { isEffect, type ReportedParameter } from "../../target/index.js";
import { parameterDraws } from "../draws.js";
import { countText, valueText } from "../number-text.js";
import type { Evidence } from "./evidence.js";

/** From this share of the draws on the result is not to be trusted. */
export const manyDivergences = 0.01;

/** Fewer starting points than this do not say where trajectories diverge. */
const fewestPositions = 3;

/** |median difference| / MAD below this is no pattern. */
const leastContrast = 0.5;

/**
 * The standard error of a median of n draws is about 1.86 MAD / √n. A parameter is named where the
 * contrast is so many of these; group effects are many, so that chance makes some of them stand out.
 */
const medianError = 1.86;
const errorsNeeded = { population: 2, group: 4 } as const;

export function diagnoseDivergences(
  evidence: Evidence,
  report: (position: Float64Array) => Float64Array,
): readonly Diagnostic[] {
  const perChain = evidence.statistics.map(({ divergent }) =>
    divergent.reduce((sum, flag) => sum + flag, 0),
  );
  const count = perChain.reduce((sum, chain) => sum + chain, 0);
  if (count === 0) return [];
  const total = evidence.draws.chains * evidence.draws.drawsPerChain;
  const share = count / total;
  const starts = evidence.statistics.flatMap(({ divergentPositions }) =>
    divergentPositions.map(report),
  );
  const region = divergentRegion(evidence, starts);
  const where = region === undefined ? "" : `, mostly where ${region.name} is ${region.side}`;
  const prior = region === undefined ? "" : ` or give ${region.prior} a stronger prior`;
  return [
    {
      code: share >= manyDivergences ? "many-divergences" : "divergences",
      severity: "warning",
      message: `${countText(count)} of ${countText(total)} trajectories diverged (${valueText(100 * share)} %)${where}`,
      found: `${perChain.join(", ")} by chain`,
      help: `raise target_accept (it was ${evidence.settings.targetAccept})${prior}`,
    },
  ];
}

interface Region {
  readonly name: string;
  readonly side: "small" | "large";
  /** The parameter whose prior bears on it. */
  readonly prior: string;
  readonly contrast: number;
}

/** The parameter whose values where trajectories diverged differ most from its other values. */
function divergentRegion(evidence: Evidence, starts: readonly Float64Array[]): Region | undefined {
  if (starts.length < fewestPositions) return undefined;
  const most = (kind: keyof typeof errorsNeeded): Region | undefined => {
    const needed = (errorsNeeded[kind] * medianError) / Math.sqrt(starts.length);
    return evidence.draws.parameters
      .map((parameter, index) => ({ parameter, index }))
      .filter(({ parameter }) => isEffect(parameter.role) === (kind === "group"))
      .map(({ parameter, index }) => regionOf(evidence, parameter, index, starts))
      .filter(({ contrast }) => contrast >= Math.max(leastContrast, needed))
      .sort((left, right) => right.contrast - left.contrast)[0];
  };
  return most("population") ?? most("group");
}

function regionOf(
  { draws }: Evidence,
  parameter: ReportedParameter,
  index: number,
  starts: readonly Float64Array[],
): Region {
  const scale = comparisonScale(parameter);
  const there = medianOf(Float64Array.from(starts, (values) => scale(values[index]!)));
  const all = parameterDraws(draws, index).map(scale);
  const median = medianOf(all);
  const spread = medianOf(all.map((value) => Math.abs(value - median)));
  return {
    name: parameter.name,
    side: there < median ? "small" : "large",
    prior: isEffect(parameter.role) ? `sd(${parameter.term})` : parameter.name,
    contrast: Math.abs(there - median) / spread,
  };
}

/** Scales are compared by their logarithms, so that values near zero stand out. */
function comparisonScale({ role }: ReportedParameter): (value: number) => number {
  return role === "sd" || role === "auxiliary" ? Math.log : (value) => value;
}

function medianOf(values: Float64Array): number {
  return quantile(values.slice().sort(), 0.5);
}
