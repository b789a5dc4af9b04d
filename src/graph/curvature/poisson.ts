/** Poisson counts, in the mean and in its logarithm. Statistics: count, exposure. */
import { deterministic as math } from "../../math/index.js";
import type { RowCurvature } from "./row-curvature.js";

export const poissonOfMean: RowCurvature = (mu, i, [count, exposure], _auxiliary, out) => {
  const y = count![i]!;
  out[0] = (y === 0 ? 0 : y * math.log(mu)) - exposure![i]! * mu;
  out[1] = (y === 0 ? 0 : y / mu) - exposure![i]!;
  out[2] = y === 0 ? 0 : -y / (mu * mu);
  out[3] = y === 0 ? 0 : (2 * y) / (mu * mu * mu);
};

export const poissonLog: RowCurvature = (eta, i, [count, exposure], _auxiliary, out) => {
  const mean = exposure![i]! * math.exp(eta);
  out[0] = count![i]! * eta - mean;
  out[1] = count![i]! - mean;
  out[2] = -mean;
  out[3] = -mean;
};
