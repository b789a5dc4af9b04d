/** The family of a model in a few words: with its link, or of what its totals are. */
import { countOf } from "../data/index.js";
import type { ModelSpec } from "../model/model-spec.js";

export function familyText({ family, link, totals }: ModelSpec): string {
  if (!totals) return `${family}(${link})`;
  const { outcomes, dispersed, likelihood, unitNames, unitsName } = totals;
  const two = outcomes.length === 2;
  const units = countOf(unitNames.length, "unit");
  if (dispersed)
    return `${two ? "beta_binomial" : "dirichlet_multinomial"} of ${units} of ${unitsName}`;
  return `${two ? "binomial" : "multinomial"}(likelihood = ${likelihood}) of ${units} of ${unitsName}`;
}
