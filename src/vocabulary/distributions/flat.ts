/** The improper uniform density on the whole line. */
import type { Distribution } from "../distribution.js";
import { realLine } from "./supports.js";

export const flat: Distribution = {
  name: "Flat",
  summary:
    "Flat(): constant density wherever the parameter may be; improper, so it cannot be drawn from.",
  parameters: [],
  density: undefined,
  support: () => realLine,
  sample: undefined,
  mean: () => NaN,
  standardDeviation: () => Infinity,
};
