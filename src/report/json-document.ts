/** Results as the JSON document that other programs read; docs/json.md describes every field. */
import { recordDiagnostic } from "../diagnostics/index.js";
import type { Diagnostic } from "../diagnostics/index.js";
import {
  summarise,
  type ParameterMarginalSummary,
  type ParameterSummary,
} from "../posterior/index.js";
import { adaptationOf } from "../engines/nuts/nuts-settings.js";
import type { Chart } from "../charts/chart.js";
import type { Posterior } from "../posterior/posterior.js";
import type { ResultTable } from "../posterior/result-table.js";
import type { ModelSpec } from "../model/model-spec.js";
import type { DataFrame, NeighbourGraph } from "../data/index.js";
import type { Json, JsonObject, Sources } from "./json.js";
import { networkModelToJson, networkToJson } from "./network-to-json.js";
import type { NamedValue, Value } from "./value.js";

export interface RunDocument {
  readonly version: string;
  readonly file: string;
  readonly seed: number | undefined;
  readonly results: readonly NamedValue[];
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Sources;
}

/** JSON has neither NaN nor infinities; both become null. */
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

function settingsToJson(posterior: Posterior): JsonObject {
  if (posterior.engine === "inla") {
    const { strategy, draws, seed, correct } = posterior.settings;
    const { integration } = posterior.approximation;
    return { integration, strategy, draws, seed, correct };
  }
  if (posterior.engine === "advi") return { ...posterior.settings };
  if (posterior.engine === "pathfinder") return { ...posterior.settings };
  const { settings } = posterior;
  return {
    draws: settings.draws,
    tune: settings.tune,
    chains: settings.chains,
    target_accept: settings.targetAccept,
    max_treedepth: settings.maxTreeDepth,
    adaptation: adaptationOf(settings),
    seed: settings.seed,
    ...(settings.until !== undefined && { until: { ess: settings.until } }),
    ...(settings.time !== undefined && { time: settings.time }),
  };
}

/** How sampling ended, and with what; other engines have no such field. */
function runToJson(posterior: Posterior): JsonObject {
  if (posterior.engine !== "nuts") return {};
  const { run, draws } = posterior;
  return {
    run: {
      draws_per_chain: draws.drawsPerChain,
      ...(run && { ended: run.ended }),
      ...(run?.fewest && {
        fewest_effective_draws: { draws: run.fewest.draws, parameter: run.fewest.parameter },
      }),
    },
  };
}

function parametersToJson(posterior: Posterior): readonly JsonObject[] {
  const shared = (row: ParameterSummary | ParameterMarginalSummary): JsonObject => ({
    name: row.name,
    mean: finite(row.mean),
    sd: finite(row.sd),
    median: finite(row.median),
    q025: finite(row.q025),
    q975: finite(row.q975),
    hdi_3: finite(row.hdiLow),
    hdi_97: finite(row.hdiHigh),
  });
  if (posterior.engine === "inla")
    return summarise(posterior).rows.map((row) => ({
      ...shared(row),
      mode: finite(row.mode),
      ...(row.mcseMean !== undefined && { mcse_mean: finite(row.mcseMean) }),
    }));
  return summarise(posterior).rows.map((row) => ({
    ...shared(row),
    mcse_mean: finite(row.mcseMean),
    mcse_sd: finite(row.mcseSd),
    ess_bulk: finite(row.essBulk),
    ess_tail: finite(row.essTail),
    r_hat: finite(row.rHat),
  }));
}

function criteriaToJson(posterior: Posterior): JsonObject {
  if (posterior.engine !== "inla") return {};
  const { criteria, approximation } = posterior;
  return {
    dic: finite(criteria.dic.value),
    p_dic: finite(criteria.dic.effectiveParameters),
    waic: finite(criteria.waic.value),
    p_waic: finite(criteria.waic.effectiveParameters),
    log_marginal_likelihood: finite(approximation.logMarginalLikelihood.integrated),
    log_marginal_likelihood_gaussian: finite(approximation.logMarginalLikelihood.gaussian),
  };
}

function correctionToJson(posterior: Posterior): JsonObject {
  if (posterior.engine !== "inla" || posterior.correction === undefined) return {};
  const { recipe, passed, kHat, effectiveDraws, draws } = posterior.correction;
  const correction = { recipe, passed, k_hat: finite(kHat), ess: finite(effectiveDraws), draws };
  return { correction };
}

