/** The library's functions: the verbs of the language for programs, with the same words. */
import { compileModel } from "../compiler/index.js";
import type { CompiledModel } from "../compiler/index.js";
import { collectDiagnostics, renderDiagnostics } from "../diagnostics/index.js";
import type { Diagnostic, DiagnosticCollector } from "../diagnostics/index.js";
import { frameFromColumns as framed } from "../data/index.js";
import type { DataCell, DataFrame, NeighbourGraph } from "../data/index.js";
import type { FormulaSources } from "../design/index.js";
import { defaultNutsSettings, mostDraws } from "../engines/nuts/index.js";
import type {
  AdaptationRule,
  ChainProgress,
  NutsSettings,
  TrajectoryRule,
} from "../engines/nuts/index.js";
import type { AdviSettings } from "../engines/advi/index.js";
import type { PathfinderSettings } from "../engines/pathfinder/index.js";
import { parseFormulaText } from "../language/index.js";
import { resolveFormula } from "../model/index.js";
import {
  chooseCoordinates,
  chooseEngine,
  fitByAdvi,
  fitByLaplace,
  fitByPathfinder,
  fitSwitching,
  inProcessRunner,
  summarise,
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
import { poststratify as poststratifyFit } from "../workflows/mrp/index.js";
import type { Poststratified } from "../workflows/mrp/index.js";

/** Thrown by the library for a mistake in what it was given; carries every diagnostic. */
export class ModelError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(
    diagnostics: readonly Diagnostic[],
    sources: ReadonlyMap<string, string> = new Map(),
  ) {
    super(renderDiagnostics(diagnostics, sources, { color: false }));
    this.name = "ModelError";
    this.diagnostics = diagnostics;
  }
}

export interface CompileOptions {
  /** `gaussian` when absent. */
  readonly family?: string;
  /** The family's first link when absent. */
  readonly link?: string;
  /** Priors by the parameter or class that they are for: `{ common: "Normal(0, 2.5)" }`. */
  readonly priors?: Readonly<Record<string, string>>;
  /** Whose defaults stand where `priors` says nothing: our own, Bambi's row weights, or R-INLA's. */
  readonly defaultPriors?: "information" | "rows" | "r-inla";
  /** Graphs that the formula names: `{ borders }` for `besag(county, graph = borders)`. */
  readonly graphs?: Readonly<Record<string, NeighbourGraph>>;
  /** Data that the formula names: `{ similarity }` for `(1 | state, cov = similarity)`. */
  readonly frames?: Readonly<Record<string, DataFrame>>;
}

/** The file name of the formula in diagnostics. */
const formulaFile = "formula";

const clock = (): number => performance.now() / 1000;

function requireValue<Value>(
  value: Value | undefined,
  sink: DiagnosticCollector,
  sources?: ReadonlyMap<string, string>,
): Value {
  if (value === undefined || sink.hasErrors()) throw new ModelError(sink.diagnostics, sources);
  return value;
}

/**
 * Compiles a formula on data into a model that can be fitted.
 * Throws a `ModelError` with every mistake in the formula, the data or the options.
 */
export function compile(
  formula: string,
  data: DataFrame,
  options: CompileOptions = {},
): CompiledModel {
  const sink = collectDiagnostics();
  const sources = new Map([[formulaFile, formula]]);
  const parsed = parseFormulaText({ file: formulaFile, text: formula }, sink);
  const named: FormulaSources = {
    graphs: new Map(Object.entries(options.graphs ?? {})),
    frames: new Map(Object.entries(options.frames ?? {})),
    absent: new Set(),
  };
  const resolved = parsed && resolveFormula(parsed, data, options, sink, named);
  const spec = requireValue(resolved, sink, sources);
  return compileModel(spec, clock);
}

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

/** Mean, sd, intervals, Monte Carlo errors, effective sample sizes and R-hat of every parameter. */
export const summary: typeof summarise = summarise;

/** A data frame from an object of arrays of equal length; numbers, or texts for a factor. */
export function frameFromColumns(
  name: string,
  columns: Readonly<Record<string, ArrayLike<DataCell>>>,
): DataFrame {
  const sink = collectDiagnostics();
  return requireValue(framed(name, columns, sink), sink);
}

export interface PoststratifyOptions {
  /** The columns that make the areas; the whole population when absent. */
  readonly by?: string | readonly string[];
  /** The column with the size of each cell; fractions are allowed. */
  readonly weight: string;
  /** What the effect of a level is that the fit has not seen; `gaussian` by default. */
  readonly new_levels?: "gaussian" | "resample" | "zero";
  /** Probability inside the interval; 0.9 by default. */
  readonly interval?: number;
  /** 1 by default. */
  readonly seed?: number;
}

/** What a fit says about a population, area by area. */
export function poststratify(
  posterior: Posterior,
  frame: DataFrame,
  options: PoststratifyOptions,
): Poststratified {
  const sink = collectDiagnostics();
  const { by = [], weight, new_levels = "gaussian", interval = 0.9, seed = 1 } = options;
  const areas = typeof by === "string" ? [by] : by;
  const estimates = poststratifyFit(
    posterior,
    frame,
    { by: areas, weight, newLevels: new_levels, interval, seed },
    sink,
  );
  return requireValue(estimates, sink);
}
