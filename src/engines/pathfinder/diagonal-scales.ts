/** The diagonal that the low-rank inverse Hessian starts from (Gilbert & Lemaréchal 1989; Zhang et al. 2022, algorithm 3). */
import type { CurvaturePair } from "../../math/index.js";

/** Scales after one more pair: the diagonal of a BFGS update of diag(scales), inverted entry by entry. */
export function updateScales(
  scales: Float64Array,
  { step, change, product }: CurvaturePair,
): Float64Array {
  let changeSquares = 0;
  let stepSquares = 0;
  for (let i = 0; i < scales.length; i++) {
    changeSquares += scales[i]! * change[i]! * change[i]!;
    stepSquares += (step[i]! * step[i]!) / scales[i]!;
  }
  return scales.map((scale, i) => {
    const share = step[i]! / scale;
    const inverse =
      changeSquares / scale +
      change[i]! * change[i]! -
      (changeSquares / stepSquares) * share * share;
    return product / inverse;
  });
}
