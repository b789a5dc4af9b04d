/** Successes among a known number of trials; rows without trials are legal and say nothing. */
import { betaCdf, sampleBinomial } from "../../math/index.js";
import { unitInterval } from "../distributions/supports.js";
import type { Family } from "../family.js";
import { isCount, logChoose, times } from "./count-mass.js";

export const binomial: Family = {
  name: "binomial",
  aliases: [],
  summary: "binomial: y of n trials succeed, each with probability p.",
  links: ["logit", "probit", "cloglog", "identity"],
  concaveLinks: ["logit", "probit", "cloglog", "identity"],
  auxiliary: [],
  meanRange: unitInterval,
  scaledByResponse: false,
  trials: "given",
  responseRule: "a whole number between zero and the number of trials",
  accepts: (value, trials) => isCount(value) && isCount(trials) && value <= trials,
  sampleResponse: (mu, _auxiliary, trials, random) => sampleBinomial(trials, mu, random),
  logLikelihood: (y, trials, mu, _auxiliary, math) =>
    logChoose(trials, y, math) + times(y, math.log(mu)) + times(trials - y, math.log1p(-mu)),
  cumulative: (y, trials, mu) => (y >= trials ? 1 : betaCdf(1 - mu, trials - y, y + 1)),
};
