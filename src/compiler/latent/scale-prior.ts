/** Priors of positive parameters as densities of their logarithm. */
import { densities } from "../../graph/index.js";
import { deterministic } from "../../math/index.js";
import type { ResolvedPrior } from "../../model/model-spec.js";
import { distributionNamed } from "../../vocabulary/index.js";
import { positive, supportOf } from "../scalar-parameters.js";
import type { LatentHyperparameter } from "./latent-plan.js";

export interface LogDensityAndSlope {
  readonly value: number;
  readonly slope: number;
}

const logTwo = 0.6931471805599453;

/** A positive parameter, with the bounds that its prior sets it. */
export function scaleHyperparameter(name: string, prior: ResolvedPrior): LatentHyperparameter {
  const { lower, upper } = supportOf({ prior, natural: positive });
  const bounds = lower > 0 || upper < Infinity ? { lower, upper } : undefined;
  return { name, kind: "scale", prior, ...(bounds && { bounds }) };
}

/** The variable of the prior is exp(power · theta), its Jacobian |power| exp(power · theta). */
const powers = { sd: 1, variance: 2, precision: -2 } as const;

/** The log density of theta, the log of an sd or auxiliary parameter; flat priors are flat in the parameter. */
export function openScalePrior({
  distribution,
  scale = "sd",
}: ResolvedPrior): (theta: number) => LogDensityAndSlope {
  const { density: name, parameters } = distributionNamed(distribution.name);
  if (name === undefined) return (theta) => ({ value: theta, slope: 1 });
  const power = powers[scale];
  const { logNormaliser, logKernel, slope } = densities[name];
  const [a = 0, b = 0, c = 0] = parameters.map((_parameter, k) => distribution.parameters[k]!);
  const normaliser = logNormaliser(a, b, c, deterministic);
  return (theta) => {
    const x = deterministic.exp(power * theta);
    const jacobian = power * theta + (power === 1 ? 0 : logTwo);
    return {
      value: normaliser + logKernel(x, a, b, c, deterministic) + jacobian,
      slope: power * (x * slope(x, a, b, c, deterministic) + 1),
    };
  };
}
