/** Derivatives of all rows' log likelihoods in the linear predictor and in the auxiliary parameters. */
import { likelihoods, type LikelihoodName, type LinkOpName } from "../ops/index.js";
import type { Statistics } from "../ops/likelihoods/family-likelihood.js";
import type { DerivativeOrder } from "../../target/index.js";
import type { CurvatureBuffers } from "./curvature-buffers.js";
import { curvatures } from "./curvatures.js";
import { linkDerivatives } from "./inverse-link-derivatives.js";
import { perAuxiliary, place, type RowCurvature } from "./row-curvature.js";

/** The slopes alone, too. */
export type CurvatureOrder = DerivativeOrder | "slopes";

export interface Curvature {
  evaluate(
    eta: Float64Array,
    auxiliary: Float64Array,
    order: CurvatureOrder,
    into: CurvatureBuffers,
  ): void;
}

/** The chain rule from the mean to the linear predictor, for value and each auxiliary parameter. */
function throughLink(ofMean: RowCurvature, link: LinkOpName, auxiliaryCount: number): RowCurvature {
  const derivatives = linkDerivatives[link];
  const mean = new Float64Array(4);
  return (eta, i, statistics, auxiliary, out) => {
    derivatives(eta, mean);
    const m1 = mean[1]!;
    const m2 = mean[2]!;
    ofMean(mean[0]!, i, statistics, auxiliary, out);
    const [l1, l2, l3] = [out[place.first]!, out[place.second]!, out[place.third]!];
    out[place.first] = l1 * m1;
    out[place.second] = l2 * m1 * m1 + l1 * m2;
    out[place.third] = l3 * m1 * m1 * m1 + 3 * l2 * m1 * m2 + l1 * mean[3]!;
    for (let a = 0; a < auxiliaryCount; a++) {
      const at = place.auxiliary + a * perAuxiliary;
      const slope = out[at + 1]!;
      out[at + 1] = slope * m1;
      out[at + 2] = out[at + 2]! * m1 * m1 + slope * m2;
    }
  };
}

export function openCurvature(
  family: LikelihoodName,
  link: LinkOpName,
  statistics: Statistics,
): Curvature {
  const { ofMean, ofPredictor } = curvatures[family];
  const auxiliaryCount = likelihoods[family].auxiliary.length;
  const row = ofPredictor[link] ?? throughLink(ofMean, link, auxiliaryCount);
  const out = new Float64Array(place.auxiliary + perAuxiliary * auxiliaryCount);
  return {
    evaluate(eta, auxiliary, order, { value, first, second, third, auxiliary: slopes }) {
      for (let i = 0; i < eta.length; i++) {
        row(eta[i]!, i, statistics, auxiliary, out);
        value[i] = out[place.value]!;
        if (order === "value") continue;
        first[i] = out[place.first]!;
        if (order === "slopes") continue;
        second[i] = out[place.second]!;
        if (order === "second") continue;
        third[i] = out[place.third]!;
        for (let a = 0; a < auxiliaryCount; a++) {
          const at = place.auxiliary + a * perAuxiliary;
          slopes[a]!.value[i] = out[at]!;
          slopes[a]!.first[i] = out[at + 1]!;
          slopes[a]!.second[i] = out[at + 2]!;
        }
      }
    },
  };
}
