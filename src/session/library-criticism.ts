/** The library's questions to a fit about its own data, under the names and defaults that the language has. */
import { reportUnknownColumn, findColumn } from "../data/index.js";
import { collectDiagnostics } from "../diagnostics/index.js";
import type { ModelSpec } from "../model/model-spec.js";
import {
  checkTable,
  elpdTable,
  influenceTable,
  leaveOneOut,
  looPitTable,
  measureSensitivity,
  posteriorPredictive as simulateFromFit,
  priorPredictive as simulateFromPriors,
  residualTable,
  sensitivityTable,
  shrinkageTable,
  widelyApplicable,
} from "../posterior/index.js";
import type {
  CheckOptions,
  Elpd,
  LeaveOneOutElpd,
  ParameterSensitivity,
  Posterior,
  PredictiveCheck,
  ResidualOptions,
  ResultTable,
  ShrinkageOptions,
} from "../posterior/index.js";
import type { CompiledModel } from "../compiler/index.js";
import { discreteFamilies } from "../vocabulary/index.js";
import { ModelError } from "./library.js";

type Columns = string | readonly string[];

/** The arguments of the language's predictive checks. */
export interface PredictiveCheckOptions extends Omit<CheckOptions, "by"> {
  /** Columns of the model's data; the check is made in each group of rows. */
  readonly by?: Columns;
  /** Simulated data sets; 500 by default. */
  readonly draws?: number;
  /** 1 by default. */
  readonly seed?: number;
  /** Also returns the simulated responses themselves. */
  readonly keep?: boolean;
}

/** Throws a `ModelError` for columns that the model's data do not have. */
function columnsOf({ origin }: ModelSpec, by: Columns = []): readonly string[] {
  const sink = collectDiagnostics();
  const names = typeof by === "string" ? [by] : by;
  for (const name of names)
    if (findColumn(origin.frame, name) === undefined)
      reportUnknownColumn(origin.frame, name, undefined, sink);
  if (sink.hasErrors()) throw new ModelError(sink.diagnostics);
  return names;
}

function refuse(message: string, expected: string): never {
  throw new ModelError([{ code: "bad-argument", severity: "error", message, expected }]);
}

function predictiveOptions(spec: ModelSpec, options: PredictiveCheckOptions) {
  const { by, draws = 500, seed = 1, ...rest } = options;
  const counts = options.kind === "bars" || options.kind === "rootogram";
  if (counts && !discreteFamilies.has(spec.family))
    refuse(`responses of the ${spec.family} family are not counts`, "kind = density");
  return { ...rest, by: columnsOf(spec, by), draws, seed };
}

/** Responses that a fit would produce beside those that there are. */
export function posteriorPredictive(
  posterior: Posterior,
  options: PredictiveCheckOptions = {},
): PredictiveCheck {
  return simulateFromFit(posterior, predictiveOptions(posterior.model.spec, options));
}

/** Responses that the priors alone would produce beside those that there are. */
export function priorPredictive(
  model: CompiledModel,
  options: PredictiveCheckOptions = {},
): PredictiveCheck {
  return simulateFromPriors(model, predictiveOptions(model.spec, options));
}

/** Leave-one-out cross-validation, row by row and in a table of its sums. */
export function loo(posterior: Posterior): LeaveOneOutElpd & { readonly table: ResultTable } {
  const estimates = leaveOneOut(posterior);
  return { ...estimates, table: elpdTable(estimates) };
}

/** The widely applicable information criterion, row by row and in a table of its sums. */
export function waic(posterior: Posterior): Elpd & { readonly table: ResultTable } {
  const estimates = widelyApplicable(posterior);
  return { ...estimates, table: elpdTable(estimates) };
}

/** Whether responses lie where the other rows say. */
export function looPit(
  posterior: Posterior,
  { seed = 1 }: { readonly seed?: number } = {},
): ResultTable {
  return looPitTable(posterior, seed);
}

/** Every row's influence, the greatest first. */
export function influence(posterior: Posterior): ResultTable {
  return influenceTable(leaveOneOut(posterior));
}

/** Residuals of every row, or averages of them in bins. */
export function residuals(posterior: Posterior, options: ResidualOptions = {}): ResultTable {
  if (options.kind === "deviance" && posterior.model.spec.family === "beta")
    refuse("responses of the beta family have no deviance residuals", "kind = quantile");
  return residualTable(posterior, options);
}

/** Each group's own rows beside what the fit says of it. */
export function shrinkage(
  posterior: Posterior,
  options: Omit<ShrinkageOptions, "by"> & { readonly by: Columns },
): ResultTable {
  return shrinkageTable(posterior, { ...options, by: columnsOf(posterior.model.spec, options.by) });
}

/** How much each posterior moves with the priors and with the likelihood. */
export function sensitivity(posterior: Posterior): {
  readonly parameters: readonly ParameterSensitivity[];
  readonly table: ResultTable;
} {
  const measured = measureSensitivity(posterior);
  return { parameters: measured.parameters, table: sensitivityTable(measured) };
}

/** Every diagnostic of a fit with its value, its threshold, the verdict and what to do. */
export function check(posterior: Posterior): ResultTable {
  return checkTable(leaveOneOut(posterior));
}
