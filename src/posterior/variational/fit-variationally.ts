/** Fits a compiled model by ADVI or pathfinder: runs the engine, names its draws and judges them. */
import type { CompiledModel } from "../../compiler/compiled-model.js";
import type { Diagnostic } from "../../diagnostics/index.js";
import { advi, defaultAdviSettings, type AdviSettings } from "../../engines/advi/index.js";
import {
  defaultPathfinderSettings,
  pathfinder,
  type PathfinderSettings,
} from "../../engines/pathfinder/index.js";
import { heaviestTail } from "../../engines/variational/importance-draws.js";
import type {
  VariationalDraws,
  VariationalFailure,
  VariationalRun,
} from "../../engines/variational/variational-progress.js";
import { openEvaluator, type Evaluator } from "../../kernels/index.js";
import { diagnoseModes } from "../diagnose/several-modes.js";
import { inferenceFailure } from "../inference-failure.js";
import { stoppedDiagnostic } from "../laplace/laplace-failures.js";
import type { AdviPosterior, Draws, PathfinderPosterior } from "../posterior.js";
import { diagnoseVariational } from "./diagnose-variational.js";
import { heavyMoments } from "./moment-tails.js";
import { openAdviTarget } from "./open-advi-target.js";
import { runInTurns, type VariationalFitOptions } from "./run-in-turns.js";
import { checkAdviSettings, checkPathfinderSettings } from "./variational-settings.js";

function failureDiagnostic(failure: VariationalFailure, model: CompiledModel): Diagnostic {
  switch (failure) {
    case "stopped":
      return stoppedDiagnostic(model);
    case "no-finite-start":
      return {
        code: failure,
        severity: "error",
        message: `no starting point with a finite density and gradient was found in 100 tries for the posterior of model ${model.spec.name}`,
        help: "look for extreme values in the data, a link that the response does not allow, or priors that exclude every point",
      };
    case "no-approximation":
      return {
        code: "no-normal-approximation",
        severity: "error",
        message: `no normal distribution with a finite evidence bound was found for the posterior of ${model.spec.name}`,
        help: "look for flat priors that the data do not settle, or use engine = nuts, which may say more",
      };
  }
}

function reportDraws(
  { parameters }: CompiledModel,
  evaluator: Evaluator,
  { positions, draws }: VariationalDraws,
): Draws {
  const width = parameters.length;
  const dimension = positions.length / draws;
  const values = new Float64Array(draws * width);
  for (let draw = 0; draw < draws; draw++)
    evaluator.report(
      positions.subarray(draw * dimension, (draw + 1) * dimension),
      values.subarray(draw * width, (draw + 1) * width),
    );
  return { parameters, chains: 1, drawsPerChain: draws, values };
}

type Open<Drawn> = (evaluator: Evaluator) => VariationalRun<Drawn | VariationalFailure>;

/** What both engines' fits have. */
async function fitBy<Drawn extends VariationalDraws>(
  model: CompiledModel,
  open: Open<Drawn>,
  options: VariationalFitOptions,
) {
  const { now = () => performance.now() / 1000 } = options;
  const started = now();
  const evaluator = openEvaluator(model.plan);
  const drawn = await runInTurns(open(evaluator), options, now);
  if (typeof drawn === "string") throw inferenceFailure([failureDiagnostic(drawn, model)]);
  const draws = reportDraws(model, evaluator, drawn);
  // Weights that are not used say more than any moment by them.
  const heavy = drawn.quality.resampled
    ? heavyMoments(model, evaluator, drawn.candidates, heaviestTail)
    : [];
  const fit = {
    kind: "fit" as const,
    model,
    draws,
    quality: drawn.quality,
    seconds: { compile: model.seconds, approximation: now() - started },
    diagnostics: diagnoseVariational(drawn.quality, heavy, model.spec.name),
    interrupted: false,
  };
  return { fit, drawn };
}

/**
 * Approximates the posterior by a normal on the unconstrained scale. The same model and settings give
 * the same draws on every machine. Rejects with an `InferenceFailure` when the settings are impossible,
 * nothing can be approximated, or the run was stopped.
 */
export async function fitByAdvi(
  model: CompiledModel,
  settings: Partial<AdviSettings> = {},
  options: VariationalFitOptions = {},
): Promise<AdviPosterior> {
  const complete: AdviSettings = { ...defaultAdviSettings, ...settings };
  const mistakes = checkAdviSettings(complete, {
    dimension: model.plan.dimension,
    rowCount: model.spec.totals?.unitNames.length ?? model.spec.design.response.values.length,
  });
  if (mistakes.length > 0) throw inferenceFailure(mistakes);
  const { fit, drawn } = await fitBy(
    model,
    (evaluator) => advi(openAdviTarget(model, evaluator, complete), complete),
    options,
  );
  const { meanError, linearResponse } = drawn;
  const diagnostics = [...fit.diagnostics, ...diagnoseModes(model)];
  return { ...fit, diagnostics, engine: "advi", settings: complete, meanError, linearResponse };
}

/** The same by normals along the paths of an optimiser, mixed. */
export async function fitByPathfinder(
  model: CompiledModel,
  settings: Partial<PathfinderSettings> = {},
  options: VariationalFitOptions = {},
): Promise<PathfinderPosterior> {
  const complete: PathfinderSettings = { ...defaultPathfinderSettings, ...settings };
  const mistakes = checkPathfinderSettings(complete);
  if (mistakes.length > 0) throw inferenceFailure(mistakes);
  const { fit } = await fitBy(model, ({ logDensity }) => pathfinder(logDensity, complete), options);
  return { ...fit, engine: "pathfinder", settings: complete };
}
