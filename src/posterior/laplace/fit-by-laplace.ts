/** Fits a compiled model by integrated nested Laplace approximation. */
import {
  buildLatentPlan,
  openLatentGaussian,
  type CompiledModel,
  type LatentPlan,
} from "../../compiler/index.js";
import {
  checkByImportance,
  type ImportanceCheck,
  defaultLaplaceSettings,
  drawJointly,
  fitLaplace,
  inProcessLaplaceRunner,
  leaveOneOut,
  measureCriteria,
  openPointEvaluator,
  type Criteria,
  type LaplaceApproximation,
  type LaplaceStage,
  type PointEvaluator,
} from "../../engines/laplace/index.js";
import { openStream } from "../../math/index.js";
import { inferenceFailure } from "../inference-failure.js";
import type { Draws, InlaPosterior, InlaSettings, RowPredictions } from "../posterior.js";
import type { LatentGaussian } from "../../target/index.js";
import { largestShift, worthChecking } from "./approximation-limits.js";
import { correctFit } from "./correct-fit.js";
import { correctionLayout } from "./correction-layout.js";
import { correctedResults } from "./corrected-results.js";
import { criteriaDraws, measureUnitCriteria } from "./criteria-of-units.js";
import { diagnoseModes } from "../diagnose/several-modes.js";
import { diagnoseApproximation } from "./diagnose-approximation.js";
import type { OpenLaplaceThreads } from "./laplace-tasks.js";
import { noModeDiagnostic, notGaussianDiagnostic, stoppedDiagnostic } from "./laplace-failures.js";
import { combineEffects } from "./combine-effects.js";
import { reportedMarginals } from "./reported-marginals.js";
import { openReported } from "./reported-values.js";
import { worthSampling } from "./sampling-cost.js";
import { threadedRunner, type ThreadedRunner } from "./threaded-runner.js";

export const defaultInlaSettings: InlaSettings = {
  ...defaultLaplaceSettings,
  draws: 4000,
  seed: 1,
  correct: false,
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
    if (signal?.aborted === true) throw inferenceFailure([stoppedDiagnostic(model)]);
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
  { draws, seed }: Pick<InlaSettings, "draws" | "seed">,
): Draws {
  const { parameters } = model;
  const width = parameters.length;
  const values = new Float64Array(draws * width);
  const random = openStream(seed, "inla");
  const writeReported = openReported(plan);
  drawJointly(evaluator, points, draws, random, (draw, theta, x) =>
    writeReported(theta, x, values.subarray(draw * width, (draw + 1) * width)),
  );
  return { parameters, chains: 1, drawsPerChain: draws, values };
}

/** From observations, of which equal ones were one, back to the rows. */
function predictRows(
  { responses }: LatentPlan,
  { observations }: LatentGaussian,
  { points }: LaplaceApproximation,
): RowPredictions {
  if (responses.kind !== "rows" || !observations) {
    const units = responses.kind === "units" ? responses.start.length - 1 : 0;
    const unknown = (): Float64Array => new Float64Array(units).fill(NaN);
    return { cpo: unknown(), pit: unknown(), failure: new Float64Array(units).fill(1) };
  }
  const { cpo, pit, failure } = leaveOneOut(points, observations);
  const pick = (values: Float64Array): Float64Array =>
    Float64Array.from(responses.observations.ofRow, (observation) => values[observation]!);
  return { cpo: pick(cpo), pit: pick(pit), failure: pick(failure) };
}

function criteriaOf(
  { plan, target, evaluator, approximation }: Approximated,
  model: CompiledModel,
  seed: number,
): Criteria {
  const { points, optimum } = approximation;
  const { observations, latentCount } = target;
  if (observations) return measureCriteria(points, observations, optimum.theta);
  const settings = { draws: criteriaDraws, seed };
  const draws = drawReported(plan, model, evaluator, approximation, settings);
  const mean = new Float64Array(latentCount);
  for (const { weight, mean: own } of points)
    for (let j = 0; j < latentCount; j++) mean[j]! += weight * own[j]!;
  const centre = new Float64Array(model.parameters.length);
  openReported(plan)(optimum.theta, mean, centre);
  return measureUnitCriteria(model, draws, centre);
}

/** Draws that the approximation is checked with. */
const checkDraws = 1000;
/** With more latents weights of whole draws say little: their noise grows with every latent. */
const mostChecked = 400;

/** k-hat of few draws is itself a guess, and a wrong one is worse than the wait for more draws. */
const doubtfulTail = 0.6;
const moreDraws = 5000;

/** Where most draws count and yet the tail of their weights looks heavy, many more draws decide. */
function checkTwice(
  evaluator: PointEvaluator,
  points: LaplaceApproximation["points"],
): ImportanceCheck {
  const check = checkByImportance(evaluator, points, checkDraws, openStream(1, "inla check"));
  const doubtful = check.kHat > doubtfulTail && check.effectiveDraws > 0.5 * check.draws;
  if (!doubtful) return check;
  return checkByImportance(evaluator, points, moreDraws, openStream(2, "inla check"));
}

