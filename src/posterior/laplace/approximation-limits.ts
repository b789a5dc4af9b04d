/** What an approximation shows of its own quality, and from where on that is noticed. */
import type { ImportanceCheck, LaplaceApproximation } from "../../engines/laplace/index.js";

/** A conditional mean that leaves its mode by more posterior sds than this shows a skewed conditional. */
export const worthChecking = 0.15;
/** Shifts of the mean, in posterior sds, that are worth a word, and that are beyond use. */
export const noticeable = 0.1;
export const beyondUse = 0.3;
/** Above this the weights have no finite mean that draws could find (Vehtari et al. 2024). */
export const heaviestTail = 0.7;
export const smallestShare = 0.05;

/**
 * Weights move no mean by more than √(draws / effective − 1) of its sd (Cauchy and Schwarz). Where that
 * is less than this, the shifts themselves are asked: k-hat knows the shape of a tail and not its size.
 */
const harmlessVariation = 0.2;

/** Whether the weights vary enough for their tail to decide. */
export function tailDecides({
  draws,
  effectiveDraws,
}: Pick<ImportanceCheck, "draws" | "effectiveDraws">): boolean {
  return draws > effectiveDraws * (1 + harmlessVariation * harmlessVariation);
}

/** Largest distance of a conditional mean from its mode, in posterior sds. */
export function largestShift({ centre: { mean, mode, variance } }: LaplaceApproximation): number {
  return mean.reduce(
    (most, value, j) => Math.max(most, Math.abs(value - mode[j]!) / Math.sqrt(variance[j]!)),
    0,
  );
}
