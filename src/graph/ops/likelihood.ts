/**
 * Log likelihood of all observations. Inputs: the linear predictor (one entry per row) and, for
 * families with auxiliary parameters, these in one vector on their natural scale.
 */
import type { Op } from "../op.js";
import { likelihoods, type LikelihoodName, type Statistics } from "./likelihoods/index.js";
import { inverseLinks, type LinkOpName } from "./links.js";
import { selectNumbers } from "./select-rows.js";

export interface LikelihoodAttributes {
  readonly family: LikelihoodName;
  readonly link: LinkOpName;
  /** In the order of the family's `statistics`, one entry per row. */
  readonly statistics: Statistics;
  /** What depends on the data alone, added once: binomial coefficients, log 2π and the like. */
  readonly constant: number;
}

export const likelihood: Op<LikelihoodAttributes> = {
  shape([eta, auxiliary], { family, statistics }) {
    const { statistics: names, auxiliary: wanted } = likelihoods[family];
    const fits =
      eta!.rows &&
      statistics.length === names.length &&
      statistics.every(({ length }) => length === eta!.size) &&
      (auxiliary?.size ?? 0) === wanted.length;
    if (!fits) throw new Error(`likelihood ${family}: statistics or inputs do not fit`);
    return { size: 1, rows: false };
  },
  bind({ value, adjoint, inputs: [eta, auxiliary] }, attributes, math) {
    const { family, link, statistics, constant } = attributes;
    const { ofMean, ofPredictor } = likelihoods[family];
    const direct = ofPredictor[link];
    const { inverse, slope } = inverseLinks[link];
    const parameters = auxiliary?.value ?? new Float64Array(0);
    const slopes = new Float64Array(1 + parameters.length);
    const row = (i: number): number => {
      const x = eta!.value[i]!;
      if (direct) return direct(x, i, statistics, parameters, slopes, math);
      const mu = inverse(x, math);
      const term = ofMean(mu, i, statistics, parameters, slopes, math);
      slopes[0]! *= slope(x, mu, math);
      return term;
    };
    return {
      forward(): void {
        let total = constant;
        for (let i = 0; i < eta!.value.length; i++) total += row(i);
        value[0] = total;
      },
      backward(): void {
        for (let i = 0; i < eta!.value.length; i++) {
          row(i);
          eta!.adjoint[i]! += adjoint[0]! * slopes[0]!;
          for (let k = 0; k < parameters.length; k++) {
            auxiliary!.adjoint[k]! += adjoint[0]! * slopes[k + 1]!;
          }
        }
      },
    };
  },
  describe: ({ family, link, statistics }) =>
    `${family}, ${link} link, ${statistics[0]!.length} rows`,
  rows: {
    select: (attributes, rows) => ({
      ...attributes,
      statistics: attributes.statistics.map((values) => selectNumbers(values, rows)),
    }),
    keys: ({ family, statistics }) =>
      likelihoods[family].mergeKeys.map((position) => statistics[position]!),
  },
};
