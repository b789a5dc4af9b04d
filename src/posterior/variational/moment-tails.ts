/** Parameters whose sd the weighted draws of an approximation cannot find, since their tails are too heavy. */
import type { CompiledModel } from "../../compiler/compiled-model.js";
import type { Candidates } from "../../engines/variational/variational-progress.js";
import type { Evaluator } from "../../kernels/index.js";
import { deterministic, smoothWeights } from "../../math/index.js";
import { isEffect } from "../../target/index.js";

export interface HeavyMoment {
  readonly parameter: string;
  /** Shape of the tail of weight × squared distance from the mean. */
  readonly kHat: number;
}

/** Values of the parameters that are not effects, `values[parameter * count + draw]`. */
function reportCandidates(
  { parameters }: CompiledModel,
  evaluator: Evaluator,
  { positions, logRatios }: Candidates,
  places: readonly number[],
): Float64Array {
  const count = logRatios.length;
  const dimension = positions.length / count;
  const reported = new Float64Array(parameters.length);
  const values = new Float64Array(places.length * count);
  for (let draw = 0; draw < count; draw++) {
    evaluator.report(positions.subarray(draw * dimension, (draw + 1) * dimension), reported);
    places.forEach((place, at) => (values[at * count + draw] = reported[place]!));
  }
  return values;
}

/** k-hat of the second moment about the mean (Vehtari et al. 2024, section 2.4): of w (θ - mean)². */
function kHatOfSpread(
  values: Float64Array,
  weights: Float64Array,
  logRatios: Float64Array,
): number {
  const mean = values.reduce((sum, value, draw) => sum + weights[draw]! * value, 0);
  const logs = logRatios.map(
    (ratio, draw) => ratio + 2 * deterministic.log(Math.abs(values[draw]! - mean)),
  );
  return smoothWeights(logs).kHat;
}

/** Heaviest first; those whose k-hat is above `limit`, where the squares have no mean that draws could find. */
export function heavyMoments(
  model: CompiledModel,
  evaluator: Evaluator,
  candidates: Candidates,
  limit: number,
): readonly HeavyMoment[] {
  const places = model.parameters.flatMap(({ role }, place) => (isEffect(role) ? [] : [place]));
  const { logRatios } = candidates;
  const values = reportCandidates(model, evaluator, candidates, places);
  const { weights } = smoothWeights(logRatios);
  return places
    .map((place, at) => {
      const own = values.subarray(at * logRatios.length, (at + 1) * logRatios.length);
      return {
        parameter: model.parameters[place]!.name,
        kHat: kHatOfSpread(own, weights, logRatios),
      };
    })
    .filter(({ kHat }) => kHat > limit)
    .sort((a, b) => b.kHat - a.kHat);
}
