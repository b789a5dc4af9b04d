/** The fit of a model from the fields of a saved one. */
import type { CompiledModel } from "../../compiler/index.js";
import { fitByLaplace, type LaplaceFitOptions, type Posterior } from "../../posterior/index.js";
import type { ArrayReader } from "./array-store.js";
import { readDiagnostic } from "./diagnostic-record.js";
import { readDraws } from "./draws-record.js";
import {
  readAdviSettings,
  readInlaSettings,
  readNutsSettings,
  readPathfinderSettings,
} from "./engine-settings.js";
import { fault } from "./fault.js";
import { fieldsOf, type Fields } from "./fields.js";
import { readQuality } from "./quality-record.js";
import { readLeftAttempt, readRun } from "./run-record.js";
import { readStatistics } from "./statistics-record.js";

/** What a nested Laplace fit is made anew with. */
export interface RefitOptions extends LaplaceFitOptions {
  readonly now: () => number;
}

function readBase(fields: Fields, model: CompiledModel) {
  const seconds = fields.fields("seconds");
  return {
    kind: "fit",
    model,
    seconds: Object.fromEntries(seconds.keys().map((stage) => [stage, seconds.number(stage)])),
    diagnostics: fields.list("diagnostics", readDiagnostic),
    interrupted: fields.flag("interrupted"),
  } as const;
}

function readSampled(fields: Fields, model: CompiledModel, arrays: ArrayReader): Posterior {
  const draws = readDraws(fields.fields("draws"), model, arrays);
  const statistics = fields.list("statistics", (chain, path) =>
    readStatistics(fieldsOf(chain, path), draws.drawsPerChain, arrays),
  );
  if (statistics.length !== draws.chains)
    throw fault(`statistics of ${draws.chains} chains`, `of ${statistics.length}`);
  const settings = readNutsSettings(fields.fields("settings"));
  const run = fields.has("run") ? { run: readRun(fields.fields("run")) } : {};
  const left = fields.has("left") ? { left: fields.list("left", readLeftAttempt) } : {};
  return {
    ...readBase(fields, model),
    engine: "nuts",
    settings,
    draws,
    statistics,
    ...run,
    ...left,
  };
}

/** The same model and settings give the same approximation on every machine, so it is not stored. */
async function approximateAgain(
  fields: Fields,
  model: CompiledModel,
  options: RefitOptions,
): Promise<Posterior> {
  const settings = readInlaSettings(fields.fields("settings"));
  const posterior = await fitByLaplace(model, settings, options);
  const saved = fields.number("log_marginal_likelihood");
  const { integrated } = posterior.approximation.logMarginalLikelihood;
  if (!Object.is(saved, integrated))
    throw fault(
      `a fit with the log marginal likelihood ${saved}`,
      `${integrated}: it was saved by another version of mlm`,
    );
  const { seconds, diagnostics } = readBase(fields, model);
  // With its own getters: a spread would make the draws and predictions that nobody has asked for yet.
  return Object.defineProperties(
    {},
    {
      ...Object.getOwnPropertyDescriptors(posterior),
      seconds: { value: seconds, enumerable: true },
      diagnostics: { value: diagnostics, enumerable: true },
    },
  ) as Posterior;
}

export async function readPosterior(
  fields: Fields,
  model: CompiledModel,
  arrays: ArrayReader,
  options: RefitOptions,
): Promise<Posterior> {
  const engine = fields.word("engine", ["nuts", "inla", "advi", "pathfinder"]);
  if (engine === "nuts") return readSampled(fields, model, arrays);
  if (engine === "inla") return approximateAgain(fields, model, options);
  const base = {
    ...readBase(fields, model),
    draws: readDraws(fields.fields("draws"), model, arrays),
    quality: readQuality(fields.fields("quality")),
  };
  const settings = fields.fields("settings");
  if (engine === "pathfinder")
    return { ...base, engine, settings: readPathfinderSettings(settings) };
  return {
    ...base,
    engine,
    settings: readAdviSettings(settings),
    meanError: fields.number("mean_error"),
    linearResponse: fields.flag("linear_response"),
  };
}
