/** What each row of the data adds to the log likelihood under one draw of the reported parameters. */
import { curvatureBuffers, openCurvature } from "../graph/index.js";
import { deterministic } from "../math/index.js";
import { discreteFamilies, families, links } from "../vocabulary/index.js";
import type { CompiledModel } from "./compiled-model.js";
import { openPredictor } from "./predictor.js";
import { predictorOfRows } from "./predictor-rows.js";
import { responseStatistics } from "./response-statistics.js";

type RowModel = Pick<CompiledModel, "spec" | "parameters">;

/** A run of rows, opened. */
export interface RowLikelihood {
  readonly rowCount: number;
  /** Constants and weights included; -Infinity where the draw cannot give the response. */
  readonly logLikelihood: (draw: Float64Array, into: Float64Array) => void;
  /** P(Y < y) + ½ P(Y = y) of every row, weights left out. */
  readonly middleProbability: (draw: Float64Array, into: Float64Array) => void;
}

/** The family's distribution of one response at a mean, without its weight. */
function openMiddle({ spec }: RowModel, from: number) {
  const { values, trials, standardErrors } = spec.design.response;
  const { cumulative, logLikelihood } = families[spec.family];
  const discrete = discreteFamilies.has(spec.family);
  return (row: number, mu: number, auxiliary: readonly number[]): number => {
    const at = from + row;
    const n = trials ? trials[at]! : 1;
    const own = standardErrors ? [standardErrors[at]!] : auxiliary;
    const below = cumulative(values[at]!, n, mu, own);
    if (!discrete) return below;
    return below - 0.5 * deterministic.exp(logLikelihood(values[at]!, n, mu, own, deterministic));
  };
}

/** Opens the likelihood of any run of a model's rows; each takes memory in proportion to its rows. */
export function openRowLikelihoods(model: RowModel): (from: number, to: number) => RowLikelihood {
  const { spec, parameters } = model;
  const { family, statistics, constants } = responseStatistics(spec);
  const places = parameters.flatMap(({ role }, at) => (role === "auxiliary" ? [at] : []));
  const { inverse } = links[spec.link];
  return (from, to) => {
    const rows = predictorOfRows(spec.design.predictor, from, to);
    const linear = openPredictor(spec, rows, parameters);
    const none = rows.group.map(() => new Float64Array(0));
    const cut = statistics.map((statistic) => statistic.subarray(from, to));
    const curvature = openCurvature(family, spec.link, cut);
    const buffers = curvatureBuffers(rows.rowCount, places.length);
    const eta = new Float64Array(rows.rowCount);
    const middle = openMiddle(model, from);
    return {
      rowCount: rows.rowCount,
      logLikelihood(draw, into) {
        linear.evaluate(draw, none, eta);
        const auxiliary = Float64Array.from(places, (place) => draw[place]!);
        curvature.evaluate(eta, auxiliary, "value", buffers);
        for (let i = 0; i < eta.length; i++) {
          const value = buffers.value[i]! + constants[from + i]!;
          into[i] = value === value ? value : -Infinity;
        }
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
