/** The mathematics room: elementary functions, random streams and draws, small linear algebra. Sparse: sparse/. */
export { chiSquareQuantile } from "./chi-square.js";
export {
  cholesky,
  invertCholesky,
  solveCholesky,
  solveLower,
  solveLowerTransposed,
} from "./cholesky.js";
export {
  sampleBeta,
  sampleCauchy,
  sampleExponential,
  sampleGamma,
  sampleLogGamma,
  sampleStudentT,
} from "./continuous-samplers.js";
export { deterministic } from "./deterministic.js";
export { digammaGap, type DigammaGap } from "./digamma-gap.js";
export { sampleBinomial, sampleNegativeBinomial, samplePoisson } from "./discrete-samplers.js";
export type { Elementary } from "./elementary.js";
export { gaussHermite, type Quadrature } from "./gauss-hermite.js";
export { adjustByHolm } from "./holm.js";
export { betaCdf } from "./incomplete-beta.js";
export { gammaCdf, gammaSurvival } from "./incomplete-gamma.js";
export { inverseMillsRatio, normalCdf, normalQuantile } from "./normal-distribution.js";
export { platform } from "./platform.js";
export { smoothRatios, smoothWeights, type SmoothedWeights } from "./pareto-tail.js";
export { descend, openMinimiser, type CurvaturePair, type Minimiser } from "./limited-memory.js";
export { orthonormalise } from "./orthonormalise.js";
export { innerProduct, type Objective } from "./line-search.js";
export { owenT, skewNormalCdf, skewNormalDensity } from "./skew-normal.js";
export { openSobol } from "./sobol.js";
export { openStratifiedStream, type StratifiedStream } from "./stratified-stream.js";
export { tetragamma, trigamma } from "./polygamma.js";
export type { RandomStream, ResumableStream } from "./random-stream.js";
export { openStream } from "./random-stream.js";
export { drawSuccessively } from "./successive-sampling.js";
export { logSumExp, quantile, weightedMean, weightedStandardDeviation } from "./summaries.js";
export { symmetricEigen, type SymmetricEigen } from "./symmetric-eigen.js";
export {
  embedModule,
  largestMemory,
  openPrivateMemory,
  openSharedMemory,
  type EmbeddedModule,
} from "./web-assembly.js";
export {
  evaluateSpline,
  uniformSpline,
  type SplineValue,
  type UniformSpline,
} from "./uniform-spline.js";
export {
  envelopeBand,
  openEnvelope,
  type EnvelopeBand,
  type EnvelopeResult,
} from "./uniform-envelope.js";
