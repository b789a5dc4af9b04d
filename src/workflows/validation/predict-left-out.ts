/** What a fit without an area says about it, beside what its respondents said. */
import { openPredictor } from "../../compiler/index.js";
import { selectRows } from "../../data/index.js";
import { evaluateDesign } from "../../design/index.js";
import type { DiagnosticSink } from "../../diagnostics/index.js";
import { deterministic, logSumExp, openStream, quantile } from "../../math/index.js";
import type { RandomStream } from "../../math/index.js";
import type { ModelSpec } from "../../model/model-spec.js";
import type { Posterior } from "../../posterior/posterior.js";
import { families } from "../../vocabulary/index.js";
import { openNewEffects } from "../mrp/index.js";
import { respondentsOf } from "./divide-areas.js";
import type { AreaRows } from "./divide-areas.js";

export interface LeftOutArea {
  readonly labels: readonly string[];
  readonly respondents: number;
  /** Share or mean of the area's responses. */
  readonly observed: number;
  /** What the fit without the area expects of them; sd and interval have their own noise. */
  readonly mean: number;
  readonly sd: number;
  readonly lower: number;
  readonly upper: number;
  /** Mean over all other areas: what a model without predictors would say. */
  readonly others: number;
  /** Log density of all responses of the area together, before they were seen. */
  readonly elpd: number;
}

/** Distribution of one response at a mean, with the draw's other parameters. */
interface ResponseDraw {
  readonly mean: number;
  readonly position: number;
  readonly auxiliary: readonly number[];
}

function openResponses({ family: name, design }: ModelSpec) {
  const family = families[name];
  const { values, trials, standardErrors } = design.response;
  const own = ({ position, auxiliary }: ResponseDraw): readonly number[] =>
    standardErrors ? [standardErrors[position]!] : auxiliary;
  return {
    logDensity: (draw: ResponseDraw): number => {
      const n = trials?.[draw.position] ?? 1;
      return family.logLikelihood(values[draw.position]!, n, draw.mean, own(draw), deterministic);
    },
    sample: (draw: ResponseDraw, random: RandomStream): number =>
      family.sampleResponse(draw.mean, own(draw), trials?.[draw.position] ?? 1, random),
  };
}

function meanResponse(spec: ModelSpec, positions: Iterable<number>): number {
  const { values } = spec.design.response;
  let [sum, size] = [0, 0];
  for (const position of positions) {
    sum += values[position]!;
    size += respondentsOf(spec, position);
  }
  return sum / size;
}

/** Sums over one area's rows, draw by draw. */
interface AreaSums {
  readonly expected: Float64Array;
  readonly replicated: Float64Array;
  readonly logDensity: Float64Array;
}

function summarise(
  spec: ModelSpec,
  { labels, positions }: AreaRows,
  { expected, replicated, logDensity }: AreaSums,
  interval: number,
): LeftOutArea {
  const respondents = positions.reduce((sum, at) => sum + respondentsOf(spec, at), 0);
  const shares = replicated.map((sum) => sum / respondents);
  const mean = expected.reduce((sum, value) => sum + value, 0) / expected.length / respondents;
  const squares = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0);
  const sorted = shares.toSorted();
  const tail = (1 - interval) / 2;
  const own = new Set(positions);
  const all = Array.from(spec.design.response.values, (_, position) => position);
  const others = all.filter((position) => !own.has(position));
  return {
    labels,
    respondents,
    observed: meanResponse(spec, positions),
    mean,
    sd: Math.sqrt(squares / shares.length),
    lower: quantile(sorted, tail),
    upper: quantile(sorted, 1 - tail),
    others: meanResponse(spec, others),
    elpd: logSumExp(logDensity) - deterministic.log(logDensity.length),
  };
}

export interface PredictionSettings {
  readonly seed: number;
  readonly interval: number;
}

/**
 * Predictions of the areas of a fold by a fit without them: their effects are drawn from the
 * population distribution of effects, anew for every draw. Undefined after a report.
 */
export function predictLeftOut(
  spec: ModelSpec,
  fold: readonly AreaRows[],
  posterior: Posterior,
  { seed, interval }: PredictionSettings,
  sink: DiagnosticSink,
): readonly LeftOutArea[] | undefined {
  const fitted = posterior.model.spec;
  const positions = fold.flatMap((area) => [...area.positions]);
  const rows = Int32Array.from(positions, (position) => spec.design.rows[position]!);
  const frame = selectRows(spec.origin.frame, rows, spec.origin.frame.name);
  const predictor = evaluateDesign(fitted.design.state, frame, sink);
  if (predictor === undefined) return undefined;
  const { draws } = posterior;
  const { parameters } = draws;
  const random = openStream(seed, "leave_area_out", positions[0]);
  const newEffects = openNewEffects(fitted, predictor, parameters, "gaussian", random);
  const means = openPredictor(fitted, predictor, parameters);
  const responses = openResponses(spec);
  const places = parameters.flatMap(({ role }, i) => (role === "auxiliary" ? [i] : []));
  const drawCount = draws.chains * draws.drawsPerChain;
  const zeros = (): Float64Array => new Float64Array(drawCount);
  const sums = fold.map((): AreaSums => ({
    expected: zeros(),
    replicated: zeros(),
    logDensity: zeros(),
  }));
  const mu = new Float64Array(positions.length);
  for (let draw = 0; draw < drawCount; draw++) {
    const values = draws.values.subarray(draw * parameters.length, (draw + 1) * parameters.length);
    newEffects.fill(values);
    means.evaluateMean(values, newEffects.arrays, mu);
    const auxiliary = places.map((place) => values[place]!);
    let row = 0;
    for (const [area, { positions: own }] of fold.entries()) {
      const { expected, replicated, logDensity } = sums[area]!;
      for (const position of own) {
        const at: ResponseDraw = { mean: mu[row++]!, position, auxiliary };
        expected[draw]! += respondentsOf(spec, position) * at.mean;
        replicated[draw]! += responses.sample(at, random);
        logDensity[draw]! += responses.logDensity(at);
      }
    }
  }
  return fold.map((area, i) => summarise(spec, area, sums[i]!, interval));
}
