/** Counts whose variance is their mean. */
import { gammaSurvival, samplePoisson } from "../../math/index.js";
import { positiveLine } from "../distributions/supports.js";
import type { Family } from "../family.js";
import { isCount, times } from "./count-mass.js";

export const poisson: Family = {
  name: "poisson",
  aliases: [],
  summary: "poisson: y is a count with mean and variance mu.",
  links: ["log", "identity"],
  concaveLinks: ["log", "identity"],
  auxiliary: [],
  meanRange: positiveLine,
  scaledByResponse: false,
  responseRule: "a whole number, zero or more",
  accepts: isCount,
  sampleResponse: (mu, _auxiliary, _trials, random) => samplePoisson(mu, random),
  logLikelihood: (y, _trials, mu, _auxiliary, math) =>
    times(y, math.log(mu)) - mu - math.logGamma(y + 1),
  cumulative: (y, _trials, mu) => gammaSurvival(mu, y + 1),
};
