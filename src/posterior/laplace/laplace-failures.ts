/** Why a model cannot be approximated, in words for its user. */
import type { CompiledModel, NotLatentGaussian } from "../../compiler/index.js";
import type { Diagnostic } from "../../diagnostics/index.js";
import { printDistribution } from "../../vocabulary/index.js";

export function notGaussianDiagnostic(
  problem: NotLatentGaussian,
  { spec }: CompiledModel,
): Diagnostic {
  const { parameter, prior } = problem;
  return {
    code: "not-latent-gaussian",
    severity: "error",
    message: `engine = inla needs normal or flat priors for the intercept and common coefficients, and \`${parameter}\` of ${spec.name} has ${printDistribution(prior.distribution)}`,
    expected: "Normal(mean, sd) or Flat()",
    found: printDistribution(prior.distribution),
    help: "give it a normal prior, or sample with engine = nuts, which takes any prior",
    ...(prior.span && { span: prior.span }),
  };
}

export function noModeDiagnostic({ spec }: CompiledModel): Diagnostic {
  return {
    code: "no-posterior-mode",
    severity: "error",
    message: `no mode of the posterior of ${spec.name} was found, so there is nothing to approximate it around`,
    help: "look for extreme values in the data, a link that the response does not allow, or flat priors that the data do not settle; engine = nuts may say more",
  };
}

export function stoppedDiagnostic({ spec }: CompiledModel): Diagnostic {
  return {
    code: "nothing-drawn",
    severity: "error",
    message: `the fit of ${spec.name} was stopped before the approximation was complete, so nothing is kept`,
  };
}
