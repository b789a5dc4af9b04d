/** What a fit reports of weighted draws: marginals, and plain draws resampled from them. */
import type { CompiledModel, LatentPlan } from "../../compiler/index.js";
import type { Correction } from "../../engines/importance/index.js";
import { allotDraws, shuffledOrder } from "../../engines/laplace/index.js";
import { openStream } from "../../math/index.js";
import type { Draws, InlaSettings } from "../posterior.js";
import type { ReportedMarginals } from "./reported-marginals.js";
import { writeReported } from "./reported-values.js";

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
      writeReported(plan, pair.theta, x, reported);
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

export interface CorrectedResults extends ReportedMarginals {
  drawAgain(): Draws;
}

export function correctedResults(
  plan: LatentPlan,
  model: CompiledModel,
  correction: Correction,
  settings: InlaSettings,
): CorrectedResults {
  const weighted = reportPairs(plan, model, correction);
  const { values, weights } = weighted;
  const column = (parameter: number): Float64Array =>
    Float64Array.from(values, (reported) => reported[parameter]!);
  const precisions = model.parameters.flatMap(({ name, role, term }, at) => {
    if (role !== "sd" && name !== "sigma") return [];
    const inner = name === "sigma" ? name : name.slice(3, -1);
    const inverse = column(at).map((sd) => 1 / (sd * sd));
    const marginal = { kind: "weighted" as const, values: inverse, weights };
    return [{ name: `precision(${inner})`, term: name === "sigma" ? inner : term, marginal }];
  });
  return {
    marginals: model.parameters.map((_, at) => ({
      kind: "weighted" as const,
      values: column(at),
      weights,
    })),
    precisions,
    drawAgain: () => resample(model, weighted, settings),
  };
}
