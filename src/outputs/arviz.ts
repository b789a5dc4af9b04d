/** A fit as the JSON of ArviZ's InferenceData: draws, sampler statistics and data with dimensions and labels. */
import type { SamplerStatistics } from "../engines/nuts/index.js";
import type { NutsPosterior, Posterior } from "../posterior/index.js";
import { arvizVariables, rowDimension, type ArvizVariable } from "./arviz-variables.js";
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

/** Groups as `arviz.from_json` takes them; the log likelihood only where it is asked for. */
export function arvizText(posterior: Posterior, withLogLikelihood: boolean): string {
  const { response, rows } = posterior.model.spec.design;
  const { variables, coordinates } = arvizVariables(posterior.draws.parameters);
  const taken = new Set([...variables.map(({ name }) => name), ...coordinates.keys()]);
  const observed = freshName(response.text, taken);
  const trials = response.trials && freshName("trials", taken);
  const along = [
    ...variables.flatMap(({ name, dimension }) =>
      dimension === undefined ? [] : [[name, dimension] as const],
    ),
    [observed, rowDimension] as const,
    ...(trials === undefined ? [] : [[trials, rowDimension] as const]),
  ];
  const attributes = attributesJson(posterior);
  const groups: (readonly [string, string])[] = [
    ["posterior", jsonRecord(variables.map((one) => [one.name, variableJson(posterior, one)]))],
    ["posterior_attrs", attributes],
    ["observed_data", jsonRecord([[observed, jsonNumbers(response.values)]])],
    ["observed_data_attrs", attributes],
    [
      "coords",
      jsonRecord([
        ...Array.from(coordinates, ([name, labels]) => [name, jsonStrings(labels)] as const),
        [rowDimension, jsonNumbers(rows)],
      ]),
    ],
    ["dims", jsonRecord(along.map(([name, dimension]) => [name, jsonStrings([dimension])]))],
  ];
  if (posterior.engine === "nuts")
    groups.push(["sample_stats", statisticsJson(posterior)], ["sample_stats_attrs", attributes]);
  if (trials !== undefined && response.trials)
    groups.push(["constant_data", jsonRecord([[trials, jsonNumbers(response.trials)]])]);
  if (withLogLikelihood)
    groups.push(["log_likelihood", jsonRecord([[observed, logLikelihoodJson(posterior)]])]);
  return `${jsonRecord(groups)}\n`;
}
