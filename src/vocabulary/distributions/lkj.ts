/** The LKJ distribution of correlation matrices (Lewandowski, Kurowicka & Joe 2009). */
import type { Distribution } from "../distribution.js";

export const lkj: Distribution = {
  name: "LKJ",
  summary:
    "LKJ(eta): density of a correlation matrix proportional to its determinant to the power eta - 1; eta = 1 is uniform.",
  parameters: [{ name: "eta", constraint: "positive" }],
  density: undefined,
  support: () => ({ lower: -1, upper: 1 }),
  sample: undefined,
  mean: () => 0,
  // Of one correlation in a 2 × 2 matrix: (r + 1) / 2 is Beta(eta, eta).
  standardDeviation: ([eta]) => 1 / Math.sqrt(2 * eta! + 1),
};
