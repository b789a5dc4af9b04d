/** Default priors of auxiliary parameters: Bambi's table (0.15 to 0.18). */
import type { AuxiliaryRule } from "../family.js";

/** A residual scale in units of the response. */
export function residualScale(summary: string): AuxiliaryRule {
  return {
    name: "sigma",
    summary,
    defaultPrior: (sdOfResponse) => ({
      distribution: { name: "HalfStudentT", parameters: [4, sdOfResponse] },
      reason: `scale: sd of the response = ${sdOfResponse.toPrecision(5)}, rule of Bambi`,
    }),
  };
}

/** A shape or precision parameter without units. */
export function dispersion(name: string, summary: string): AuxiliaryRule {
  return {
    name,
    summary,
    defaultPrior: () => ({
      distribution: { name: "HalfCauchy", parameters: [1] },
      reason: `${name} has no scale of its own: HalfCauchy(1), rule of Bambi`,
    }),
  };
}

export const degreesOfFreedom: AuxiliaryRule = {
  name: "nu",
  summary: "degrees of freedom of the residuals",
  defaultPrior: () => ({
    distribution: { name: "Gamma", parameters: [2, 0.1] },
    reason: "degrees of freedom with mean 20: Gamma(2, 0.1), rule of Bambi",
  }),
};
