/** How much worse one model predicts left-out rows than another. */
import { totalOf, type Total } from "../../posterior/index.js";

/** Σ (elpd − reference) with √n · sd of the rows' differences. */
export function differenceOf(elpd: Float64Array, reference: Float64Array): Total {
  return totalOf(elpd.map((value, row) => value - reference[row]!));
}
