/** `fit(model, engine = nuts | inla | advi | pathfinder | auto, ...)`: draws from the posterior of a model, or approximates it. */
import type { CompiledModel } from "../../compiler/compiled-model.js";
import type {
  CoordinateWish,
  LaplaceProgress,
  VariationalProgress,
} from "../../posterior/index.js";
import type { NutsPosterior, Posterior } from "../../posterior/posterior.js";
import {
  adviSettings,
  checkEngine,
  engineOf,
  correctedSettings,
  inlaSettings,
  nutsSettings,
  pathfinderSettings,
} from "../engine-arguments.js";
import type { GivenSettings } from "../engine-arguments.js";
import { engines, type Engine } from "../default-engine.js";
import { openCheckpoint } from "../open-checkpoint.js";
import type { NetworkModel } from "../../model/index.js";
import type { NetworkFit } from "../../workflows/ecological/networks/index.js";
import {
  checkTraining,
  checkWithoutTraining,
  noteTrainingDefaults,
  trainingParameters,
  trainingSettings,
  type GivenSchedule,
} from "../training-arguments.js";
import { defineVerb } from "../verb.js";
import type { Verb, VerbCall } from "../verb.js";

async function sample(
  model: CompiledModel,
  given: GivenSettings,
  call: VerbCall,
): Promise<NutsPosterior> {
  const { chooseCoordinates, fitSwitching, timeGradient } =
    await import("../../posterior/index.js");
  const wish = (given.coordinates ?? "auto") as CoordinateWish;
  const now = (): number => call.host.now();
  const asked = nutsSettings(given, call);
  const { adaptation } = asked;
  const chosen = await chooseCoordinates(
    model,
    { coordinates: wish, tune: given.tune, adaptation },
    now,
  );
  const settings = { ...asked, ...chosen.settings };
  const { coordinates } = chosen;
  const secondsPerGradient = timeGradient({ plan: model.plan, coordinates }, now);
  call.emit({
    kind: "fit-started",
    model: model.spec.name,
    settings,
    microsecondsPerGradient: 1e6 * secondsPerGradient,
  });
  try {
    return await fitSwitching(model, settings, wish, {
      runner: call.host.runner,
      coordinates,
      laplaceSeconds: coordinates && chosen.seconds,
      secondsPerGradient,
      checkpoint: given.checkpoint,
      signal: call.openSignal(),
      now: () => call.host.now(),
      onProgress: (progress) => call.emit({ kind: "fit-progress", progress }),
    });
  } finally {
    call.emit({ kind: "fit-ended" });
  }
}

/** Runs an approximation between the events that tell of its start and its end. */
async function approximate<Fit>(
  model: CompiledModel,
  call: VerbCall,
  run: () => Promise<Fit>,
): Promise<Fit> {
  call.emit({ kind: "approximation-started", model: model.spec.name });
  try {
    return await run();
  } finally {
    call.emit({ kind: "fit-ended" });
  }
}

async function approximateBy(
  engine: "inla" | "advi" | "pathfinder",
  model: CompiledModel,
  given: GivenSettings,
  call: VerbCall,
): Promise<Posterior> {
  const { fitByAdvi, fitByLaplace, fitByPathfinder } = await import("../../posterior/index.js");
  return approximate(model, call, (): Promise<Posterior> => {
    const options = {
      signal: call.openSignal(),
      now: () => call.host.now(),
      onProgress: (progress: LaplaceProgress | VariationalProgress) =>
        call.emit({ kind: "approximation-progress", progress }),
    };
    switch (engine) {
      case "inla": {
        const openThreads = call.host.laplaceThreads;
        return fitByLaplace(model, inlaSettings(given), { ...options, openThreads });
      }
      case "advi":
        return fitByAdvi(model, adviSettings(given), options);
      case "pathfinder":
        return fitByPathfinder(model, pathfinderSettings(given), options);
    }
  });
}

async function fitBy(
  engine: Engine,
  model: CompiledModel,
  given: GivenSettings,
  call: VerbCall,
): Promise<Posterior> {
  if (engine === "nuts") return sample(model, given, call);
  if (engine !== "auto") return approximateBy(engine, model, given, call);
  const { chooseEngine } = await import("../../posterior/index.js");
  const corrected = correctedSettings(given, call);
  return chooseEngine({
    model,
    approximate: () => approximateBy("inla", model, corrected, call),
    sample: () => sample(model, { ...given, engine: corrected.engine, seed: corrected.seed }, call),
  });
}

