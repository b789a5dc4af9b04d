/** What the module of row likelihoods exports; the memory is the one that the host hands in. */
import { predictRows as predictPortably } from "../portable/row-predictor";

export {
  binomialGroupExpansions,
  binomialGroupSlopes,
  binomialGroupValues,
} from "./binomial-groups";
export { binomialPatternExpansions, binomialPatternValue } from "./binomial-patterns";
export {
  binomialDerivatives,
  binomialExpectations,
  binomialExpectedSlopes,
  binomialValues,
} from "./binomial-rows";
export { poissonGroupExpansions, poissonGroupSlopes, poissonGroupValues } from "./poisson-groups";
export { poissonPatternExpansions } from "./poisson-patterns";
export {
  poissonDerivatives,
  poissonExpectations,
  poissonExpectedSlopes,
  poissonValues,
} from "./poisson-rows";
export { exponentials } from "./row-exponentials";

export function predictRows(
  starts: i32,
  columns: i32,
  entries: i32,
  offsets: i32,
  x: i32,
  result: i32,
  n: i32,
): void {
  predictPortably(0, starts, columns, entries, offsets, x, result, n);
}
