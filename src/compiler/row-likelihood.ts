/** What each row of the data adds to the log likelihood under one draw of the reported parameters. */
import { curvatureBuffers, openCurvature } from "../graph/index.js";
import { deterministic } from "../math/index.js";
import { openObservationLikelihood } from "../kernels/row-likelihoods/index.js";
import { links, type LinkName } from "../vocabulary/index.js";
import type { CompiledModel } from "./compiled-model.js";
import { openMiddleProbability } from "./middle-probability.js";
import { openPredictor } from "./predictor.js";
import { predictorOfRows } from "./predictor-rows.js";
import { responseStatistics, type ResponseStatistics } from "./response-statistics.js";
import { openUnitLikelihoods } from "./unit-likelihood.js";

type RowModel = Pick<CompiledModel, "spec" | "parameters">;

/** Some rows, opened. */
export interface RowLikelihood {
  readonly rowCount: number;
  /** Constants and weights included; -Infinity where the draw cannot give the response. */
  readonly logLikelihood: (draw: Float64Array, into: Float64Array) => void;
  /** P(Y < y) + ½ P(Y = y) of every row, weights left out. */
  readonly middleProbability: (draw: Float64Array, into: Float64Array) => void;
}

type LogDensities = (eta: Float64Array, auxiliary: Float64Array, into: Float64Array) => void;

/** By kernels where the family has them for the link, else row by row. */
function openLogDensities(
  { family, statistics, constants }: ResponseStatistics,
  link: LinkName,
  rows: Int32Array,
  auxiliaryCount: number,
): LogDensities {
  const cut = (values: Float64Array): Float64Array =>
    Float64Array.from(rows, (row) => values[row]!);
  const columns = { statistics: statistics.map(cut), constants: cut(constants) };
  const row = Int32Array.from(rows.keys());
  const kernels = openObservationLikelihood(family, link, {
    ...columns,
    row,
    rowCount: row.length,
  });
  if (kernels) return (eta, _auxiliary, into) => kernels.logDensity(eta, into);
  const curvature = openCurvature(family, link, columns.statistics);
  const buffers = curvatureBuffers(rows.length, auxiliaryCount);
  return (eta, auxiliary, into) => {
    curvature.evaluate(eta, auxiliary, "value", buffers);
    for (let i = 0; i < into.length; i++) into[i] = buffers.value[i]! + columns.constants[i]!;
  };
}

/** The observations of a model: rows of its data, or units where the response is known only as their totals. */
export function allRows({ spec }: Pick<RowModel, "spec">): Int32Array {
  const { design, totals } = spec;
  const length = totals ? totals.unitNames.length : design.predictor.rowCount;
  return Int32Array.from({ length }, (_, row) => row);
}

/** Units have no middle probability: their counts have no order. */
function openUnitRows(model: RowModel, totals: NonNullable<RowModel["spec"]["totals"]>) {
  const open = openUnitLikelihoods(model, totals);
  return (rows: Int32Array): RowLikelihood => ({
    rowCount: rows.length,
    logLikelihood: open(rows),
    middleProbability: (_draw, into) => into.fill(NaN),
  });
}

/** Opens the likelihood of any rows of a model; it takes memory in proportion to these. */
export function openRowLikelihoods(model: RowModel): (rows: Int32Array) => RowLikelihood {
  const { spec, parameters } = model;
  if (spec.totals) return openUnitRows(model, spec.totals);
  const statistics = responseStatistics(spec);
  const places = parameters.flatMap(({ role }, at) => (role === "auxiliary" ? [at] : []));
  const { inverse } = links[spec.link];
  return (rows) => {
    const predictor = predictorOfRows(spec.design.predictor, rows);
    const linear = openPredictor(spec, predictor, parameters);
    const none = predictor.group.map(() => new Float64Array(0));
    const densities = openLogDensities(statistics, spec.link, rows, places.length);
    const eta = new Float64Array(rows.length);
    const middle = openMiddleProbability(spec, rows);
    return {
      rowCount: rows.length,
      logLikelihood(draw, into) {
        linear.evaluate(draw, none, eta);
        densities(
          eta,
          Float64Array.from(places, (place) => draw[place]!),
          into,
        );
        for (let i = 0; i < into.length; i++) if (into[i] !== into[i]) into[i] = -Infinity;
      },
      middleProbability(draw, into) {
        linear.evaluate(draw, none, eta);
        const auxiliary = places.map((place) => draw[place]!);
        for (let i = 0; i < eta.length; i++)
          into[i] = middle(i, inverse(eta[i]!, deterministic), auxiliary);
      },
    };
  };
}
