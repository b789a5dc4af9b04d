/** `leaveAreaOut` for programs: whether a model predicts areas that it has not seen. */
import type { CompiledModel } from "../compiler/index.js";
import { collectDiagnostics } from "../diagnostics/index.js";
import { leaveAreaOut as validate } from "../workflows/validation/index.js";
import type {
  AreaValidation,
  LeaveAreaOutOptions as Validating,
} from "../workflows/validation/index.js";
import { fit, type FitOptions } from "./library-fit.js";
import { requireValue } from "./library.js";

/** What `fit` takes, for every fold; its seed is that of the whole validation. */
export interface LeaveAreaOutOptions extends Omit<FitOptions, "onProgress" | "engine"> {
  /** The columns whose crossing makes the areas. */
  readonly by: string | readonly string[];
  /** Each area by itself when absent. */
  readonly folds?: number;
  /** `inla` by default. */
  readonly engine?: FitOptions["engine"];
  /** Probability inside the interval of an area's responses; 0.9 by default. */
  readonly interval?: number;
  /** Called after each fold. */
  readonly onFold?: Validating["onFold"];
}

const draws = 1000;

/** What `leaveAreaOut` asks of the workflow. */
export function validationOf(options: LeaveAreaOutOptions): Validating {
  const { by, folds, interval = 0.9, onFold, engine = "inla", seed = 1, ...given } = options;
  return {
    by: typeof by === "string" ? [by] : by,
    ...(folds !== undefined && { folds }),
    interval,
    seed,
    fit: (model) => fit(model, { draws, ...given, engine, seed }),
    signal: given.signal,
    onFold,
  };
}

/**
 * Refits a model without each of its areas, or folds of them, and compares what the fits expect of
 * them with what their respondents said.
 */
export async function leaveAreaOut(
  model: CompiledModel,
  options: LeaveAreaOutOptions,
): Promise<AreaValidation> {
  const sink = collectDiagnostics();
  return requireValue(await validate(model.spec, validationOf(options), sink), sink);
}
