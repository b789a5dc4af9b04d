/**
 * The kernels that a block plan may call, with the roles of their arguments.
 *
 * Addresses are byte offsets into one linear memory. `n` is the number of rows in the block.
 * Columns and row buffers are contiguous doubles; indices are int32 already multiplied by 8.
 * Every likelihood kernel overwrites `dEta` (or `dMu`), adds to `dAux` and returns the block's sum.
 */

/** Row-buffer kernels. */
export const predictorKernels = {
  /** out[i] = *value */
  fill: ["out", "value", "n"],
  /** out[i] = x[i] */
  copy: ["out", "x", "n"],
  /** out[i] += x[i] */
  add_column: ["out", "x", "n"],
  /** out[i] += sum_j X[j][i] beta[j]; column j starts at X + j * columnStride bytes */
  columns_times: ["out", "X", "columnStride", "columnCount", "beta", "n"],
  /** dBeta[j] += sum_i X[j][i] d[i] */
  columns_transposed: ["dBeta", "X", "columnStride", "columnCount", "d", "n"],
  /** out[i] += table[index[i]] */
  gather_add: ["out", "table", "index", "n"],
  gather_add2: ["out", "table1", "index1", "table2", "index2", "n"],
  gather_add3: ["out", "table1", "index1", "table2", "index2", "table3", "index3", "n"],
  /** dTable[index[i]] += d[i] */
  scatter_add: ["dTable", "index", "d", "n"],
  scatter_add2: ["dTable1", "index1", "dTable2", "index2", "d", "n"],
  scatter_add3: ["dTable1", "index1", "dTable2", "index2", "dTable3", "index3", "d", "n"],
  /** out[i] += table[index[i]] * x[i] */
  gather_multiply_add: ["out", "table", "index", "x", "n"],
  /** dTable[index[i]] += d[i] * x[i] */
  scatter_multiply_add: ["dTable", "index", "x", "d", "n"],
  /** *dValue += sum_i d[i] */
  sum_rows: ["dValue", "d", "n"],
} as const;

/** mu = inverse link of eta, and dEta = dMu * dmu/deta. */
export const linkKernels = {
  inverse_log: ["mu", "eta", "n"],
  inverse_log_pullback: ["dEta", "dMu", "mu", "eta", "n"],
  inverse_inverse: ["mu", "eta", "n"],
  inverse_inverse_pullback: ["dEta", "dMu", "mu", "eta", "n"],
  inverse_logit: ["mu", "eta", "n"],
  inverse_logit_pullback: ["dEta", "dMu", "mu", "eta", "n"],
  inverse_probit: ["mu", "eta", "n"],
  inverse_probit_pullback: ["dEta", "dMu", "mu", "eta", "n"],
  inverse_cloglog: ["mu", "eta", "n"],
  inverse_cloglog_pullback: ["dEta", "dMu", "mu", "eta", "n"],
} as const;

/**
 * Log likelihoods without the constants that depend on data alone. Sufficient statistics per row
 * (w = weight of a merged observation):
 *   binomial            successes = sum w y, trials = sum w n
 *   poisson             count = sum w y, exposure = sum w
 *   gaussian            mean = weighted mean of y, weight = sum w, squares = sum w (y - mean)^2
 *   gaussian_known      mean = precision-weighted mean of y, precision = sum w / se^2
 *   student_t, negative_binomial   y, weight (rows merge only where y is equal)
 *   gamma               sum = sum w y, weight = sum w, logSum = sum w log y
 *   beta                logSum = sum w log y, log1mSum = sum w log(1 - y), weight = sum w
 * aux points at the auxiliary parameters on their natural scale: gaussian [sigma];
 * student_t [sigma, nu]; negative_binomial [alpha]; gamma [alpha]; beta [kappa].
 *
 * Value of a row, p = inverse link of eta (every addend free of parameters is left out, also
 * log pi; the graph's likelihood node carries those as one constant):
 *   binomial            successes log p + (trials - successes) log(1 - p)
 *   poisson             count log mu - exposure mu
 *   gaussian            -weight log sigma - (squares + weight (mean - mu)^2) / (2 sigma^2)
 *   gaussian_known      -precision (mean - mu)^2 / 2
 *   student_t           weight [lgamma((nu + 1)/2) - lgamma(nu/2) - log(nu)/2 - log sigma
 *                               - (nu + 1)/2 log1p(((y - mu)/sigma)^2 / nu)]
 *   negative_binomial   weight [lgamma(y + alpha) - lgamma(alpha) + alpha log(alpha)
 *                               + y log(mu) - (alpha + y) log(alpha + mu)]
 *   gamma               weight [alpha log(alpha) - alpha log(mu) - lgamma(alpha)]
 *                               + alpha logSum - alpha sum / mu
 *   beta                weight [lgamma(kappa) - lgamma(mu kappa) - lgamma((1 - mu) kappa)]
 *                               + mu kappa logSum + (1 - mu) kappa log1mSum
 */
export const likelihoodKernels = {
  /** Every trial count is 1: one logarithm per block by the product trick. */
  bernoulli_logit: ["eta", "dEta", "y", "n"],
  binomial_logit: ["eta", "dEta", "successes", "trials", "n"],
  binomial_probit: ["eta", "dEta", "successes", "trials", "n"],
  binomial_cloglog: ["eta", "dEta", "successes", "trials", "n"],
  binomial_identity: ["mu", "dMu", "successes", "trials", "n"],
  poisson_log: ["eta", "dEta", "count", "exposure", "n"],
  poisson_identity: ["mu", "dMu", "count", "exposure", "n"],
  gaussian: ["mu", "dMu", "mean", "weight", "squares", "aux", "dAux", "n"],
  gaussian_known: ["mu", "dMu", "mean", "precision", "n"],
  student_t: ["mu", "dMu", "y", "weight", "aux", "dAux", "n"],
  negative_binomial_log: ["eta", "dEta", "y", "weight", "aux", "dAux", "n"],
  negative_binomial: ["mu", "dMu", "y", "weight", "aux", "dAux", "n"],
  gamma_log: ["eta", "dEta", "sum", "weight", "logSum", "aux", "dAux", "n"],
  gamma: ["mu", "dMu", "sum", "weight", "logSum", "aux", "dAux", "n"],
  beta: ["mu", "dMu", "logSum", "log1mSum", "weight", "aux", "dAux", "n"],
} as const;

export type KernelName =
  keyof typeof predictorKernels | keyof typeof linkKernels | keyof typeof likelihoodKernels;
