/** Fits a compiled model by NUTS: runs its chains, names their draws and judges them. */
import type { CompiledModel } from "../compiler/compiled-model.js";
import {
  defaultNutsSettings,
  type ChainOutcome,
  type ChainResult,
  type NutsSettings,
} from "../engines/nuts/index.js";
import {
  inProcessRunner,
  type ChainJob,
  type ChainRunner,
  type RunOptions,
} from "./chain-runner.js";
import { diagnosePosterior } from "./diagnose/diagnose-posterior.js";
import { chainFailureDiagnostic, inferenceFailure } from "./inference-failure.js";
import { checkSettings } from "./check-settings.js";
import type { Draws, NutsPosterior } from "./posterior.js";
import { truncateChain } from "./truncate-chain.js";
import {
  openPositionReport,
  type ChainCoordinates,
  type PositionReport,
} from "./whitening/chain-coordinates.js";

export interface FitOptions extends RunOptions {
  /** Where the chains run; in the calling thread when not given. */
  readonly runner?: ChainRunner | undefined;
  /** Coordinates to sample in. */
  readonly coordinates?: ChainCoordinates | undefined;
  /** Seconds that finding them took. */
  readonly laplaceSeconds?: number | undefined;
}

/** Fewer draws per chain than this are not worth keeping when a fit is interrupted. */
const fewestDraws = 10;

/**
 * Draws from the posterior of a model. The same model, settings and seed give the same draws with
 * every runner. Rejects with a `InferenceFailure` when the settings are impossible, a chain cannot run,
 * or the run was stopped before there was anything to keep.
 */
export async function fitModel(
  model: CompiledModel,
  settings: Partial<NutsSettings> = {},
  options: FitOptions = {},
): Promise<NutsPosterior> {
  const complete: NutsSettings = { ...defaultNutsSettings, ...settings };
  const mistakes = checkSettings(complete);
  if (mistakes.length > 0) throw inferenceFailure(mistakes);
  const { runner = inProcessRunner, coordinates, laplaceSeconds, ...runOptions } = options;
  const jobs = Array.from({ length: complete.chains }, (_, chain): ChainJob => ({
    plan: model.plan,
    settings: complete,
    chain,
    coordinates,
  }));
  const outcomes = await runner(jobs, runOptions);
  const positions = openPositionReport(model, coordinates);
  const results = keptChains(model, outcomes, complete, positions.dimension);
  return posteriorOf(model, complete, results, { positions, laplaceSeconds });
}

/** The chains' results cut to one length, or a failure. */
function keptChains(
  model: CompiledModel,
  outcomes: readonly ChainOutcome[],
  settings: NutsSettings,
  dimension: number,
): readonly ChainResult[] {
  const failures = outcomes.filter((outcome) => outcome.kind === "failure");
  if (failures[0] !== undefined)
    throw inferenceFailure([chainFailureDiagnostic(failures[0], model)]);
  const results = outcomes.filter((outcome) => outcome.kind === "draws");
  const shortest = Math.min(...results.map(({ draws }) => draws));
  if (shortest < Math.min(fewestDraws, settings.draws)) {
    throw inferenceFailure([
      {
        code: "nothing-drawn",
        severity: "error",
        message: `the fit of ${model.spec.name} was stopped before each chain had ${fewestDraws} draws after warm-up, so nothing is kept`,
      },
    ]);
  }
  return results.map((result) => truncateChain(result, shortest, dimension));
}

interface ReadPositions {
  readonly positions: PositionReport;
  readonly laplaceSeconds: number | undefined;
}

function posteriorOf(
  model: CompiledModel,
  settings: NutsSettings,
  results: readonly ChainResult[],
  { positions, laplaceSeconds }: ReadPositions,
): NutsPosterior {
  const draws = reportDraws(model, positions, results);
  const interrupted = results.some((result) => result.interrupted);
  const statistics = results.map((result) => result.statistics);
  const slowest = (stage: "warmup" | "sampling"): number =>
    Math.max(...statistics.map(({ seconds }) => seconds[stage]));
  const seconds = {
    compile: model.seconds,
    ...(laplaceSeconds !== undefined && { laplace: laplaceSeconds }),
    warmup: slowest("warmup"),
    sampling: slowest("sampling"),
  };
  const report = (position: Float64Array): Float64Array => {
    const values = new Float64Array(model.parameters.length);
    positions.report(position, values);
    return values;
  };
  const diagnostics = diagnosePosterior({ draws, statistics, settings, interrupted }, report);
  return {
    kind: "fit",
    model,
    engine: "nuts",
    settings,
    draws,
    statistics,
    seconds,
    diagnostics,
    interrupted,
  };
}

/** The reported parameters at every kept position. */
function reportDraws(
  model: CompiledModel,
  { dimension, report }: PositionReport,
  results: readonly ChainResult[],
): Draws {
  const { parameters } = model;
  const drawsPerChain = results[0]?.draws ?? 0;
  const width = parameters.length;
  const values = new Float64Array(results.length * drawsPerChain * width);
  results.forEach(({ positions }, chain) => {
    for (let draw = 0; draw < drawsPerChain; draw++) {
      const start = (chain * drawsPerChain + draw) * width;
      report(
        positions.subarray(draw * dimension, (draw + 1) * dimension),
        values.subarray(start, start + width),
      );
    }
  });
  return { parameters, chains: results.length, drawsPerChain, values };
}
