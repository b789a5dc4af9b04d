/** The model of tonight's effects: rows of the units, what the past says of effects and scales. */
import { findColumn } from "../../../data/index.js";
import type { Column } from "../../../data/index.js";
import { evaluateDesign } from "../../../design/index.js";
import type { LinearPredictor } from "../../../design/index.js";
import type { DiagnosticSink } from "../../../diagnostics/index.js";
import type { Posterior } from "../../../posterior/posterior.js";
import { rowProduct } from "../effects/effect-model.js";
import type { EffectModel } from "../effects/effect-model.js";
import type { NamedEffect } from "../learnt.js";
import type { ReadUnits } from "../read-units.js";
import { effectRows } from "./effect-rows.js";
import { layOutEffects } from "./effect-layout.js";
import type { EffectLayout } from "./effect-layout.js";
import { drawColumns } from "./moments.js";
import { withTonight } from "./node-effects.js";
import { pastResiduals } from "./past-residuals.js";
import { fitResidualScales } from "./residual-scales.js";
import type { ResidualScales } from "./residual-scales.js";

/** Units of this size have the sd s1 besides s0. */
const statedSize = 300;
/** Smaller units are as uncertain as these. */
const leastSize = 20;
/** A model with t residuals has t effects of many new levels too: districts move by far, as units do. */
const effectDegrees = 4;

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
    effectDegrees: fit.model.spec.family === "student_t" ? effectDegrees : Infinity,
    scaleMean: Float64Array.from([...layout.scaleMean, ...residual.mean]),
    scaleSd: Float64Array.from([...layout.scaleSd, ...widened]),
  };
}

/** The numeric and coded columns of the common terms. */
function commonColumns({ common, rowCount }: LinearPredictor): Float64Array[] {
  return common.flatMap(({ columns, columnNames }) => {
    if (columns.kind === "dense") return [...columns.columns];
    const { index, patterns, multiplier } = columns;
    const width = columnNames.length;
    return columnNames.map((_, j) =>
      Float64Array.from({ length: rowCount }, (__, row) => {
        return patterns[index[row]! * width + j]! * (multiplier?.[row] ?? 1);
      }),
    );
  });
}

export interface PreparedModel {
  readonly model: EffectModel;
  readonly named: readonly NamedEffect[];
  /** Tonight's columns of the common terms, without an intercept. */
  readonly predictors: readonly Float64Array[];
}

/** Undefined after a report. */
export function prepareModel(
  fit: Posterior,
  read: ReadUnits,
  widen: number,
  sink: DiagnosticSink,
): PreparedModel | undefined {
  const { spec } = fit.model;
  const predictor = evaluateDesign(withTonight(spec.design.state, read.level), read.frame, sink);
  if (predictor === undefined) return undefined;
  const columns = drawColumns(fit.draws);
  const layout = layOutEffects({ spec, predictor, columns, widen });
  const sizes = pastSizes(fit, read.size);
  const residual = fitResidualScales(
    pastResiduals(fit, sizes, statedSize),
    spec.family === "student_t",
  );
  const named = layout.named.map((one) => ({ ...one, priorMean: 0 }));
  const model = modelOf(fit, predictor, layout, residual, read, widen);
  return { model, named, predictors: commonColumns(predictor) };
}
