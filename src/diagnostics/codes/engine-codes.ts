/** Diagnostic codes that the engine stage may report. */

export const engineCodes = {
  "bad-sampler-setting": {
    severity: "error",
    summary: "A setting of the sampler outside its range.",
  },
  "no-finite-start": {
    severity: "error",
    summary: "No starting point was found where the posterior density and its gradient are finite.",
  },
  "improper-posterior": {
    severity: "error",
    summary: "The posterior does not fall off in some direction: it has no finite total mass.",
  },
  "no-step-size": {
    severity: "error",
    summary: "No step of the sampler is small enough for the posterior where a chain stands.",
  },
  "nothing-drawn": {
    severity: "error",
    summary: "A fit was stopped before every chain had enough draws to keep.",
  },
  interrupted: {
    severity: "warning",
    summary: "A fit was stopped before its end; what was drawn is kept.",
  },
  "time-is-up": {
    severity: "warning",
    summary: "A fit ended by its time budget before it had its draws; what was drawn is kept.",
  },
  "not-enough-draws": {
    severity: "warning",
    summary: "A fit ended before every parameter had the effective draws that `until` asks for.",
  },
  resumed: {
    severity: "note",
    summary: "A fit went on from a checkpoint; its draws are those of a run without a break.",
  },
  "checkpoint-damaged": {
    severity: "error",
    summary: "A checkpoint that is not what was written, or a file that never was a checkpoint.",
  },
  "checkpoint-of-another-fit": {
    severity: "error",
    summary: "A checkpoint of another model, other data, other settings or another version.",
  },
  "checkpoint-not-written": {
    severity: "warning",
    summary: "A checkpoint could not be written; the fit itself went on.",
  },
  divergences: {
    severity: "warning",
    summary: "Some trajectories diverged: the draws may miss part of the posterior.",
  },
  "many-divergences": {
    severity: "warning",
    summary: "One trajectory in a hundred or more diverged: the result is not to be trusted.",
  },
  "tree-depth": {
    severity: "warning",
    summary: "Trajectories often reached the greatest tree depth: the sampler is slow, not wrong.",
  },
  "low-e-bfmi": {
    severity: "warning",
    summary: "Chains move too slowly through the energies of the posterior, often a heavy tail.",
  },
  "r-hat": {
    severity: "warning",
    summary: "Chains disagree about some parameters (R-hat above 1.01).",
  },
  "not-converged": {
    severity: "warning",
    summary: "Chains disagree badly (R-hat above 1.05): the result is not to be trusted.",
  },
  "low-ess": {
    severity: "warning",
    summary: "Fewer than 100 effective draws per chain for some parameters.",
  },
  "too-few-effective-draws": {
    severity: "warning",
    summary: "Fewer than 10 effective draws per chain: the result is not to be trusted.",
  },
  "stuck-chain": {
    severity: "warning",
    summary: "A chain hardly moved: the result is not to be trusted.",
  },
  "flat-prior-has-no-draws": {
    severity: "error",
    summary: "A prior without a finite total mass cannot be drawn from.",
  },
  "not-latent-gaussian": {
    severity: "error",
    summary: "The nested Laplace engine needs normal or flat priors of the common coefficients.",
  },
  "no-posterior-mode": {
    severity: "error",
    summary: "No mode of the posterior was found for the nested Laplace engine to start from.",
  },
  "mode-not-reached": {
    severity: "warning",
    summary: "The search for the mode of the hyperparameters ended where the density still rises.",
  },
  "approximation-weak": {
    severity: "warning",
    summary:
      "The exact posterior moves some means of an approximation by a tenth of an sd or more.",
  },
  "approximation-not-trusted": {
    severity: "warning",
    summary:
      "An approximation is far from the exact posterior: the result is not to be trusted, exit code 3.",
  },
  "engine-chosen": {
    severity: "note",
    summary: "Which engine `engine = auto` chose, and why.",
  },
  "correction-failed": {
    severity: "warning",
    summary:
      "An approximation could not be corrected to the exact posterior: the result is not to be trusted, exit code 3.",
  },
  "approximation-unchecked": {
    severity: "note",
    summary: "An approximation has skewed conditionals and too many effects to be checked.",
  },
  "scales-of-few-levels": {
    severity: "note",
    summary:
      "An approximation whose hyperparameters' density was not sampled has groups of few levels: intervals of their sds are a little off.",
  },
  "high-pareto-k": {
    severity: "warning",
    summary:
      "Leaving some rows out changes the posterior too much for importance sampling: their elpd is a guess.",
  },
  "waic-unreliable": {
    severity: "warning",
    summary: "The log likelihood of some rows varies too much over the posterior for WAIC.",
  },
  "variational-not-trusted": {
    severity: "warning",
    summary:
      "A variational approximation is far from the exact posterior: the result is not to be trusted, exit code 3.",
  },
  "variational-not-converged": {
    severity: "warning",
    summary: "A variational approximation had not settled when its iterations ended, exit code 3.",
  },
  "no-normal-approximation": {
    severity: "error",
    summary: "No normal distribution has a finite evidence bound for a variational engine.",
  },
  "several-modes": {
    severity: "warning",
    summary:
      "A posterior has modes that a valley keeps apart: the result may describe one of them only, exit code 3.",
  },
  "flat-hyperparameter": {
    severity: "warning",
    summary: "The density of a hyperparameter is flat around its mode.",
  },
  "nothing-simulated": {
    severity: "error",
    summary: "No data can be simulated from the priors of a model.",
  },
  "not-calibrated": {
    severity: "warning",
    summary:
      "Fits to data from a model's own priors do not find the truth as often as they say, exit code 3.",
  },
  "calibration-fits-failed": {
    severity: "warning",
    summary: "Some fits of a simulation-based calibration failed; each counts as one that missed.",
  },
} as const;
