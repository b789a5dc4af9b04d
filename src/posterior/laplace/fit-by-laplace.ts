/** Fits a compiled model by integrated nested Laplace approximation. */
import {
  buildLatentPlan,
  openLatentGaussian,
  type CompiledModel,
  type LatentPlan,
  type NotLatentGaussian,
} from "../../compiler/index.js";
import type { Diagnostic } from "../../diagnostics/index.js";
import {
  checkByImportance,
  defaultLaplaceSettings,
  drawJointly,
  fitLaplace,
  inProcessLaplaceRunner,
  measureCriteria,
  openPointEvaluator,
  type LaplaceApproximation,
  type LaplaceStage,
  type PointEvaluator,
} from "../../engines/laplace/index.js";
import { openStream } from "../../math/index.js";
import { printDistribution } from "../../vocabulary/index.js";
import { inferenceFailure } from "../inference-failure.js";
import type { Draws, InlaPosterior, InlaSettings } from "../posterior.js";
import { diagnoseApproximation } from "./diagnose-approximation.js";
import type { OpenLaplaceThreads } from "./laplace-tasks.js";
import { reportedMarginals } from "./reported-marginals.js";
import { writeReported } from "./reported-values.js";
import { threadedRunner } from "./threaded-runner.js";

export const defaultInlaSettings: InlaSettings = {
  ...defaultLaplaceSettings,
  draws: 4000,
  seed: 1,
};

export interface LaplaceProgress {
  readonly stage: LaplaceStage;
  /** Points evaluated, of those that the stage has asked for. */
  readonly done: number;
  readonly total: number;
}

export interface LaplaceFitOptions {
  readonly onProgress?: ((progress: LaplaceProgress) => void) | undefined;
  /** Once aborted, the fit rejects: an approximation has nothing to keep before its end. */
  readonly signal?: AbortSignal | undefined;
  /** Seconds on a clock that only goes forward. */
  readonly now?: (() => number) | undefined;
  /** Threads for models whose points take long; all in the calling thread when not given. */
  readonly openThreads?: OpenLaplaceThreads | undefined;
}

function notGaussianDiagnostic(
  { parameter, prior }: NotLatentGaussian,
  { spec }: CompiledModel,
): Diagnostic {
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

function noModeDiagnostic({ spec }: CompiledModel): Diagnostic {
  return {
    code: "no-posterior-mode",
    severity: "error",
    message: `no mode of the posterior of ${spec.name} was found, so there is nothing to approximate it around`,
    help: "look for extreme values in the data, a link that the response does not allow, or flat priors that the data do not settle; engine = nuts may say more",
  };
}

function stopped({ spec }: CompiledModel): Diagnostic {
  return {
    code: "nothing-drawn",
    severity: "error",
    message: `the fit of ${spec.name} was stopped before the approximation was complete, so nothing is kept`,
  };
}

/** Seconds between two pauses in which the host may handle its events. */
const pauseEvery = 0.05;

/** Lets events in now and then, and ends the fit once its signal is aborted. */
function openPause(
  model: CompiledModel,
  { signal, now = clock }: LaplaceFitOptions,
  tell: (done: number, total: number) => void,
): (done: number, total: number) => Promise<void> {
  let paused = now();
  return async (done, total) => {
    tell(done, total);
    if (now() - paused > pauseEvery) {
      await new Promise((resume) => setTimeout(resume, 0));
      paused = now();
    }
    if (signal?.aborted === true) throw inferenceFailure([stopped(model)]);
  };
}

function clock(): number {
  return performance.now() / 1000;
}

/** Draws of every reported parameter from the joint approximation. */
function drawReported(
  plan: LatentPlan,
  model: CompiledModel,
  evaluator: PointEvaluator,
  { points }: LaplaceApproximation,
  { draws, seed }: InlaSettings,
): Draws {
  const { parameters } = model;
  const width = parameters.length;
  const values = new Float64Array(draws * width);
  const random = openStream(seed, "inla");
  drawJointly(evaluator, points, draws, random, (draw, theta, x) =>
    writeReported(plan, theta, x, values.subarray(draw * width, (draw + 1) * width)),
  );
  return { parameters, chains: 1, drawsPerChain: draws, values };
}

/** Draws that the approximation is checked with. */
const checkDraws = 1000;
/** A conditional mean that leaves its mode by more posterior sds than this shows a skewed conditional. */
const skewed = 0.15;

function looksSkewed({ centre, coordinates }: LaplaceApproximation): boolean {
  const { mean, mode, variance } = centre;
  return (
    coordinates.flatDirections > 0 ||
    mean.some((value, j) => Math.abs(value - mode[j]!) > skewed * Math.sqrt(variance[j]!))
  );
}

/**
 * Rejects with an `InferenceFailure` when the model is not latent Gaussian, its posterior has no mode, or
 * the run was stopped. The same model and settings give the same numbers on every machine.
 */
export async function fitByLaplace(
  model: CompiledModel,
  settings: Partial<InlaSettings> = {},
  options: LaplaceFitOptions = {},
): Promise<InlaPosterior> {
  const { now = clock } = options;
  const complete = { ...defaultInlaSettings, ...settings };
  const started = now();
  const plan = buildLatentPlan(model.spec);
  if ("kind" in plan) throw inferenceFailure([notGaussianDiagnostic(plan, model)]);
  const target = openLatentGaussian(plan);
  const evaluator = openPointEvaluator(target);
  const prepared = now();
  let stage: LaplaceStage = "mode";
  const pause = openPause(model, options, (done, total) =>
    options.onProgress?.({ stage, done, total }),
  );
  const runner = threadedRunner({
    own: inProcessLaplaceRunner(evaluator, pause),
    openThreads: () => options.openThreads?.(plan),
    signal: options.signal,
    onProgress: (done, total) => options.onProgress?.({ stage, done, total }),
    stop: () => {
      throw inferenceFailure([stopped(model)]);
    },
    now,
  });
  const start = { theta: target.start, latent: target.prior.mean };
  const approximation = await fitLaplace(runner, start, complete, (next) => (stage = next)).finally(
    () => runner.close(),
  );
  if (approximation === undefined) throw inferenceFailure([noModeDiagnostic(model)]);
  const integrated = now();
  const criteria = measureCriteria(
    approximation.points,
    target.observations,
    approximation.optimum.theta,
  );
  const criteriaDone = now();
  const check = looksSkewed(approximation)
    ? checkByImportance(evaluator, approximation.points, checkDraws, openStream(1, "inla check"))
    : undefined;
  const checked = now();
  let drawn: Draws | undefined;
  return {
    kind: "fit",
    model,
    engine: "inla",
    settings: complete,
    approximation,
    criteria,
    ...reportedMarginals(plan, approximation),
    get draws() {
      return (drawn ??= drawReported(plan, model, evaluator, approximation, complete));
    },
    seconds: {
      compile: model.seconds + prepared - started,
      approximation: integrated - prepared,
      criteria: criteriaDone - integrated,
      check: checked - criteriaDone,
    },
    check,
    diagnostics: diagnoseApproximation(model, plan, approximation, check),
    interrupted: false,
  };
}
