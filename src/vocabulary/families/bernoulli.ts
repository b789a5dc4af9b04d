/** One yes-or-no response a row. */
import { unitInterval } from "../distributions/supports.js";
import type { Family } from "../family.js";
import { times } from "./count-mass.js";

export const bernoulli: Family = {
  name: "bernoulli",
  aliases: [],
  summary: "bernoulli: y is 1 with probability p, else 0.",
  links: ["logit", "probit", "cloglog", "identity"],
  concaveLinks: ["logit", "probit", "cloglog", "identity"],
  auxiliary: [],
  meanRange: unitInterval,
  scaledByResponse: false,
  trials: "one",
  responseRule: "0 or 1",
  accepts: (value) => value === 0 || value === 1,
  sampleResponse: (mu, _auxiliary, _trials, random) => (random.uniform() < mu ? 1 : 0),
  logLikelihood: (y, _trials, mu, _auxiliary, math) =>
    times(y, math.log(mu)) + times(1 - y, math.log1p(-mu)),
  cumulative: (y, _trials, mu) => (y >= 1 ? 1 : 1 - mu),
};
