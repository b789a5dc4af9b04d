/** `fit(model, engine = nuts | inla, ...)`: draws from the posterior of a model, or approximates it. */
import type { CompiledModel } from "../../compiler/compiled-model.js";
import { defaultNutsSettings } from "../../engines/nuts/nuts-settings.js";
import type { NutsSettings } from "../../engines/nuts/nuts-settings.js";
import type { CoordinateWish } from "../../posterior/index.js";
import type { InlaPosterior, InlaSettings, NutsPosterior } from "../../posterior/posterior.js";
import { noteDefaults } from "../note-defaults.js";
import { defineVerb } from "../verb.js";
import type { Verb, VerbCall } from "../verb.js";

const gradientsPerBatch = 10;
const secondsOfTiming = 0.05;

/** Microseconds of one evaluation at the origin on this machine: those of the fastest batch. */
async function timeGradient(model: CompiledModel, now: () => number): Promise<number> {
  const { openEvaluator } = await import("../../kernels/index.js");
  const { logDensity } = openEvaluator(model.plan);
  const position = new Float64Array(logDensity.dimension);
  const gradient = new Float64Array(logDensity.dimension);
  const end = now() + secondsOfTiming;
  let fastest = Infinity;
  do {
    const started = now();
    for (let repeat = 0; repeat < gradientsPerBatch; repeat++)
      logDensity.logDensityAndGradient(position, gradient);
    fastest = Math.min(fastest, now() - started);
  } while (now() < end);
  return (fastest * 1e6) / gradientsPerBatch;
}

async function sample(
  model: CompiledModel,
  given: GivenSettings,
  call: VerbCall,
): Promise<NutsPosterior> {
  const { chooseCoordinates, fitModel } = await import("../../posterior/index.js");
  const wish = (given.coordinates ?? "auto") as CoordinateWish;
  const now = (): number => call.host.now();
  const chosen = await chooseCoordinates(model, wish, given.tune, now);
  const settings = { ...nutsSettings(given, call), ...chosen.settings };
  const microsecondsPerGradient = await timeGradient(model, () => call.host.now());
  call.emit({
    kind: "fit-started",
    model: model.spec.name,
    settings,
    microsecondsPerGradient,
  });
  try {
    return await fitModel(model, settings, {
      runner: call.host.runner,
      coordinates: chosen.map,
      laplaceSeconds: chosen.map && chosen.seconds,
      signal: call.openSignal(),
      now: () => call.host.now(),
      onProgress: (progress) => call.emit({ kind: "fit-progress", progress }),
    });
  } finally {
    call.emit({ kind: "fit-ended" });
  }
}

async function approximate(
  model: CompiledModel,
  settings: Partial<InlaSettings>,
  call: VerbCall,
): Promise<InlaPosterior> {
  const { fitByLaplace } = await import("../../posterior/index.js");
  call.emit({ kind: "approximation-started", model: model.spec.name });
  try {
    return await fitByLaplace(model, settings, {
      signal: call.openSignal(),
      now: () => call.host.now(),
      openThreads: call.host.laplaceThreads,
      onProgress: (progress) => call.emit({ kind: "approximation-progress", progress }),
    });
  } finally {
    call.emit({ kind: "fit-ended" });
  }
}

const samplerOnly = ["tune", "chains", "target_accept", "max_treedepth", "coordinates"] as const;
const approximationOnly = ["integration", "strategy"] as const;

/** Reports arguments that the chosen engine has no use for; false when there were any. */
function checkEngine(given: Readonly<Record<string, unknown>>, call: VerbCall): boolean {
  const engine = given["engine"] === "inla" ? "inla" : "nuts";
  const foreign = (engine === "inla" ? samplerOnly : approximationOnly).filter(
    (name) => given[name] !== undefined,
  );
  for (const name of foreign)
    call.sink.report({
      code: "bad-argument",
      severity: "error",
      message: `\`${name}\` means nothing to engine = ${engine}`,
      span: call.spanOf(name),
      help: `leave it out, or use engine = ${engine === "inla" ? "nuts" : "inla"}`,
    });
  return foreign.length === 0;
}

