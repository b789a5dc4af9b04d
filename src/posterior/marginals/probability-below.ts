/** The probability that a marginal has below a value. */
import type { Marginal } from "./marginal.js";
import { mixtureBelow } from "./mixture.js";
import { transformedBelow } from "./transformed.js";
import { weightedBelow } from "./weighted.js";

export function probabilityBelow(marginal: Marginal, value: number): number {
  switch (marginal.kind) {
    case "mixture":
      return mixtureBelow(marginal, value);
    case "transformed":
      return transformedBelow(marginal, value);
    case "weighted":
      return weightedBelow(marginal, value);
  }
}
