/** Default priors of auxiliary parameters: Bambi's table (0.15 to 0.18), and R-INLA's. */
import type { AuxiliaryRule, DefaultPrior } from "../family.js";

/** R-INLA's log-gamma(1, 5e-5) on a log precision is Gamma(1, 5e-5) on the precision. */
export const inlaPrecisionPrior: DefaultPrior = {
  distribution: { name: "Gamma", parameters: [1, 5e-5] },
  scale: "precision",
  reason: "R-INLA's default: log-gamma(1, 5e-5) on the log precision",
};

/** A residual scale in units of the response. */
export function residualScale(summary: string): AuxiliaryRule {
  return {
    name: "sigma",
    summary,
    defaultPrior: (sdOfResponse) => ({
      distribution: { name: "HalfStudentT", parameters: [4, sdOfResponse] },
      reason: `scale: sd of the response = ${sdOfResponse.toPrecision(5)}, rule of Bambi`,
    }),
    inlaPrior: inlaPrecisionPrior,
  };
}

/** R-INLA's log-gamma(1, rate) on the log of a parameter is Gamma(1, rate) on the parameter. */
export function inlaShapePrior(name: string, rate: number): DefaultPrior {
  return {
    distribution: { name: "Gamma", parameters: [1, rate] },
    reason: `R-INLA's default: log-gamma(1, ${rate}) on log ${name}`,
  };
}

/** R-INLA's prior of the size of a negative binomial. */
export const inlaSizePrior: DefaultPrior = {
  distribution: { name: "PCSize", parameters: [7] },
  reason: "R-INLA's default: pc.mgamma(7)",
};

/** A shape or precision parameter without units. */
export function dispersion(name: string, summary: string, inlaPrior?: DefaultPrior): AuxiliaryRule {
  return {
    name,
    summary,
    defaultPrior: () => ({
      distribution: { name: "HalfCauchy", parameters: [1] },
      reason: `${name} has no scale of its own: HalfCauchy(1), rule of Bambi`,
    }),
    ...(inlaPrior && { inlaPrior }),
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
