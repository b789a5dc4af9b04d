/** Fits a compiled model by NUTS: runs its chains, names their draws and judges them. */
import type { CompiledModel } from "../compiler/compiled-model.js";
import {
  defaultNutsSettings,
  mostDraws,
  type ChainResult,
  type NutsSettings,
} from "../engines/nuts/index.js";
import { diagnosePosterior } from "./diagnose/diagnose-posterior.js";
import { diagnoseModes } from "./diagnose/several-modes.js";
import { chainFailureDiagnostic, inferenceFailure } from "./inference-failure.js";
import { checkSettings } from "./check-settings.js";
import type { Draws, NutsPosterior } from "./posterior.js";
import { diagnoseRun } from "./runs/diagnose-run.js";
import { endOfRun } from "./runs/end-of-run.js";
import type { PositionReport } from "./runs/ess-goal.js";
import { runChains, type ChainsOptions, type ChainsRun } from "./runs/run-chains.js";
import { truncateChain } from "./truncate-chain.js";
import { openPositionReport } from "./whitening/chain-coordinates.js";

export type FitOptions = ChainsOptions;

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
  const draws = settings.until === undefined ? defaultNutsSettings.draws : mostDraws;
  const complete: NutsSettings = { ...defaultNutsSettings, draws, ...settings };
  const mistakes = checkSettings(complete);
  if (mistakes.length > 0) throw inferenceFailure(mistakes);
  const positions = openPositionReport(model, options.coordinates);
  const run = await runChains(model, complete, positions, options);
  return posteriorOf(model, complete, positions, run, options);
}

/** The chains' results cut to one length, or a failure. */
function keptChains(
  model: CompiledModel,
  { outcomes, enough, timeIsUp }: ChainsRun,
  settings: NutsSettings,
  dimension: number,
  checkpoint: FitOptions["checkpoint"],
): readonly ChainResult[] {
  const failures = outcomes.filter((outcome) => outcome.kind === "failure");
  if (failures[0] !== undefined)
    throw inferenceFailure([chainFailureDiagnostic(failures[0], model)]);
  const results = outcomes.filter((outcome) => outcome.kind === "draws");
  const shortest = Math.min(enough ?? settings.draws, ...results.map(({ draws }) => draws));
  if (shortest < Math.min(fewestDraws, settings.draws)) {
    const how = timeIsUp ? "came to the end of its time" : "was stopped";
    throw inferenceFailure([
      {
        code: "nothing-drawn",
        severity: "error",
        message: `the fit of ${model.spec.name} ${how} before each chain had ${fewestDraws} draws after warm-up, so nothing is kept`,
        ...(checkpoint && { help: "run again to go on from the checkpoint" }),
      },
    ]);
  }
  return results.map((result) => truncateChain(result, shortest, dimension));
}

function posteriorOf(
  model: CompiledModel,
  settings: NutsSettings,
  positions: PositionReport,
  chains: ChainsRun,
  { laplaceSeconds, checkpoint }: FitOptions,
): NutsPosterior {
  const results = keptChains(model, chains, settings, positions.dimension, checkpoint);
  const draws = reportDraws(model, positions, results);
  const run = endOfRun(chains, draws, settings);
  const interrupted = run.ended === "stopped";
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
  const diagnostics = [
    ...diagnoseRun({ chains, run, draws, settings, checkpoint }),
    ...diagnosePosterior({ draws, statistics, settings, interrupted }, report),
    ...diagnoseModes(model),
  ];
  return {
    kind: "fit",
    model,
    engine: "nuts",
    settings,
    run,
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
