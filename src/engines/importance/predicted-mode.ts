/** Where the conditional mode of x should be at theta: linear in theta for effects in units of their scales. */
import { deterministic } from "../../math/index.js";
import type { ConditionalStart } from "../laplace/index.js";

/** `scaleOf`: the log scale of each latent, -1 where it has none. */
export function openPrediction(
  { theta: known, mode, slopes }: ConditionalStart,
  scaleOf: Int32Array,
): (theta: Float64Array, x: Float64Array) => void {
  // d (x e^−t) = (dx − x dt) e^−t: in units of the scale at the known point.
  const relative = slopes.map((slope, k) =>
    slope.map((entry, j) => (scaleOf[j] === k ? entry - mode[j]! : entry)),
  );
  return (theta, x) => {
    x.set(mode);
    relative.forEach((slope, k) => {
      const by = Math.max(-1, Math.min(1, theta[k]! - known[k]!));
      if (by !== 0) for (let j = 0; j < x.length; j++) x[j]! += by * slope[j]!;
    });
    const growth = theta.map((entry, k) => deterministic.exp(entry - known[k]!));
    scaleOf.forEach((k, j) => {
      if (k >= 0) x[j]! *= growth[k]!;
    });
  };
}