/** Fields that only variational fits have. */
function qualityToJson(posterior: Posterior): JsonObject {
  if (posterior.engine === "nuts" || posterior.engine === "inla") return {};
  const { quality } = posterior;
  return {
    quality: {
      elbo: finite(quality.elbo),
      k_hat: finite(quality.kHat),
      effective_draws: finite(quality.effectiveDraws),
      candidates: quality.candidates,
      resampled: quality.resampled,
      iterations: quality.iterations,
      gradients: quality.gradients,
      converged: quality.converged,
    },
  };
}

function fitToJson(posterior: Posterior, sources: Sources): Json {
  const { model } = posterior;
  return {
    kind: "fit",
    model: model.spec.name,
    engine: posterior.engine,
    settings: settingsToJson(posterior),
    n_obs: model.spec.design.rows.length,
    n_rows_compiled: model.rowsCompiled,
    seconds: Object.fromEntries(
      Object.entries(posterior.seconds).map(([stage, seconds]) => [stage, finite(seconds)]),
    ),
    interrupted: posterior.interrupted,
    ...runToJson(posterior),
    parameters: parametersToJson(posterior),
    criteria: criteriaToJson(posterior),
    ...correctionToJson(posterior),
    ...qualityToJson(posterior),
    diagnostics: posterior.diagnostics.map((diagnostic) => recordDiagnostic(diagnostic, sources)),
  };
}

function tableToJson(table: ResultTable): Json {
  return {
    kind: "table",
    columns: table.columns.map(({ name }) => name),
    rows: table.rows.map((row) =>
      row.map((cell) => (typeof cell === "number" ? finite(cell) : cell)),
    ),
    notes: table.notes,
  };
}

function chartToJson({ name, title, description, specification }: Chart): Json {
  return { kind: "chart", chart: name, title, description, specification };
}

function frameToJson(frame: DataFrame): Json {
  return {
    kind: "data",
    n_rows: frame.rowCount,
    columns: frame.columns.map((column) =>
      column.kind === "factor"
        ? { name: column.name, type: column.ordered ? "ordered" : "factor", levels: column.levels }
        : { name: column.name, type: column.kind === "numeric" ? "number" : "text" },
    ),
  };
}

function graphToJson({ nodes, neighbours }: NeighbourGraph): Json {
  return {
    kind: "graph",
    nodes,
    pairs: neighbours.flatMap((own, i) =>
      Array.from(own)
        .filter((j) => j > i)
        .map((j) => [nodes[i] ?? "", nodes[j] ?? ""]),
    ),
  };
}

function modelToJson(spec: ModelSpec): Json {
  return {
    kind: "model",
    data: spec.dataName,
    formula: spec.formulaText,
    family: spec.family,
    link: spec.link,
    n_obs: spec.design.rows.length,
  };
}

type Writers = {
  readonly [Kind in Value["kind"]]: (
    value: Extract<Value, { readonly kind: Kind }>,
    sources: Sources,
  ) => Json;
};

const writers: Writers = {
  fit: fitToJson,
  table: tableToJson,
  estimates: ({ table }) => tableToJson(table),
  night: ({ table }) => tableToJson(table),
  chart: chartToJson,
  data: frameToJson,
  graph: graphToJson,
  model: modelToJson,
  network_model: networkModelToJson,
  network: networkToJson,
  number: ({ value }) => ({ kind: "number", value: finite(value) }),
  text: ({ kind, value }) => ({ kind, value }),
  boolean: ({ kind, value }) => ({ kind, value }),
  list: ({ items }, sources) => ({
    kind: "list",
    items: items.map((item) => valueToJson(item, sources)),
  }),
};

/** One value of the document's `results`. */
export function valueToJson(value: Value, sources: Sources): Json {
  const write = writers[value.kind] as (value: Value, sources: Sources) => Json;
  return write(value, sources);
}

/**
 * The text of a document, indented, with a final newline. What JSON allows but a terminal would
 * act on is escaped.
 */
export function jsonText(json: Json): string {
  const text = JSON.stringify(json, undefined, 2).replace(
    /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `${text}\n`;
}

/** The whole document as plain data. */
export function documentToJson(document: RunDocument): Json {
  const { sources } = document;
  return {
    mlm: document.version,
    file: document.file,
    seed: document.seed ?? null,
    results: Object.fromEntries(
      document.results.map(({ name, value }) => [name, valueToJson(value, sources)]),
    ),
    diagnostics: document.diagnostics.map((diagnostic) => recordDiagnostic(diagnostic, sources)),
  };
}
