/** What responses the priors alone lead one to expect. */
import type { CompiledModel } from "../../compiler/compiled-model.js";
import { openStream, type RandomStream } from "../../math/index.js";
import { inferenceFailure } from "../inference-failure.js";
import { valueText } from "../number-text.js";
import type { Cell, ResultTable } from "../result-table.js";
import { openCheck, type CheckOptions } from "./check-responses.js";
import { improperPriors } from "./improper-priors.js";
import { replicateAll, replicateQuantiles, type Replication } from "./predictive-check.js";
import { openPriorDraws } from "./prior-draw.js";

export interface PredictiveOptions extends CheckOptions {
  /** Number of replicated data sets. */
  readonly draws: number;
  readonly seed: number;
  /** Also returns the replicated responses themselves. */
  readonly keep?: boolean;
}

export interface PredictiveCheck extends Replication {
  readonly table: ResultTable;
}

const probabilities = [0.025, 0.25, 0.5, 0.75, 0.975];

/**
 * Draws parameters from their priors, exactly, and a response for every row of the data from each.
 * Fails with an `InferenceFailure` that names the priors which cannot be drawn from.
 */
export function priorPredictive(
  model: CompiledModel,
  { draws, seed, keep = false, ...options }: PredictiveOptions,
): PredictiveCheck {
  const improper = improperPriors(model.spec);
  if (improper.length > 0) throw inferenceFailure(improper);
  const random = openStream(seed, "prior_predictive");
  const check = openCheck(model, options);
  const see = check?.see;
  const replication = replicateAll(model, priorDraws(model, draws, random), random, { keep, see });
  const summary = priorPredictiveTable(model, replication, draws);
  return { ...replication, table: check ? check.table(summary) : summary };
}

function* priorDraws(
  { spec, parameters }: CompiledModel,
  count: number,
  random: RandomStream,
): Generator<Float64Array> {
  const draw = openPriorDraws(spec, parameters);
  for (let index = 0; index < count; index++) yield draw(random);
}

function priorPredictiveTable(
  { spec }: CompiledModel,
  { statistics, impossible }: Replication,
  draws: number,
): ResultTable {
  const rows: (readonly Cell[])[] = statistics.map((statistic) => [
    statistic.name,
    statistic.observed,
    ...replicateQuantiles(statistic, probabilities).map((value) => cell(value)),
  ]);
  return {
    kind: "table",
    title: `Prior predictive check of ${spec.name}: ${spec.design.response.text}`,
    columns: [
      { name: "statistic", format: "text" },
      { name: "observed", format: "number" },
      ...probabilities.map((p) => ({ name: `${100 * p}%`, format: "number" as const })),
    ],
    rows,
    notes: [
      `quantiles over ${draws} data sets drawn from the priors`,
      impossible > 0
        ? `${valueText(100 * impossible)} % of the simulated responses are impossible: the mean left the range of the ${spec.family} family`
        : "no simulated response is impossible",
    ],
  };
}

export function cell(value: number): Cell {
  return Number.isFinite(value) ? value : null;
}
