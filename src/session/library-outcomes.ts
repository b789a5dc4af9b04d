/** `outcomes` for programs: one formula for several outcomes, in one table of estimates. */
import type { CompiledModel } from "../compiler/index.js";
import type { DataFrame } from "../data/index.js";
import { collectDiagnostics } from "../diagnostics/index.js";
import type { Expression } from "../language/ast.js";
import { parseExpressionText } from "../language/index.js";
import type { Poststratified } from "../workflows/mrp/index.js";
import {
  outcomes as estimateOutcomes,
  resolveOutcomes,
  type OutcomesOptions as Estimating,
} from "../workflows/outcomes/index.js";
import { fit, type FitOptions } from "./library-fit.js";
import type { PoststratifyOptions } from "./library-poststratify.js";
import { ModelError, requireValue } from "./library.js";

/** What `fit` takes, for every outcome, and what `poststratify` takes. */
export interface OutcomesOptions
  extends
    Omit<FitOptions, "onProgress" | "engine">,
    Omit<PoststratifyOptions, "calibrate" | "known"> {
  /** `inla` by default. */
  readonly engine?: FitOptions["engine"];
  /** Called after each fit. */
  readonly onFit?: Estimating["onFit"];
}

/** What `outcomes` asks of the workflow. */
export function estimatingOf(options: OutcomesOptions): Estimating {
  const { by = [], totals, weight, new_levels = "gaussian", weights, interval } = options;
  const { onFit, engine = "inla", seed = 1, signal } = options;
  return {
    by: typeof by === "string" ? [by] : by,
    weight,
    newLevels: new_levels,
    seed,
    ...(totals !== undefined && { totals }),
    ...(weights !== undefined && { surveyWeights: weights }),
    ...(interval !== undefined && { interval }),
    fit: (model) => fit(model, { ...options, engine, seed }),
    signal,
    onFit,
  };
}

/**
 * Fits the model's formula to each of several responses, `["abortion", "guns"]` or
 * `["p(abortion, n)", "p(guns, n_guns)"]`, and poststratifies every fit.
 */
export async function outcomes(
  model: CompiledModel,
  responses: readonly string[],
  frame: DataFrame,
  options: OutcomesOptions,
): Promise<Poststratified> {
  const sink = collectDiagnostics();
  const items = responses.map((text) => parseExpressionText({ file: text, text }, sink));
  const sources = new Map(responses.map((text) => [text, text]));
  const span = { file: "", start: 0, end: 0 };
  const list: Expression = { kind: "list", items: items.flatMap((item) => item ?? []), span };
  const models = requireValue(resolveOutcomes(model.spec, list, sink), sink, sources);
  const estimates = await estimateOutcomes(models, frame, estimatingOf(options), sink);
  // One outcome that cannot be fitted does not take the others along; it is not among the areas.
  if (estimates === undefined) throw new ModelError(sink.diagnostics, sources);
  return estimates;
}
