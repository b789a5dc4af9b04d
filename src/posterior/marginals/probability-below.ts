/** The probability that a marginal has below a value. */
import type { Marginal } from "./marginal.js";
import { mixtureBelow } from "./mixture.js";
import { transformedBelow } from "./transformed.js";

export function probabilityBelow(marginal: Marginal, value: number): number {
  return marginal.kind === "mixture"
    ? mixtureBelow(marginal, value)
    : transformedBelow(marginal, value);
}
