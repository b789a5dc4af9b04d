/** Where the truth stands in a posterior: its rank among draws, or the probability below it. */
import type { RandomStream } from "../../math/index.js";
import {
  essMean,
  parameterDraws,
  probabilityBelow,
  type Draws,
  type Posterior,
} from "../../posterior/index.js";
import { openLogLikelihood, type Quantity } from "./quantities.js";
import type { SimulatedData } from "./simulate-data.js";

/**
 * The place of the truth among L draws, (number below + u (number equal + 1)) / (L + 1) with uniform u:
 * uniform on (0, 1) where truth and draws come from one distribution, whatever L is and however many tie.
 */
export function placeAmong(truth: number, draws: Iterable<number>, random: RandomStream): number {
  let [below, equal, all] = [0, 0, 0];
  for (const draw of draws) {
    if (draw < truth) below++;
    else if (draw === truth) equal++;
    all++;
  }
  return (below + random.uniform() * (equal + 1)) / (all + 1);
}

/** Every k-th draw, k being the draws that make one effective draw. */
export function* thinned(
  values: Float64Array,
  { chains }: Pick<Draws, "chains">,
): Generator<number> {
  const effective = essMean(values, chains);
  const step = effective > 0 ? Math.max(1, Math.ceil(values.length / effective)) : 1;
  for (let at = 0; at < values.length; at += step) yield values[at]!;
}

function logLikelihoods({ values, parameters }: Draws, at: (draw: Float64Array) => number) {
  const width = parameters.length;
  return Float64Array.from({ length: values.length / width }, (_, draw) =>
    at(values.subarray(draw * width, (draw + 1) * width)),
  );
}

/** Draws that are independent as they come need no thinning. */
function independent({ engine }: Posterior): boolean {
  return engine !== "nuts";
}

/** The place of the truth in the posterior of every quantity; by its marginal where there is one. */
export function placesOfTruth(
  posterior: Posterior,
  { truth, model }: SimulatedData,
  quantities: readonly Quantity[],
  random: RandomStream,
): readonly number[] {
  const place = (value: number, values: Float64Array): number =>
    placeAmong(value, independent(posterior) ? values : thinned(values, posterior.draws), random);
  return quantities.map(({ parameter }) => {
    if (parameter === undefined) {
      const at = openLogLikelihood(model);
      return place(at(truth), logLikelihoods(posterior.draws, at));
    }
    const marginal = posterior.engine === "inla" ? posterior.marginals[parameter] : undefined;
    const value = truth[parameter]!;
    return marginal
      ? probabilityBelow(marginal, value)
      : place(value, parameterDraws(posterior.draws, parameter));
  });
}
