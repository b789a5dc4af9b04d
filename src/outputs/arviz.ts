/** A fit as the JSON of ArviZ's InferenceData: draws, sampler statistics and data with dimensions and labels. */
import type { SamplerStatistics } from "../engines/nuts/index.js";
import type { NutsPosterior, Posterior } from "../posterior/index.js";
import { arvizVariables, rowDimension } from "./arviz-variables.js";
import type { ArvizVariable, ArvizVariables } from "./arviz-variables.js";
import { freshName } from "./draw-variables.js";
import { jsonList, jsonNumbers, jsonRecord, jsonString, jsonStrings } from "./json-pieces.js";
import { logLikelihoods } from "./log-likelihood.js";

/** One JSON value for each draw of each chain. */
function byDraw(
  { draws: { chains, drawsPerChain } }: Posterior,
  valueOf: (draw: number) => string,
): string {
  return jsonList(
    Array.from({ length: chains }, (_, chain) =>
      jsonList(
        Array.from({ length: drawsPerChain }, (_, draw) => valueOf(chain * drawsPerChain + draw)),
      ),
    ),
  );
}

function variableJson(posterior: Posterior, { parameters, dimension }: ArvizVariable): string {
  const { values, parameters: all } = posterior.draws;
  return byDraw(posterior, (draw) => {
    const start = draw * all.length;
    const entries = jsonNumbers(
      parameters.map((parameter) => values[start + parameter] ?? Number.NaN),
    );
    return dimension === undefined ? entries.slice(1, -1) : entries;
  });
}

/** One value a chain and draw, under ArviZ's names. */
function statisticsJson({ statistics, settings, draws }: NutsPosterior): string {
  const numbers = (valuesOf: (chain: SamplerStatistics) => Iterable<number>): string =>
    jsonList(statistics.map((chain) => jsonNumbers(valuesOf(chain))));
  const reach = (valuesOf: (chain: SamplerStatistics) => Uint8Array, least: number): string =>
    jsonList(
      statistics.map((chain) =>
        jsonList(Array.from(valuesOf(chain), (value) => String(value >= least))),
      ),
    );
  const constant = (value: number) => new Float64Array(draws.drawsPerChain).fill(value);
  return jsonRecord([
    ["lp", numbers(({ logDensity }) => logDensity)],
    ["acceptance_rate", numbers(({ acceptance }) => acceptance)],
    ["step_size", numbers(({ stepSize }) => constant(stepSize))],
    ["tree_depth", numbers(({ treeDepth }) => treeDepth)],
    ["n_steps", numbers(({ leapfrogs }) => leapfrogs)],
    ["diverging", reach(({ divergent }) => divergent, 1)],
    ["reached_max_treedepth", reach(({ treeDepth }) => treeDepth, settings.maxTreeDepth)],
    ["energy", numbers(({ energy }) => energy)],
  ]);
}

const attributesJson = ({ engine, model, settings }: Posterior): string =>
  jsonRecord([
    ["inference_library", jsonString("mlm")],
    ["creation_library", jsonString("mlm")],
    ["engine", jsonString(engine)],
    ["formula", jsonString(model.spec.formulaText)],
    ["family", jsonString(model.spec.family)],
    ["link", jsonString(model.spec.link)],
    ["seed", String(settings.seed)],
  ]);

function logLikelihoodJson(posterior: Posterior): string {
  const values = logLikelihoods(posterior);
  const rows = posterior.model.spec.design.predictor.rowCount;
  return byDraw(posterior, (draw) => jsonNumbers(values.subarray(draw * rows, (draw + 1) * rows)));
}

/** Numbers in the file, to judge its size by. */
export function arvizEntries(posterior: Posterior, withLogLikelihood: boolean): number {
  const { chains, drawsPerChain, parameters } = posterior.draws;
  const rows = withLogLikelihood ? posterior.model.spec.design.predictor.rowCount : 0;
  return chains * drawsPerChain * (parameters.length + rows);
}

type Entry = readonly [string, string];

/** The names of everything in the file that lies along the rows of the data. */
interface RowNames {
  readonly response: string;
  /** Absent where the response has none. */
  readonly trials?: string;
}

/** Which dimension each variable lies along, besides chain and draw, and the labels of every dimension. */
function layoutEntries(
  { model }: Posterior,
  { variables, coordinates }: ArvizVariables,
  { response, trials }: RowNames,
): readonly Entry[] {
  const labels = Array.from(coordinates, ([name, own]): Entry => [name, jsonStrings(own)]);
  const rows: Entry = [rowDimension, jsonNumbers(model.spec.design.rows)];
  const along = variables.flatMap(({ name, dimension }): readonly Entry[] =>
    dimension === undefined ? [] : [[name, jsonStrings([dimension])]],
  );
  const onRows = trials === undefined ? [response] : [response, trials];
  const alongRows = onRows.map((name): Entry => [name, jsonStrings([rowDimension])]);
  return [
    ["coords", jsonRecord([...labels, rows])],
    ["dims", jsonRecord([...along, ...alongRows])],
  ];
}

/** What was observed, and the trials that it is a count of. */
function dataEntries({ model }: Posterior, names: RowNames): readonly Entry[] {
  const { values, trials } = model.spec.design.response;
  const observed: Entry = ["observed_data", jsonRecord([[names.response, jsonNumbers(values)]])];
  if (trials === undefined || names.trials === undefined) return [observed];
  return [observed, ["constant_data", jsonRecord([[names.trials, jsonNumbers(trials)]])]];
}

/** Groups as `arviz.from_json` takes them; the log likelihood only where it is asked for. */
export function arvizText(posterior: Posterior, withLogLikelihood: boolean): string {
  const found = arvizVariables(posterior.draws.parameters);
  const { variables, coordinates } = found;
  const taken = new Set([...variables.map(({ name }) => name), ...coordinates.keys()]);
  const { text, trials } = posterior.model.spec.design.response;
  const response = freshName(text, taken);
  const names = { response, ...(trials && { trials: freshName("trials", taken) }) };
  const attributes = attributesJson(posterior);
  const groups: Entry[] = [
    ["posterior", jsonRecord(variables.map((one) => [one.name, variableJson(posterior, one)]))],
    ["posterior_attrs", attributes],
    ...dataEntries(posterior, names),
    ["observed_data_attrs", attributes],
    ...layoutEntries(posterior, found, names),
  ];
  if (posterior.engine === "nuts")
    groups.push(["sample_stats", statisticsJson(posterior)], ["sample_stats_attrs", attributes]);
  if (withLogLikelihood)
    groups.push(["log_likelihood", jsonRecord([[names.response, logLikelihoodJson(posterior)]])]);
  return `${jsonRecord(groups)}\n`;
}
