/** What integrates a normal over the latents, without its determinant. */
import { cholesky, deterministic } from "../../math/index.js";
import type { LatentGaussian } from "../../target/index.js";

const logTwoPi = 1.8378770664093456;

/** log |C Cᵀ| of the constraints' rows. */
function logGram(constraints: readonly Float64Array[]): number {
  const k = constraints.length;
  const gram = new Float64Array(k * k);
  constraints.forEach((a, i) => {
    constraints.forEach((b, j) => {
      for (let at = 0; at < a.length; at++) gram[i * k + j]! += a[at]! * b[at]!;
    });
  });
  const factor = cholesky(gram, k);
  if (factor === undefined) throw new Error("the constraints are linearly dependent");
  let total = 0;
  for (let i = 0; i < k; i++) total += 2 * deterministic.log(factor[i * k + i]!);
  return total;
}

/** The Gaussian approximation at its own mean, on the subspace of the constraints. */
export function logNormalConstant({ latentCount, constraints }: LatentGaussian): number {
  return 0.5 * (latentCount - constraints.length) * logTwoPi + 0.5 * logGram(constraints);
}
