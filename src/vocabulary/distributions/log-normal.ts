/** The distribution of the exponential of a normal variate. */
import { deterministic } from "../../math/index.js";
import type { Distribution } from "../distribution.js";
import { positiveLine } from "./supports.js";

const { exp, expm1 } = deterministic;

export const logNormal: Distribution = {
  name: "LogNormal",
  summary: "LogNormal(mu, sigma): its logarithm is Normal(mu, sigma).",
  parameters: [
    { name: "mu", constraint: "real", default: 0 },
    { name: "sigma", constraint: "positive", default: 1 },
  ],
  density: "log_normal",
  support: () => positiveLine,
  sample: ([mu, sigma], random) => exp(mu! + sigma! * random.normal()),
  mean: ([mu, sigma]) => exp(mu! + 0.5 * sigma! * sigma!),
  standardDeviation: ([mu, sigma]) =>
    exp(mu! + 0.5 * sigma! * sigma!) * Math.sqrt(expm1(sigma! * sigma!)),
};
