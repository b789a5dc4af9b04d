/** What a fit reports of weighted draws: marginals, and plain draws resampled from them. */
import type { CompiledModel, LatentPlan } from "../../compiler/index.js";
import type { Correction } from "../../engines/importance/index.js";
import { allotDraws, shuffledOrder } from "../../engines/laplace/index.js";
import { openStream } from "../../math/index.js";
import type { Marginal } from "../marginals/marginal.js";
import type { Draws, InlaSettings } from "../posterior.js";
import type { ReportedMarginals } from "./reported-marginals.js";
import { openReported } from "./reported-values.js";

/** Two draws a pair, beside each other; draws without weight are left out. */
interface WeightedDraws {
  readonly values: readonly Float64Array[];
  readonly weights: Float64Array;
}

function reportPairs(
  plan: LatentPlan,
  { parameters }: CompiledModel,
  { pairs, weights: pairWeights }: Correction,
): WeightedDraws {
  const writeReported = openReported(plan);
  const values: Float64Array[] = [];
  const weights: number[] = [];
  pairs.forEach((pair, at) => {
    const weight = pairWeights[at]!;
    if (pair === undefined || weight === 0) return;
    for (const [x, share] of [
      [pair.first, pair.share],
      [pair.second, 1 - pair.share],
    ] as const) {
      const reported = new Float64Array(parameters.length);
      writeReported(pair.theta, x, reported);
      values.push(reported);
      weights.push(weight * share);
    }
  });
  return { values, weights: Float64Array.from(weights) };
}

/** Systematic resampling: a draw comes as often as its weight says, but for a part below one. */
function resample(
  { parameters }: CompiledModel,
  { values, weights }: WeightedDraws,
  { draws, seed }: InlaSettings,
): Draws {
  const random = openStream(seed, "inla resampling");
  const allotted = allotDraws(Array.from(weights), draws, random);
  const order = shuffledOrder(draws, random);
  const width = parameters.length;
  const resampled = new Float64Array(draws * width);
  let next = 0;
  values.forEach((reported, at) => {
    for (let d = 0; d < allotted[at]!; d++) resampled.set(reported, order[next++]! * width);
  });
  return { parameters, chains: 1, drawsPerChain: draws, values: resampled };
}

/** Weighted values of Σ weight × parameter. */
function combineDraws(
  { values, weights }: WeightedDraws,
  combination: ReadonlyMap<number, number>,
): Marginal {
  const combined = new Float64Array(values.length);
  for (const [parameter, weight] of combination)
    values.forEach((reported, d) => (combined[d]! += weight * reported[parameter]!));
  return { kind: "weighted", values: combined, weights };
}

/** `precision(1|state)` beside every sd, as `reportedMarginals` names them. */
function precisionsOf(
  { parameters }: CompiledModel,
  { values, weights }: WeightedDraws,
): ReportedMarginals["precisions"] {
  return parameters.flatMap(({ name, role }, at) => {
    if (role !== "sd" && name !== "sigma") return [];
    const inner = name === "sigma" ? name : name.slice(3, -1);
    const inverse = Float64Array.from(values, (reported) => 1 / (reported[at]! * reported[at]!));
    const marginal: Marginal = { kind: "weighted", values: inverse, weights };
    return [{ name: `precision(${inner})`, term: inner, marginal }];
  });
}

export interface CorrectedResults {
  readonly reported: ReportedMarginals;
  combine(combinations: readonly ReadonlyMap<number, number>[]): readonly Marginal[];
  drawAgain(): Draws;
}

export function correctedResults(
  plan: LatentPlan,
  model: CompiledModel,
  correction: Correction,
  settings: InlaSettings,
): CorrectedResults {
  const weighted = reportPairs(plan, model, correction);
  return {
    reported: {
      marginals: model.parameters.map((_, at) => combineDraws(weighted, new Map([[at, 1]]))),
      precisions: precisionsOf(model, weighted),
    },
    combine: (combinations) => combinations.map((one) => combineDraws(weighted, one)),
    drawAgain: () => resample(model, weighted, settings),
  };
}
