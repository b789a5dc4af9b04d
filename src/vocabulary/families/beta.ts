/** Responses strictly between zero and one. */
import { betaCdf, sampleBeta } from "../../math/index.js";
import { unitInterval } from "../distributions/supports.js";
import type { Family } from "../family.js";
import { dispersion, inlaShapePrior } from "./auxiliary-rules.js";

export const beta: Family = {
  name: "beta",
  aliases: [],
  summary: "beta: y is Beta(mu kappa, (1 - mu) kappa), with mean mu.",
  links: ["logit", "probit", "cloglog"],
  concaveLinks: [],
  auxiliary: [
    dispersion(
      "kappa",
      "precision: the variance is mu (1 - mu) / (kappa + 1)",
      inlaShapePrior("kappa", 0.1),
    ),
  ],
  meanRange: unitInterval,
  scaledByResponse: false,
  responseRule: "a number strictly between 0 and 1",
  accepts: (value) => value > 0 && value < 1,
  sampleResponse: (mu, [kappa], _trials, random) =>
    sampleBeta(mu * kappa!, (1 - mu) * kappa!, random),
  logLikelihood: (y, _trials, mu, auxiliary, math) => {
    const kappa = auxiliary[0]!;
    const a = mu * kappa;
    const b = (1 - mu) * kappa;
    const constant = math.logGamma(kappa) - math.logGamma(a) - math.logGamma(b);
    return constant + (a - 1) * math.log(y) + (b - 1) * math.log1p(-y);
  },
  cumulative: (y, _trials, mu, [kappa]) => betaCdf(y, mu * kappa!, (1 - mu) * kappa!),
};
