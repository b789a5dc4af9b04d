/** Normal responses; with `se(y, s)` the caller passes each row's s in place of sigma. */
import { normalCdf } from "../../math/index.js";
import { realLine } from "../distributions/supports.js";
import type { Family } from "../family.js";
import { residualScale } from "./auxiliary-rules.js";

const logTwoPi = 1.8378770664093453;

export const gaussian: Family = {
  name: "gaussian",
  aliases: ["normal"],
  summary: "gaussian: y ~ Normal(mu, sigma).",
  links: ["identity", "log", "inverse"],
  concaveLinks: ["identity"],
  auxiliary: [residualScale("standard deviation of the residuals")],
  meanRange: realLine,
  scaledByResponse: true,
  responseRule: "a finite number",
  accepts: (value) => Number.isFinite(value),
  sampleResponse: (mu, [sigma], _trials, random) => mu + sigma! * random.normal(),
  logLikelihood: (y, _trials, mu, [sigma], math) => {
    const z = (y - mu) / sigma!;
    return -0.5 * (z * z + logTwoPi) - math.log(sigma!);
  },
  cumulative: (y, _trials, mu, [sigma]) => normalCdf((y - mu) / sigma!),
};
