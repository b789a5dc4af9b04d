/** Summaries of linear combinations of parameters: from draws, or exact from a nested Laplace approximation. */
import { openDrawMeasures, summariseDraws, type DrawSummary } from "./diagnostics/index.js";
import type { MarginalSummary } from "./marginals/marginal.js";
import { summariseMarginal } from "./marginals/summarise-marginal.js";
import type { Draws, Posterior } from "./posterior.js";

/** constant + Σ weight × parameter, by position of the parameter. */
export interface ParameterCombination {
  readonly constant: number;
  readonly weights: ReadonlyMap<number, number>;
}

const probability = 0.94;

function shifted(summary: MarginalSummary, by: number): MarginalSummary {
  return {
    mean: summary.mean + by,
    sd: summary.sd,
    median: summary.median + by,
    q025: summary.q025 + by,
    q975: summary.q975 + by,
    hdiLow: summary.hdiLow + by,
    hdiHigh: summary.hdiHigh + by,
    mode: summary.mode + by,
  };
}

function combineDraws({ parameters, values }: Draws, one: ParameterCombination): Float64Array {
  const width = parameters.length;
  const combined = new Float64Array(values.length / width).fill(one.constant);
  for (const [parameter, weight] of one.weights)
    for (let draw = 0; draw < combined.length; draw++)
      combined[draw]! += weight * values[draw * width + parameter]!;
  return combined;
}

/** Of a fit by inla the combined parameters must be effects. */
export function combineParameters(
  posterior: Posterior,
  combinations: readonly ParameterCombination[],
): readonly (MarginalSummary | DrawSummary)[] {
  if (posterior.engine === "inla")
    return posterior
      .combine(combinations.map(({ weights }) => weights))
      .map((marginal, k) =>
        shifted(summariseMarginal(marginal, probability), combinations[k]!.constant),
      );
  const { draws } = posterior;
  const measures = openDrawMeasures(draws.chains, draws.drawsPerChain);
  return combinations.map((one) => summariseDraws(combineDraws(draws, one), measures, probability));
}
