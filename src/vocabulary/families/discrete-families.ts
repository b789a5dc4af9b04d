/** Families whose responses are counts, so that a response has a probability and not a density. */
import type { FamilyName } from "../names.js";

export const discreteFamilies: ReadonlySet<FamilyName> = new Set<FamilyName>([
  "bernoulli",
  "binomial",
  "poisson",
  "negative_binomial",
]);
