/** How charts of fits name models, scales and intervals. */
import type { Posterior } from "../../posterior/posterior.js";
import { percentText } from "../parts/numbers.js";
import type { LinkName } from "../../vocabulary/index.js";

/** The unit of a coefficient, by link. */
const linkScales: Partial<Readonly<Record<LinkName, string>>> = {
  logit: "log odds",
  log: "log of the mean",
  probit: "probits",
  cloglog: "log hazard",
  inverse: "inverse of the mean",
};

export function scaleOf({ model }: Posterior): string {
  const { link, design } = model.spec;
  return linkScales[link] ?? `units of ${design.response.text}`;
}

export const engineNames: Readonly<Record<Posterior["engine"], string>> = {
  nuts: "NUTS",
  inla: "INLA",
  advi: "ADVI",
  pathfinder: "pathfinder",
};

/** `support: p(y, n) ~ x + (1 | g), by NUTS`. */
export function describeModelOf(fit: Posterior): string {
  const { name, formulaText } = fit.model.spec;
  return `${name}: ${formulaText}, by ${engineNames[fit.engine]}`;
}

/** The same of every formula among fits, once. */
export function describeModelsOf(fits: readonly { readonly fit: Posterior }[]): readonly string[] {
  const first = new Map<string, Posterior>();
  for (const { fit } of fits) {
    const { name, formulaText } = fit.model.spec;
    const key = JSON.stringify([name, formulaText]);
    if (!first.has(key)) first.set(key, fit);
  }
  return [...first.values()].map(describeModelOf);
}

/** `median, quartiles and 94 % highest-density interval`. */
export function intervalWords(probability: number): string {
  return `median, quartiles and ${percentText(probability)} highest-density interval`;
}
