/** `fit(model, engine = nuts, ...)`: draws from the posterior of a model. */
import type { CompiledModel } from "../../compiler/compiled-model.js";
import { defaultNutsSettings } from "../../engines/nuts/nuts-settings.js";
import type { NutsSettings } from "../../engines/nuts/nuts-settings.js";
import type { Posterior } from "../../posterior/posterior.js";
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

async function runFit(
  model: CompiledModel,
  settings: NutsSettings,
  call: VerbCall,
): Promise<Posterior> {
  const { fitModel } = await import("../../posterior/index.js");
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
      signal: call.openSignal(),
      now: () => call.host.now(),
      onProgress: (progress) => call.emit({ kind: "fit-progress", progress }),
    });
  } finally {
    call.emit({ kind: "fit-ended" });
  }
}

export const fit: Verb = defineVerb({
  name: "fit",
  summary:
    "Fits a model: draws from its posterior by the no-U-turn sampler, several chains at once.",
  returns: "fit",
  deferred: true,
  parameters: {
    model: { kind: "model", required: true, help: "the model to fit" },
    engine: {
      kind: "word",
      choices: ["nuts"],
      laterChoices: ["inla", "advi", "pathfinder", "optimize", "auto"],
      default: "nuts",
      help: "the inference engine",
    },
    draws: { kind: "count", default: "1000", help: "kept draws per chain" },
    tune: { kind: "count", default: "1000", help: "warm-up iterations per chain" },
    chains: { kind: "count", default: "4", help: "number of chains" },
    target_accept: {
      kind: "probability",
      default: "0.8",
      help: "acceptance that warm-up aims at; nearer to 1 means smaller steps",
    },
    max_treedepth: {
      kind: "count",
      default: "10",
      help: "doublings after which a trajectory ends",
    },
    seed: { kind: "seed", default: "1", help: "seed of the random numbers" },
  },
  async run(given, call) {
    const open = [
      ...(given.engine === undefined ? ["engine = nuts"] : []),
      ...(given.seed === undefined ? [`seed = ${defaultNutsSettings.seed}`] : []),
    ];
    if (open.length > 0) noteDefaults(call, open);
    const settings: NutsSettings = {
      chains: given.chains ?? defaultNutsSettings.chains,
      draws: given.draws ?? defaultNutsSettings.draws,
      tune: given.tune ?? defaultNutsSettings.tune,
      targetAccept: given.target_accept ?? defaultNutsSettings.targetAccept,
      maxTreeDepth: given.max_treedepth ?? defaultNutsSettings.maxTreeDepth,
      seed: given.seed ?? defaultNutsSettings.seed,
    };
    const posterior = await runFit(await call.compile(given.model), settings, call);
    for (const diagnostic of posterior.diagnostics)
      call.sink.report({ span: call.expression.callee.span, ...diagnostic });
    return posterior;
  },
});
