/** Fits a hierarchical model of margins by NUTS: a pilot chain finds where, then all chains draw. */
import {
  defaultNutsSettings,
  type ChainResult,
  type NutsSettings,
  type SamplerStatistics,
} from "../../../../engines/nuts/index.js";
import { inferenceFailure } from "../../../../posterior/inference-failure.js";
import type { Margins } from "../margins.js";
import { hyperScale } from "./hyper-scale.js";
import { marginsChainsHere, type MarginsJob, type MarginsRunner } from "./margins-chain.js";
import { marginsModels, type MarginsModelName } from "./models.js";

export interface MarginsFit {
  readonly margins: Margins;
  readonly model: MarginsModelName;
  readonly settings: NutsSettings;
  readonly chains: number;
  readonly drawsPerChain: number;
  readonly hyperparameters: number;
  /**
   * A draw's hyperparameters, then its rates, `rates[(unit * groups + group) * outcomes + outcome]`: chain after
   * chain, draw after draw.
   */
  readonly draws: readonly Float64Array[];
  readonly statistics: readonly SamplerStatistics[];
  readonly seconds: number;
  readonly interrupted: boolean;
}

export interface MarginsFitOptions {
  readonly model: MarginsModelName;
  readonly chains?: number;
  /** Kept draws per chain. */
  readonly draws?: number;
  readonly tune?: number;
  readonly seed?: number;
  readonly signal?: AbortSignal;
  readonly runner?: MarginsRunner;
}

const defaults = { chains: 4, draws: 1000, tune: 400, seed: 1 };
const pilots = 2;
const pilotIterations = 150;

function settingsOf({ chains, draws, tune, seed }: MarginsFitOptions): NutsSettings {
  return {
    ...defaultNutsSettings,
    chains: chains ?? defaults.chains,
    draws: draws ?? defaults.draws,
    tune: tune ?? defaults.tune,
    seed: seed ?? defaults.seed,
    targetAccept: 0.9,
    adaptation: "low_rank",
  };
}

async function runJobs(
  jobs: readonly MarginsJob[],
  { runner = marginsChainsHere, signal }: MarginsFitOptions,
): Promise<readonly ChainResult[]> {
  const outcomes = await runner(jobs, signal);
  return outcomes.map((outcome) => {
    if (outcome.kind === "draws") return outcome;
    throw inferenceFailure([
      {
        code: outcome.reason === "unusable-snapshot" ? "no-finite-start" : outcome.reason,
        severity: "error",
        message: "a chain of the model of margins could not be run",
      },
    ]);
  });
}

/** Mean of the hyperparameters over the draws of one chain. */
function meanHyperparameters({ positions, draws }: ChainResult, count: number): Float64Array {
  const width = positions.length / draws;
  const mean = new Float64Array(count);
  for (let draw = 0; draw < draws; draw++)
    for (let i = 0; i < count; i++) mean[i]! += positions[draw * width + i]! / draws;
  return mean;
}

/** Where the hyperparameters are, by short chains that each start from the one before. */
async function findReference(
  margins: Margins,
  start: Float64Array,
  settings: NutsSettings,
  options: MarginsFitOptions,
): Promise<Float64Array> {
  let reference = start;
  for (let pilot = 0; pilot < pilots; pilot++) {
    if (options.signal?.aborted === true) break;
    const job: MarginsJob = {
      margins,
      model: options.model,
      reference,
      scale: hyperScale(margins, options.model, reference),
      settings: {
        ...settings,
        draws: pilotIterations,
        tune: pilotIterations,
        targetAccept: 0.8,
        maxTreeDepth: 7,
        adaptation: "gradients",
      },
      chain: settings.chains + pilot,
    };
    const [result] = await runJobs([job], { ...options, runner: marginsChainsHere });
    if (result && result.draws > 0) reference = meanHyperparameters(result, start.length);
  }
  return reference;
}

/** Draws from the posterior of the model; the same seed gives the same draws with every runner. */
export async function fitMargins(
  margins: Margins,
  options: MarginsFitOptions,
): Promise<MarginsFit> {
  const started = performance.now();
  const settings = settingsOf(options);
  const { model } = options;
  const { start, hyperparameters } = marginsModels[model].open(margins).rows;
  const reference = await findReference(margins, start, settings, options);
  const scale = hyperScale(margins, model, reference);
  const jobs = Array.from({ length: settings.chains }, (_, chain): MarginsJob => ({
    margins,
    model,
    reference,
    scale,
    settings,
    chain,
  }));
  const results = await runJobs(jobs, options);
  const drawsPerChain = Math.min(...results.map(({ draws }) => draws));
  if (drawsPerChain < 10)
    throw inferenceFailure([
      {
        code: "nothing-drawn",
        severity: "error",
        message: "the fit was stopped before each chain had 10 draws, so nothing is kept",
      },
    ]);
  const width =
    hyperparameters + margins.sizes.length * margins.groups.length * margins.outcomes.length;
  return {
    margins,
    model,
    settings,
    chains: results.length,
    drawsPerChain,
    hyperparameters,
    draws: results.flatMap(({ positions }) =>
      Array.from({ length: drawsPerChain }, (_, draw) =>
        positions.subarray(draw * width, (draw + 1) * width),
      ),
    ),
    statistics: results.map(({ statistics }) => statistics),
    seconds: (performance.now() - started) / 1000,
    interrupted: results.some(({ interrupted }) => interrupted),
  };
}
