/** The families' row curvatures: in the mean, and in the linear predictor where that is more accurate. */
import type { LikelihoodName, LinkOpName } from "../ops/index.js";
import { beta } from "./beta.js";
import { binomialCloglog, binomialLogit, binomialOfMean, binomialProbit } from "./binomial.js";
import { gammaLog, gammaOfMean } from "./gamma.js";
import { gaussian, gaussianKnown } from "./gaussian.js";
import { negativeBinomialLog, negativeBinomialOfMean } from "./negative-binomial.js";
import { poissonLog, poissonOfMean } from "./poisson.js";
import type { RowCurvature } from "./row-curvature.js";
import { studentT } from "./student-t.js";

export interface FamilyCurvature {
  readonly ofMean: RowCurvature;
  readonly ofPredictor: Partial<Readonly<Record<LinkOpName, RowCurvature>>>;
}

export const curvatures: Readonly<Record<LikelihoodName, FamilyCurvature>> = {
  binomial: {
    ofMean: binomialOfMean,
    ofPredictor: { logit: binomialLogit, probit: binomialProbit, cloglog: binomialCloglog },
  },
  poisson: { ofMean: poissonOfMean, ofPredictor: { log: poissonLog } },
  gaussian: { ofMean: gaussian, ofPredictor: { identity: gaussian } },
  gaussian_known: { ofMean: gaussianKnown, ofPredictor: { identity: gaussianKnown } },
  student_t: { ofMean: studentT, ofPredictor: { identity: studentT } },
  negative_binomial: { ofMean: negativeBinomialOfMean, ofPredictor: { log: negativeBinomialLog } },
  gamma: { ofMean: gammaOfMean, ofPredictor: { log: gammaLog } },
  beta: { ofMean: beta, ofPredictor: {} },
};