/** A model opened for approximation, and its approximation. */
interface Approximated {
  readonly plan: LatentPlan;
  readonly target: LatentGaussian;
  readonly evaluator: PointEvaluator;
  readonly approximation: LaplaceApproximation;
  readonly seconds: { readonly compile: number; readonly approximation: number };
  /** Open. */
  readonly runner: ThreadedRunner;
}

function openRunner(
  model: CompiledModel,
  plan: LatentPlan,
  evaluator: PointEvaluator,
  options: LaplaceFitOptions,
  stage: () => LaplaceStage,
): ThreadedRunner {
  const onProgress = (done: number, total: number): void =>
    options.onProgress?.({ stage: stage(), done, total });
  return threadedRunner({
    own: inProcessLaplaceRunner(evaluator, openPause(model, options, onProgress)),
    evaluator,
    pause: openPause(model, options, () => undefined),
    openThreads: () => options.openThreads?.(plan),
    signal: options.signal,
    onProgress,
    stop: () => {
      throw inferenceFailure([stoppedDiagnostic(model)]);
    },
    now: options.now ?? clock,
  });
}

async function approximate(
  model: CompiledModel,
  settings: InlaSettings,
  options: LaplaceFitOptions,
): Promise<Approximated> {
  const { now = clock } = options;
  const started = now();
  const plan = buildLatentPlan(model.spec);
  if ("kind" in plan) throw inferenceFailure([notGaussianDiagnostic(plan, model)]);
  const target = openLatentGaussian(plan);
  const evaluator = openPointEvaluator(target);
  const prepared = now();
  let stage: LaplaceStage = "mode";
  const runner = openRunner(model, plan, evaluator, options, () => stage);
  const logScales = worthSampling(evaluator) ? correctionLayout(plan).scales : undefined;
  const start = { theta: target.start, latent: target.prior.mean, logScales };
  const follow = (next: LaplaceStage): void => void (stage = next);
  try {
    const approximation = await fitLaplace(runner, start, settings, follow);
    if (approximation === undefined) throw inferenceFailure([noModeDiagnostic(model)]);
    const seconds = { compile: prepared - started, approximation: now() - prepared };
    return { plan, target, evaluator, approximation, seconds, runner };
  } catch (failure) {
    runner.close();
    throw failure;
  }
}

/** Holds the approximation against the exact density: a check where it is skewed, or the correction asked for. */
async function weighByExactDensity(
  { plan, target, evaluator, approximation, runner }: Approximated,
  settings: InlaSettings,
  { now = clock }: LaplaceFitOptions,
) {
  const skewness = largestShift(approximation);
  const skewed = skewness > worthChecking || approximation.coordinates.flatDirections > 0;
  const check =
    skewed && !settings.correct && target.latentCount <= mostChecked
      ? checkTwice(evaluator, approximation.points)
      : undefined;
  const checked = now();
  const correction = settings.correct
    ? await correctFit(plan, evaluator, approximation, settings, runner.weigh)
    : undefined;
  return { skewness, skewed, check, correction, checked };
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
  const approximated = await approximate(model, complete, options);
  const { plan, target, evaluator, approximation, seconds } = approximated;
  const integrated = now();
  const criteria = criteriaOf(approximated, model, complete.seed);
  const judged = now();
  const weighed = await weighByExactDensity(approximated, complete, options).finally(() =>
    approximated.runner.close(),
  );
  const { check, correction, checked } = weighed;
  const corrected = correction?.passed
    ? correctedResults(plan, model, correction, complete)
    : undefined;
  let drawn: Draws | undefined;
  let predicted: RowPredictions | undefined;
  return {
    kind: "fit",
    model,
    engine: "inla",
    settings: complete,
    approximation,
    criteria,
    ...(corrected?.reported ?? reportedMarginals(plan, approximation)),
    combine: (weights) =>
      corrected
        ? corrected.combine(weights)
        : combineEffects({ ...approximated, model, ...complete }, weights),
    get leaveOneOut() {
      return (predicted ??= predictRows(plan, target, approximation));
    },
    get draws() {
      return (drawn ??=
        corrected?.drawAgain() ?? drawReported(plan, model, evaluator, approximation, complete));
    },
    seconds: {
      compile: model.seconds + seconds.compile,
      approximation: seconds.approximation,
      criteria: judged - integrated,
      check: checked - judged,
      ...(correction && { correction: now() - checked }),
    },
    check,
    correction,
    diagnostics: [
      ...diagnoseApproximation(model, plan, approximation, {
        ...weighed,
        correct: complete.correct,
      }),
      ...diagnoseModes(model),
    ],
    interrupted: false,
  };
}
