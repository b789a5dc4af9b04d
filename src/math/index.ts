/** The mathematics room: elementary functions, random streams and draws, small linear algebra. */
export { cholesky, solveCholesky, solveLower, solveLowerTransposed } from "./cholesky.js";
export {
  sampleBeta,
  sampleCauchy,
  sampleExponential,
  sampleGamma,
  sampleLogGamma,
  sampleStudentT,
} from "./continuous-samplers.js";
export { deterministic } from "./deterministic.js";
export { sampleBinomial, sampleNegativeBinomial, samplePoisson } from "./discrete-samplers.js";
export type { Elementary } from "./elementary.js";
export { inverseMillsRatio, normalCdf, normalQuantile } from "./normal-distribution.js";
export { platform } from "./platform.js";
export type { RandomStream } from "./random-stream.js";
export { openStream } from "./random-stream.js";
export { logSumExp, quantile, weightedMean, weightedStandardDeviation } from "./summaries.js";
