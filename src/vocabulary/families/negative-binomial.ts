/** Counts that vary more than their mean. */
import { betaCdf, sampleNegativeBinomial } from "../../math/index.js";
import { positiveLine } from "../distributions/supports.js";
import type { Family } from "../family.js";
import { dispersion, inlaSizePrior } from "./auxiliary-rules.js";
import { isCount, times } from "./count-mass.js";

export const negativeBinomial: Family = {
  name: "negative_binomial",
  aliases: ["negativebinomial", "negbinomial", "nbinom"],
  summary: "negative_binomial: y is a count with mean mu and variance mu + mu^2 / alpha.",
  links: ["log", "identity", "cloglog"],
  concaveLinks: ["log"],
  auxiliary: [
    dispersion("alpha", "inverse overdispersion: large alpha is nearly Poisson", inlaSizePrior),
  ],
  meanRange: positiveLine,
  scaledByResponse: false,
  responseRule: "a whole number, zero or more",
  accepts: isCount,
  sampleResponse: (mu, [alpha], _trials, random) => sampleNegativeBinomial(mu, alpha!, random),
  logLikelihood: (y, _trials, mu, auxiliary, math) => {
    const alpha = auxiliary[0]!;
    const coefficient = math.logGamma(y + alpha) - math.logGamma(alpha) - math.logGamma(y + 1);
    return (
      coefficient - alpha * math.log1p(mu / alpha) + times(y, math.log(mu) - math.log(mu + alpha))
    );
  },
  cumulative: (y, _trials, mu, [alpha]) => betaCdf(alpha! / (alpha! + mu), alpha!, y + 1),
};
