/** Whole loops over rows for the families and links that most models have, written without a call a row. */
import { deterministic } from "../../math/index.js";
import type { LikelihoodName, LinkOpName } from "../ops/index.js";
import type { Statistics } from "../ops/likelihoods/family-likelihood.js";
import type { DerivativeOrder } from "../../target/index.js";
import type { CurvatureBuffers } from "./curvature-buffers.js";

/** Writes what the order asks for; families with loops have no auxiliary parameters. */
export type CurvatureLoop = (
  eta: Float64Array,
  statistics: Statistics,
  order: DerivativeOrder,
  into: CurvatureBuffers,
) => void;

const { exp, log1p } = deterministic;

/** Slopes alone, which need no logarithm: s − n / (1 + exp(−eta)). */
function logitSlopes(
  eta: Float64Array,
  s: Float64Array,
  n: Float64Array,
  first: Float64Array,
): void {
  for (let i = 0; i < eta.length; i++) {
    const e = exp(-Math.abs(eta[i]!));
    first[i] = s[i]! - (n[i]! * (eta[i]! >= 0 ? 1 : e)) / (1 + e);
  }
}

const binomialLogit: CurvatureLoop = (eta, [successes, trials], order, into) => {
  const { value, first, second, third } = into;
  if (order === "slopes") {
    logitSlopes(eta, successes!, trials!, first);
    return;
  }
  const derivatives = order !== "value";
  for (let i = 0; i < eta.length; i++) {
    const at = eta[i]!;
    const n = trials![i]!;
    const e = exp(-Math.abs(at));
    value[i] = successes![i]! * at - n * ((at > 0 ? at : 0) + log1p(e));
    if (!derivatives) continue;
    const near = 1 / (1 + e);
    const far = e * near;
    const mu = at >= 0 ? near : far;
    const variance = n * near * far;
    first[i] = successes![i]! - n * mu;
    second[i] = -variance;
    third[i] = variance * (2 * mu - 1);
  }
};

const poissonLog: CurvatureLoop = (eta, [count, exposure], _order, into) => {
  const { value, first, second, third } = into;
  for (let i = 0; i < eta.length; i++) {
    const mean = exposure![i]! * exp(eta[i]!);
    value[i] = count![i]! * eta[i]! - mean;
    first[i] = count![i]! - mean;
    second[i] = -mean;
    third[i] = -mean;
  }
};

export const curvatureLoops: Partial<
  Readonly<Record<LikelihoodName, Partial<Readonly<Record<LinkOpName, CurvatureLoop>>>>>
> = {
  binomial: { logit: binomialLogit },
  poisson: { log: poissonLog },
};
