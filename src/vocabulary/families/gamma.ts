/** Positive responses whose standard deviation grows with their mean. */
import { gammaCdf, sampleGamma } from "../../math/index.js";
import { positiveLine } from "../distributions/supports.js";
import type { Family } from "../family.js";
import { dispersion, inlaShapePrior } from "./auxiliary-rules.js";

export const gamma: Family = {
  name: "gamma",
  aliases: [],
  summary: "gamma: y is gamma with mean mu, shape alpha and standard deviation mu / sqrt(alpha).",
  links: ["inverse", "identity", "log"],
  concaveLinks: ["inverse", "log"],
  auxiliary: [
    dispersion(
      "alpha",
      "shape: the coefficient of variation is 1 / sqrt(alpha)",
      inlaShapePrior("alpha", 0.01),
    ),
  ],
  meanRange: positiveLine,
  scaledByResponse: false,
  responseRule: "a finite number above zero",
  accepts: (value) => value > 0 && Number.isFinite(value),
  sampleResponse: (mu, [alpha], _trials, random) => (sampleGamma(alpha!, random) * mu) / alpha!,
  logLikelihood: (y, _trials, mu, auxiliary, math) => {
    const alpha = auxiliary[0]!;
    const rate = alpha / mu;
    return alpha * math.log(rate) - math.logGamma(alpha) + (alpha - 1) * math.log(y) - rate * y;
  },
  cumulative: (y, _trials, mu, [alpha]) => gammaCdf((alpha! * y) / mu, alpha!),
};
