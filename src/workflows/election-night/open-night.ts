/** From a fit of past elections and tonight's units to a model that is ready for the night. */
import { findColumn } from "../../data/index.js";
import type { Column, DataFrame } from "../../data/index.js";
import { evaluateDesign } from "../../design/index.js";
import type { LinearPredictor } from "../../design/index.js";
import type { DiagnosticSink, Span } from "../../diagnostics/index.js";
import type { Posterior } from "../../posterior/posterior.js";
import { drawNumbers } from "./effects/draw-effects.js";
import { rowProduct } from "./effects/effect-model.js";
import type { EffectModel } from "./effects/effect-model.js";
import { forecastNight } from "./forecast.js";
import type { OpenNight } from "./forecast.js";
import { holdScales } from "./held-forecast.js";
import { hashNight } from "./hash-night.js";
import type { Night } from "./night.js";
import { effectRows } from "./past/effect-rows.js";
import { layOutEffects } from "./past/effect-layout.js";
import type { EffectLayout } from "./past/effect-layout.js";
import { drawColumns } from "./past/moments.js";
import { pastResiduals } from "./past/past-residuals.js";
import { readResponse } from "./past/read-response.js";
import { fitResidualScales } from "./past/residual-scales.js";
import type { ResidualScales } from "./past/residual-scales.js";
import { readUnits } from "./read-units.js";
import type { ReadUnits } from "./read-units.js";
import { drawUnitNumbers } from "./unit-numbers.js";

export interface NightOptions {
  /** `election=2019`: the level that is new tonight, put into the units' data. */
  readonly level?: string;
  /** Column with the units' names. */
  readonly unit: string;
  /** Column of sizes that a unit's own residual falls with, also in the past's data; the baseline when absent. */
  readonly size?: string;
  /** Columns of areas to sum over. */
  readonly by: readonly string[];
  /** Probabilities of intervals, ascending. */
  readonly intervals: readonly number[];
  /** Sd by which the logs of tonight's scales may differ from the past's. */
  readonly widen: number;
  /** Rounded up to opposite pairs on every point of the scales. */
  readonly draws: number;
  readonly seed: number;
  readonly span?: Span;
}

/** Units of this size have the sd s1 besides s0. */
const statedSize = 300;
/** Smaller units are as uncertain as these. */
const leastSize = 1;
/** Points of the scales; draws stand on them in turn. */
const pointCount = 16;

function numbersOf(column: Column): Float64Array | undefined {
  return column.kind === "numeric" ? column.values : undefined;
}

/** Sizes of the past's rows, or alike where there are none. */
function pastSizes(fit: Posterior, size: string | undefined): Float64Array {
  const { frame } = fit.model.spec.origin;
  const column = size === undefined ? undefined : findColumn(frame, size);
  const numbers = column && numbersOf(column);
  return numbers ?? new Float64Array(frame.rowCount).fill(statedSize);
}

function modelOf(
  fit: Posterior,
  predictor: LinearPredictor,
  layout: EffectLayout,
  residual: ResidualScales,
  { sizes }: ReadUnits,
  widen: number,
): EffectModel {
  const rows = effectRows(fit.model.spec, predictor, layout);
  const prior = new Float64Array(layout.effects);
  prior.set(layout.knownMean);
  const widened = residual.sd.map((sd) => Math.sqrt(sd * sd + widen * widen));
  return {
    effects: layout.effects,
    known: layout.known,
    knownPrecision: layout.knownPrecision,
    scaled: layout.scaled,
    rows,
    offset: Float64Array.from(
      { length: predictor.rowCount },
      (_, row) => rowProduct(rows, row, prior) + (predictor.offset?.[row] ?? 0),
    ),
    inverseSize: sizes.map((size) => statedSize / Math.max(leastSize, size)),
    degrees: residual.degrees,
    scaleMean: Float64Array.from([...layout.scaleMean, ...residual.mean]),
    scaleSd: Float64Array.from([...layout.scaleSd, ...widened]),
  };
}

function openModel(
  fit: Posterior,
  frame: DataFrame,
  read: ReadUnits,
  widen: number,
  sink: DiagnosticSink,
): { model: EffectModel; named: OpenNight["named"] } | undefined {
  const { spec } = fit.model;
  const predictor = evaluateDesign(spec.design.state, frame, sink);
  if (predictor === undefined) return undefined;
  const columns = drawColumns(fit.draws);
  const layout = layOutEffects({ spec, predictor, columns, widen });
  const sizes = pastSizes(fit, read.size);
  const residual = fitResidualScales(pastResiduals(fit, sizes, statedSize));
  const named = layout.named.map((one) => ({ ...one, priorMean: 0 }));
  return { model: modelOf(fit, predictor, layout, residual, read, widen), named };
}

/** Undefined after a report. */
export function openNight(
  fit: Posterior,
  frame: DataFrame,
  options: NightOptions,
  sink: DiagnosticSink,
): Night | undefined {
  const { span } = options;
  const { formula } = fit.model.spec.design.state;
  const response = readResponse(formula.response, span, sink);
  const read = response && readUnits(fit, frame, response.baseline, options, sink);
  const opened = read && openModel(fit, read.frame, read, options.widen, sink);
  if (read === undefined || opened === undefined) return undefined;
  const { units, baselines } = read;
  const { model, named } = opened;
  const { seed, by, intervals: levels } = options;
  const draws = Math.ceil(options.draws / (2 * pointCount)) * 2 * pointCount;
  const names = units.map(({ unit }) => unit);
  const night: OpenNight = {
    units,
    places: new Map(names.map((name, place) => [name, place])),
    by,
    levels,
    model,
    baselines,
    effectNumbers: drawNumbers(model, { draws, pointCount, seed }),
    unitNumbers: drawUnitNumbers(names, { draws, degrees: model.degrees, seed }),
    named,
  };
  return {
    units,
    by,
    levels,
    hash: hashNight(fit.model.spec.formulaText, units, model, options),
    forecast: (reports) => forecastNight(night, reports),
    hold: (reports) => holdScales(night, reports),
  };
}