interface GivenSettings {
  readonly engine: string | undefined;
  readonly draws: number | undefined;
  readonly tune: number | undefined;
  readonly chains: number | undefined;
  readonly target_accept: number | undefined;
  readonly max_treedepth: number | undefined;
  readonly coordinates: string | undefined;
  readonly integration: string | undefined;
  readonly strategy: string | undefined;
  readonly seed: number | undefined;
}

function nutsSettings(given: GivenSettings, call: VerbCall): NutsSettings {
  const defaults = defaultNutsSettings;
  const open = [
    ...(given.engine === undefined ? ["engine = nuts"] : []),
    ...(given.seed === undefined ? [`seed = ${defaults.seed}`] : []),
  ];
  if (open.length > 0) noteDefaults(call, open);
  return {
    chains: given.chains ?? defaults.chains,
    draws: given.draws ?? defaults.draws,
    tune: given.tune ?? defaults.tune,
    targetAccept: given.target_accept ?? defaults.targetAccept,
    maxTreeDepth: given.max_treedepth ?? defaults.maxTreeDepth,
    seed: given.seed ?? defaults.seed,
  };
}

/** Binding has held the words against the choices of their parameters. */
function inlaSettings({
  draws,
  seed,
  integration,
  strategy,
}: GivenSettings): Partial<InlaSettings> {
  return {
    ...(draws !== undefined && { draws }),
    ...(seed !== undefined && { seed }),
    ...(integration !== undefined && { integration: integration as InlaSettings["integration"] }),
    ...(strategy !== undefined && { strategy: strategy as InlaSettings["strategy"] }),
  };
}

export const fit: Verb = defineVerb({
  name: "fit",
  summary:
    "Fits a model: draws from its posterior by the no-U-turn sampler, several chains at once, or approximates it by integrated nested Laplace approximation.",
  returns: "fit",
  deferred: true,
  parameters: {
    model: { kind: "model", required: true, help: "the model to fit" },
    engine: {
      kind: "word",
      choices: ["nuts", "inla"],
      laterChoices: ["advi", "pathfinder", "optimize", "auto"],
      default: "nuts",
      help: "the inference engine",
    },
    draws: {
      kind: "count",
      default: "1000",
      help: "nuts: kept draws per chain; inla: joint draws, made when a verb needs draws, 4000 by default",
    },
    tune: {
      kind: "count",
      default: "200 in coordinates of a Laplace fit, else 1000",
      help: "nuts: warm-up iterations per chain",
    },
    chains: { kind: "count", default: "4", help: "nuts: number of chains" },
    target_accept: {
      kind: "probability",
      default: "0.8",
      help: "nuts: acceptance that warm-up aims at; nearer to 1 means smaller steps",
    },
    max_treedepth: {
      kind: "count",
      default: "10",
      help: "nuts: doublings after which a trajectory ends",
    },
    coordinates: {
      kind: "word",
      choices: ["auto", "own", "levels", "joint"],
      default: "auto",
      help: "nuts: coordinates of a Laplace fit that follow the scales, level by level or jointly where several terms have few levels; or the model's own",
    },
    integration: {
      kind: "word",
      choices: ["auto", "eb", "grid", "ccd"],
      default: "auto",
      help: "inla: points over the hyperparameters: their mode only, a grid, a central composite design, or the grid for up to two",
    },
    strategy: {
      kind: "word",
      choices: ["variational", "gaussian", "simplified_laplace", "laplace", "laplace_all"],
      default: "variational",
      help: "inla: conditionals normal with a corrected mean, normal at the mode, skew normal, or by Laplace's method for the intercept and common coefficients (laplace) or for every effect (laplace_all)",
    },
    seed: { kind: "seed", default: "1", help: "seed of the random numbers" },
  },
  check(given, call) {
    checkEngine(given, call);
    return Promise.resolve();
  },
  async run(given, call) {
    if (!checkEngine(given, call)) return undefined;
    const model = await call.compile(given.model);
    const posterior =
      given.engine === "inla"
        ? await approximate(model, inlaSettings(given), call)
        : await sample(model, given, call);
    for (const diagnostic of posterior.diagnostics)
      call.sink.report({ span: call.expression.callee.span, ...diagnostic });
    return posterior;
  },
});
