/** The normal distribution by mean and standard deviation. */
import type { Distribution } from "../distribution.js";
import { realLine } from "./supports.js";

export const normal: Distribution = {
  name: "Normal",
  summary: "Normal(mu, sigma): mean mu, standard deviation sigma.",
  parameters: [
    { name: "mu", constraint: "real", default: 0 },
    { name: "sigma", constraint: "positive", default: 1 },
  ],
  density: "normal",
  support: () => realLine,
  sample: ([mu, sigma], random) => mu! + sigma! * random.normal(),
  mean: ([mu]) => mu!,
  standardDeviation: ([, sigma]) => sigma!,
};