/** Networks are trained in epochs, and keep the best of what there is when they are stopped. */
async function train(
  model: NetworkModel,
  given: GivenSchedule,
  call: VerbCall,
): Promise<NetworkFit | undefined> {
  if (!checkTraining({ ...given }, call)) return undefined;
  const { fitNetwork } = await import("../../workflows/ecological/networks/index.js");
  const settings = trainingSettings(given);
  noteTrainingDefaults(settings, given, call);
  const runner = call.host.networkRunner;
  try {
    const fitted = await fitNetwork(model, settings, {
      ...(runner && { runner }),
      signal: call.openSignal(),
      now: () => call.host.now(),
      onProgress: (progress) =>
        call.emit({ kind: "training-progress", model: model.name, progress }),
    });
    for (const diagnostic of fitted.diagnostics)
      call.sink.report({ span: call.expression.callee.span, ...diagnostic });
    return fitted;
  } finally {
    call.emit({ kind: "fit-ended" });
  }
}

export const fit: Verb = defineVerb({
  name: "fit",
  summary:
    "Fits a model: draws from its posterior by the no-U-turn sampler, several chains at once, or approximates it, by integrated nested Laplace approximation or by normal distributions. Trains the networks of dense(...) and deep_mlm(...).",
  returns: "fit",
  totals: true,
  deferred: true,
  parameters: {
    model: { kind: "trainable", required: true, help: "the model to fit, or the network to train" },
    engine: {
      kind: "word",
      choices: engines,
      laterChoices: ["optimize"],
      default: "auto",
      help: "the inference engine; auto: inla corrected to the exact posterior where that can be done, else nuts; an argument that only one engine has chooses it",
    },
    draws: {
      kind: "count",
      default: "1000",
      help: "nuts and auto: kept draws per chain; inla: joint draws, made when a verb needs draws, 4000 by default; advi, pathfinder: draws in all, 4000 by default",
    },
    tune: {
      kind: "count",
      default:
        "200 in coordinates of a Laplace fit; in the model's own 400, or 1000 with adaptation = windows",
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
      choices: ["auto", "own", "integrated", "levels", "joint"],
      default: "auto",
      help: "nuts: effects and coefficients integrated out where responses are normal, or coordinates of a Laplace fit that follow the scales, level by level or jointly where several terms have few levels; or the model's own",
    },
    trajectory: {
      kind: "word",
      choices: ["quarter_period", "u_turn"],
      default: "quarter_period in coordinates of a Laplace fit, else u_turn",
      help: "nuts: how far a trajectory goes: a quarter of the period that it has where the posterior is normal, or until it turns back",
    },
    adaptation: {
      kind: "word",
      choices: ["windows", "gradients", "low_rank"],
      default:
        "draws and gradients on a short schedule in coordinates of a Laplace fit, windows with coordinates = own, low_rank where there are no others",
      help: "nuts: what warm-up learns the metric from: draws in Stan's windows, draws and gradients in moving windows, or these with directions besides the diagonal",
    },
    until: {
      kind: "goal",
      help: "nuts: `ess(1000)` draws until every parameter has so many effective draws, bulk and tail; draws is then the most per chain, 10,000 by default",
    },
    time: {
      kind: "duration",
      help: 'nuts: ends the run after so many seconds, or "5 min", and keeps its draws',
    },
    checkpoint: {
      kind: "text",
      help: "nuts: a file, relative to the model's folder, that keeps the run: the same program goes on from it after a crash or a stop, with the same draws",
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
    correct: {
      kind: "boolean",
      default: "false",
      help: "inla: weight draws of the approximation by the exact posterior, and say where that cannot be done",
    },
    approximation: {
      kind: "word",
      choices: ["deterministic", "mean_field", "full_rank"],
      default: "deterministic",
      help: "advi: independent normals on fixed draws with covariances by linear response, or independent normals or a full covariance by stochastic gradients",
    },
    iterations: {
      kind: "count",
      help: "advi: at most, 10000 by default; pathfinder: at most on each path, 1000 by default",
    },
    annealing: {
      kind: "probability",
      help: "advi, mean_field and full_rank: share of the iterations during which the weight of the divergence from the prior rises from 0 to 1; none by default",
    },
    batches: {
      kind: "count",
      default: "1",
      help: "advi, mean_field and full_rank: parts that the rows are divided into at random, one for each gradient",
    },
    paths: { kind: "count", default: "8", help: "pathfinder: paths from different starts" },
    ...trainingParameters,
    seed: { kind: "seed", default: "1", help: "seed of the random numbers" },
  },
  async check(given, call) {
    if (call.networkOf("model")) checkTraining(given, call);
    else if (checkWithoutTraining(given, call) && checkEngine(given, call))
      await openCheckpoint(given.checkpoint, call);
  },
  async run(given, call) {
    const { model: asked } = given;
    if (asked.kind === "network_model") return train(asked, given, call);
    if (!checkWithoutTraining(given, call) || !checkEngine(given, call)) return undefined;
    const checkpoint = await openCheckpoint(given.checkpoint, call);
    if (checkpoint === "refused") return undefined;
    const model = await call.compile(asked);
    const posterior = await fitBy(engineOf(given), model, { ...given, checkpoint }, call);
    for (const diagnostic of posterior.diagnostics)
      call.sink.report({ span: call.expression.callee.span, ...diagnostic });
    return posterior;
  },
});
