/** `sbc(model, fits = 200, engine = nuts | inla, ...)`: simulation-based calibration of an engine on a model. */
import type { CompiledModel } from "../../compiler/compiled-model.js";
import type { ChainRunner, CoordinateWish } from "../../posterior/index.js";
import { checkEngine, engineOf, inlaSettings, type GivenSettings } from "../engine-arguments.js";
import { noteDefaults } from "../note-defaults.js";
import type { SbcOptions } from "../simulation-based-calibration.js";
import { defineVerb } from "../verb.js";
import type { Verb, VerbCall } from "../verb.js";

/** Chains of fits that take longer than this get threads. */
const secondsOfThread = 1;

type GivenToNuts = Pick<
  GivenSettings,
  "tune" | "chains" | "target_accept" | "max_treedepth" | "coordinates"
>;

function samplerOptions(given: GivenToNuts): SbcOptions {
  const { tune, chains, target_accept, max_treedepth, coordinates } = given;
  return {
    ...(tune !== undefined && { tune }),
    ...(chains !== undefined && { chains }),
    ...(target_accept !== undefined && { target_accept }),
    ...(max_treedepth !== undefined && { max_treedepth }),
    ...(coordinates !== undefined && { coordinates: coordinates as CoordinateWish }),
  };
}

/** Tells of the progress, and lets chains have threads once fits turn out to be long: the draws are the same. */
async function followFits(
  model: CompiledModel,
  total: number,
  call: VerbCall,
): Promise<Pick<SbcOptions, "onFit" | "runner">> {
  const { inProcessRunner } = await import("../../posterior/index.js");
  const started = call.host.now();
  const counts = { flagged: 0, failed: 0, sound: 0 };
  let done = 0;
  const runner: ChainRunner = (jobs, options) => {
    const seconds = (call.host.now() - started) / Math.max(1, done);
    const worthThreads = done > 0 && seconds > secondsOfThread;
    return (worthThreads ? call.host.runner : inProcessRunner)(jobs, options);
  };
  return {
    runner,
    onFit: ({ outcome }) => {
      done++;
      counts[outcome]++;
      const { flagged, failed } = counts;
      const seconds = call.host.now() - started;
      const progress = {
        task: "calibration",
        model: model.spec.name,
        done,
        total,
        flagged,
        failed,
        seconds,
      };
      call.emit({ kind: "fits-progress", progress });
    },
  };
}

export const sbc: Verb = defineVerb({
  name: "sbc",
  summary:
    "Simulation-based calibration: draws parameters from the priors and responses from these in the model's own rows, fits each data set, and tests whether the truths are uniformly ranked in their posteriors.",
  returns: "table",
  deferred: true,
  parameters: {
    model: { kind: "model", required: true, help: "the model; all its priors are proper" },
    fits: { kind: "count", default: "200", help: "simulated data sets, each with its fit" },
    engine: {
      kind: "word",
      choices: ["nuts", "inla", "advi", "pathfinder"],
      default: "nuts",
      help: "the inference engine",
    },
    draws: {
      kind: "count",
      default: "nuts: 200, else 400",
      help: "kept draws of every fit; nuts: per chain",
    },
    tune: {
      kind: "count",
      default: "200 in coordinates of a Laplace fit, else 1000",
      help: "nuts: warm-up iterations per chain",
    },
    chains: { kind: "count", default: "2", help: "nuts: number of chains" },
    target_accept: {
      kind: "probability",
      default: "0.8",
      help: "nuts: acceptance that warm-up aims at",
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
      help: "nuts: as in fit",
    },
    integration: {
      kind: "word",
      choices: ["auto", "eb", "grid", "ccd"],
      default: "auto",
      help: "inla: as in fit",
    },
    strategy: {
      kind: "word",
      choices: ["variational", "gaussian", "simplified_laplace", "laplace", "laplace_all"],
      default: "variational",
      help: "inla: as in fit",
    },
    correct: { kind: "boolean", default: "false", help: "inla: as in fit" },
    seed: { kind: "seed", default: "1", help: "seed of the random numbers" },
  },
  check(given, call) {
    checkEngine(given, call);
    return Promise.resolve();
  },
  async run({ model, fits = 200, seed, ...chosen }, call) {
    if (!checkEngine(chosen, call)) return undefined;
    if (seed === undefined) noteDefaults(call, ["seed = 1"]);
    const compiled = await call.compile(model);
    const library = await import("../simulation-based-calibration.js");
    const followed = await followFits(compiled, fits, call);
    try {
      const { table, diagnostics } = await library.sbc(compiled, {
        ...samplerOptions(chosen),
        ...inlaSettings({ ...chosen, seed }),
        ...followed,
        fits,
        engine: engineOf(chosen),
        signal: call.openSignal(),
      });
      const { span } = call.expression.callee;
      for (const diagnostic of diagnostics) call.sink.report({ span, ...diagnostic });
      return table;
    } finally {
      call.emit({ kind: "fit-ended" });
    }
  },
});
