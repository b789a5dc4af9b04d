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
  /** Of every reported parameter. */
  readonly columns: readonly Float64Array[];
  readonly weights: Float64Array;
}

function reportPairs(
  plan: LatentPlan,
  { parameters }: CompiledModel,
  { pairs, weights: pairWeights }: Correction,
): WeightedDraws {
  const counted = [...pairs.keys()].filter((at) => pairs[at] !== undefined && pairWeights[at]! > 0);
  const weights = new Float64Array(2 * counted.length);
  const columns = parameters.map(() => new Float64Array(weights.length));
  const report = openReported(plan);
  const reported = new Float64Array(parameters.length);
  counted.forEach((at, p) => {
    const { theta, first, second, share } = pairs[at]!;
    weights[2 * p] = pairWeights[at]! * share;
    weights[2 * p + 1] = pairWeights[at]! * (1 - share);
    for (const [i, x] of [first, second].entries()) {
      report(theta, x, reported);
      for (let k = 0; k < reported.length; k++) columns[k]![2 * p + i] = reported[k]!;
    }
  });
  return { columns, weights };
}

/** Systematic resampling: a draw comes as often as its weight says, but for a part below one. */
function resample(
  { parameters }: CompiledModel,
  { columns, weights }: WeightedDraws,
  { draws, seed }: InlaSettings,
): Draws {
  const random = openStream(seed, "inla resampling");
  const allotted = allotDraws(Array.from(weights), draws, random);
  const order = shuffledOrder(draws, random);
  const width = parameters.length;
  const resampled = new Float64Array(draws * width);
  let next = 0;
  allotted.forEach((count, at) => {
    for (let d = 0; d < count; d++) {
      const into = order[next++]! * width;
      columns.forEach((column, k) => (resampled[into + k] = column[at]!));
    }
  });
  return { parameters, chains: 1, drawsPerChain: draws, values: resampled };
}

/** Weighted values of Σ weight × parameter. */
function combineDraws(
  { columns, weights }: WeightedDraws,
  combination: ReadonlyMap<number, number>,
): Marginal {
  const values = new Float64Array(weights.length);
  for (const [parameter, weight] of combination)
    columns[parameter]!.forEach((value, d) => (values[d]! += weight * value));
  return { kind: "weighted", values, weights };
}

/** `precision(1|state)` beside every sd, as `reportedMarginals` names them. */
function precisionsOf(
  { parameters }: CompiledModel,
  { columns, weights }: WeightedDraws,
): ReportedMarginals["precisions"] {
  return parameters.flatMap(({ name, role }, at) => {
    if (role !== "sd" && name !== "sigma") return [];
    const inner = name === "sigma" ? name : name.slice(3, -1);
    const inverse = columns[at]!.map((sd) => 1 / (sd * sd));
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
      marginals: weighted.columns.map((values) => ({
        kind: "weighted",
        values,
        weights: weighted.weights,
      })),
      precisions: precisionsOf(model, weighted),
    },
    combine: (combinations) => combinations.map((one) => combineDraws(weighted, one)),
    drawAgain: () => resample(model, weighted, settings),
  };
}
