/** The vocabulary room: families, links and distributions by their usual names. */
export type {
  Distribution,
  DistributionParameter,
  DistributionValue,
  Support,
} from "./distribution.js";
export type { DistributionName } from "./distributions/index.js";
export { distributionNamed, distributions } from "./distributions/index.js";
export { drawWithin } from "./draw-within.js";
export { inlaPrecisionPrior } from "./families/auxiliary-rules.js";
export { discreteFamilies } from "./families/discrete-families.js";
export { families, findFamily } from "./families/index.js";
export { responseVariances } from "./families/response-variances.js";
export type { AuxiliaryRule, DefaultPrior, Family } from "./family.js";
export type { Link } from "./links.js";
export { links } from "./links.js";
export type { FamilyName, LinkName } from "./names.js";
export { readDistribution } from "./read-distribution.js";
export { printDistribution } from "./print-distribution.js";
