/** `fit` of the library: the engines under the names and defaults that the language has. */
import type { CompiledModel } from "../compiler/index.js";
import { defaultNutsSettings, mostDraws } from "../engines/nuts/index.js";
import type {
  AdaptationRule,
  ChainProgress,
  NutsSettings,
  TrajectoryRule,
} from "../engines/nuts/index.js";
import type { AdviSettings } from "../engines/advi/index.js";
import type { PathfinderSettings } from "../engines/pathfinder/index.js";
import {
  chooseCoordinates,
  chooseEngine,
  fitByAdvi,
  fitByLaplace,
  fitByPathfinder,
  fitSwitching,
  inProcessRunner,
} from "../posterior/index.js";
import type {
  AdviPosterior,
  ChainRunner,
  CheckpointFile,
  CoordinateWish,
  InlaPosterior,
  InlaSettings,
  NutsPosterior,
  OpenLaplaceThreads,
  PathfinderPosterior,
  Posterior,
} from "../posterior/index.js";
import { defaultEngine } from "./default-engine.js";
import { ModelError } from "./library.js";

const clock = (): number => performance.now() / 1000;

/** The arguments of the language's `fit`, under the same names, and what only a program can give. */
export interface FitOptions {
  /**
   * `auto` by default, unless another option belongs to one engine alone: inla corrected to the exact
   * posterior where that can be done, else nuts.
   */
  readonly engine?: Posterior["engine"] | "auto";
  /** nuts and auto: kept draws per chain, 1000 by default; the others: joint draws in all, 4000 by default. */
  readonly draws?: number;
  /** inla: `auto` by default, a grid for up to two hyperparameters and else a composite design. */
  readonly integration?: InlaSettings["integration"];
  /** inla: corrects the approximation to the exact posterior by importance sampling; false by default. */
  readonly correct?: boolean;
  /** inla: `variational` by default. */
  readonly strategy?: InlaSettings["strategy"];
  /** advi: `deterministic` by default. */
  readonly approximation?: AdviSettings["approximation"];
  /** advi: at most, 10,000 by default; pathfinder: at most on each path, 1000 by default. */
  readonly iterations?: number;
  /** advi by stochastic gradients: share of the iterations over which the divergence from the prior gains its weight; 0 by default. */
  readonly annealing?: number;
  /** advi by stochastic gradients: parts that the rows are divided into, one for each gradient; 1 by default. */
  readonly batches?: number;
  /** pathfinder: 8 by default. */
  readonly paths?: number;
  /** nuts: draws until every parameter has so many effective ones; `draws` is then the most, 10,000 by default. */
  readonly until?: { readonly ess: number };
  /** nuts: seconds after which the run ends where it is. */
  readonly time?: number;
  /** nuts: where the run is kept, and from where it goes on; see `mlm/node`. */
  readonly checkpoint?: CheckpointFile;
  /** Warm-up iterations per chain; by default 200 in coordinates of a Laplace fit, in the model's own 400, or 1000 for `windows`. */
  readonly tune?: number;
  /** 4 by default. */
  readonly chains?: number;
  /** nuts: `auto` by default, coordinates of a Laplace fit where the model has one. */
  readonly coordinates?: CoordinateWish;
  /** nuts: `quarter_period` by default in coordinates of a Laplace fit, else `u_turn`. */
  readonly trajectory?: TrajectoryRule;
  /** nuts: in the model's own coordinates `windows` by default where these were asked for, else `low_rank`. */
  readonly adaptation?: AdaptationRule;
  /** Between 0 and 1; 0.8 by default. */
  readonly target_accept?: number;
  /** 10 by default. */
  readonly max_treedepth?: number;
  /** 1 by default; the same seed gives the same draws on every machine. */
  readonly seed?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ChainProgress) => void;
  /** Where chains run: one after the other in this thread by default; see `mlm/node`. */
  readonly runner?: ChainRunner;
  /** inla: threads for models whose points take long; see `mlm/node`. */
  readonly threads?: OpenLaplaceThreads;
}

function requireSetting(name: string, value: number, valid: boolean, expected: string): number {
  if (valid) return value;
  throw new ModelError([
    {
      code: "bad-argument",
      severity: "error",
      message: `\`${name}\` of \`fit\` cannot be ${value}`,
      expected,
    },
  ]);
}

const requireCount = (name: string, value: number, least = 1): number =>
  requireSetting(
    name,
    value,
    Number.isSafeInteger(value) && value >= least,
    `a whole number of at least ${least}`,
  );

/** The posterior of a compiled model: its draws, or an approximation of it. */
export function fit(
  model: CompiledModel,
  options: FitOptions & { readonly engine: "inla" },
): Promise<InlaPosterior>;
export function fit(
  model: CompiledModel,
  options: FitOptions & { readonly engine: "nuts" },
): Promise<NutsPosterior>;
export function fit(
  model: CompiledModel,
  options: FitOptions & { readonly engine: "advi" },
): Promise<AdviPosterior>;
export function fit(
  model: CompiledModel,
  options: FitOptions & { readonly engine: "pathfinder" },
): Promise<PathfinderPosterior>;
export function fit(model: CompiledModel, options?: FitOptions): Promise<Posterior>;
export function fit(model: CompiledModel, options: FitOptions = {}): Promise<Posterior> {
  const { engine = defaultEngine({ ...options }) } = options;
  switch (engine) {
    case "inla":
      return approximate(model, options);
    case "advi":
      return fitByAdvi(model, adviSettings(options), stoppableBy(options));
    case "pathfinder":
      return fitByPathfinder(model, pathfinderSettings(options), stoppableBy(options));
    case "nuts":
      return sample(model, options);
    case "auto":
      return chooseFit(model, options);
  }
}

/** As many joint draws of inla as the chains of nuts would have. */
function chooseFit(model: CompiledModel, options: FitOptions): Promise<Posterior> {
  const { draws } = drawSettings(options);
  const corrected = {
    ...options,
    correct: true,
    ...(draws !== undefined && { draws: defaultNutsSettings.chains * draws }),
  };
  return chooseEngine({
    model,
    approximate: () => approximate(model, corrected),
    sample: () => sample(model, options),
  });
}

const stoppableBy = ({ signal }: FitOptions) => ({ ...(signal && { signal }) });

/** What every approximation is told. */
function drawSettings({ draws, seed }: FitOptions) {
  return {
    ...(draws !== undefined && { draws: requireCount("draws", draws) }),
    ...(seed !== undefined && { seed: requireCount("seed", seed, 0) }),
  };
}

function adviSettings(options: FitOptions): Partial<AdviSettings> {
  const { approximation, iterations, annealing, batches } = options;
  return {
    ...drawSettings(options),
    ...(approximation && { approximation }),
    ...(iterations !== undefined && { iterations: requireCount("iterations", iterations) }),
    ...(batches !== undefined && { batches: requireCount("batches", batches) }),
    ...(annealing !== undefined && {
      annealing: requireSetting(
        "annealing",
        annealing,
        annealing >= 0 && annealing < 1,
        "a number from 0 to 1, 1 excluded",
      ),
    }),
  };
}

function pathfinderSettings(options: FitOptions): Partial<PathfinderSettings> {
  const { paths, iterations } = options;
  return {
    ...drawSettings(options),
    ...(paths !== undefined && { paths: requireCount("paths", paths) }),
    ...(iterations !== undefined && { iterations: requireCount("iterations", iterations) }),
  };
}

function approximate(model: CompiledModel, options: FitOptions): Promise<InlaPosterior> {
  const { integration, strategy, correct } = options;
  return fitByLaplace(
    model,
    {
      ...(integration && { integration }),
      ...(strategy && { strategy }),
      ...(correct !== undefined && { correct }),
      ...drawSettings(options),
    },
    { ...stoppableBy(options), ...(options.threads && { openThreads: options.threads }) },
  );
}

function sample(model: CompiledModel, options: FitOptions): Promise<NutsPosterior> {
  const defaults = defaultNutsSettings;
  const accept = options.target_accept ?? defaults.targetAccept;
  const settings: Omit<NutsSettings, "tune"> = {
    draws: requireCount("draws", options.draws ?? (options.until ? mostDraws : defaults.draws)),
    ...(options.until && { until: requireCount("until", options.until.ess) }),
    ...(options.time !== undefined && {
      time: requireSetting("time", options.time, options.time > 0, "seconds above 0"),
    }),
    chains: requireCount("chains", options.chains ?? defaults.chains),
    targetAccept: requireSetting(
      "target_accept",
      accept,
      accept > 0 && accept < 1,
      "a number between 0 and 1",
    ),
    ...(options.trajectory && { trajectory: options.trajectory }),
    ...(options.adaptation && { adaptation: options.adaptation }),
    maxTreeDepth: requireCount("max_treedepth", options.max_treedepth ?? defaults.maxTreeDepth),
    seed: requireCount("seed", options.seed ?? defaults.seed, 0),
  };
  const tune = options.tune === undefined ? undefined : requireCount("tune", options.tune);
  return sampleChosen(model, settings, tune, options);
}

async function sampleChosen(
  model: CompiledModel,
  settings: Omit<NutsSettings, "tune">,
  tune: number | undefined,
  options: FitOptions,
): Promise<NutsPosterior> {
  const { signal, onProgress, checkpoint, adaptation } = options;
  const { runner = inProcessRunner, coordinates = "auto" } = options;
  const chosen = await chooseCoordinates(model, { coordinates, tune, adaptation }, clock);
  return fitSwitching(model, { ...settings, ...chosen.settings }, coordinates, {
    runner,
    coordinates: chosen.coordinates,
    laplaceSeconds: chosen.coordinates && chosen.seconds,
    checkpoint,
    ...(signal && { signal }),
    ...(onProgress && { onProgress }),
  });
}
