/** The draws of every area: means of the cells, predicted, calibrated where asked, and averaged. */
import { openPredictor } from "../../compiler/predictor.js";
import { evaluateDesign } from "../../design/index.js";
import type { DiagnosticSink, Span } from "../../diagnostics/index.js";
import { openStream } from "../../math/index.js";
import type { Posterior } from "../../posterior/posterior.js";
import type { AreaCells } from "./area-cells.js";
import { openNewEffects } from "./new-effects.js";
import { predictOutcomes } from "./predict-outcomes.js";
import { noteNewLevels } from "./note-new-levels.js";
import type { NewLevelRule } from "./poststratified.js";
import { streamAreas } from "./stream-areas.js";
import type { AdjustMeans } from "./stream-areas.js";

export interface PredictionOptions {
  readonly newLevels: NewLevelRule;
  readonly seed: number;
  readonly span?: Span;
}

/** A frame may hold numbers for which a transform of the formula has no value. */
function reportUndefinedMeans(
  draws: Float64Array,
  drawCount: number,
  { groupings }: AreaCells,
  { span }: PredictionOptions,
  sink: DiagnosticSink,
): boolean {
  const place = draws.findIndex((value) => !Number.isFinite(value));
  if (place < 0) return false;
  const areas = groupings.flatMap((grouping) => grouping.areas);
  const means = draws.length / (areas.length * drawCount);
  const area = areas[Math.floor(place / (means * drawCount))]!.join(", ");
  sink.report({
    code: "missing-in-frame",
    severity: "error",
    message: `the predicted mean of a cell${area === "" ? "" : ` of \`${area}\``} is not a finite number`,
    expected: "values of the frame for which every term of the formula has a value",
    ...(span !== undefined && { span }),
  });
  return true;
}

/**
 * `result[area * drawCount + draw]` for all groupings of the cells, of totals with an area's outcomes one after
 * the other; undefined after a report.
 */
export function predictAreas(
  posterior: Posterior,
  cells: AreaCells,
  options: PredictionOptions,
  sink: DiagnosticSink,
  adjust?: AdjustMeans,
): Float64Array | undefined {
  const { spec, parameters } = posterior.model;
  const predictor = evaluateDesign(spec.design.state, cells.frame, sink);
  if (predictor === undefined) return undefined;
  noteNewLevels(predictor, options, sink);
  const random = openStream(options.seed, "poststratify");
  const ofOne = (): Float64Array | undefined => {
    const newEffects = openNewEffects(spec, predictor, parameters, options.newLevels, random);
    const means = openPredictor(spec, predictor, parameters);
    return streamAreas(means, posterior.draws, cells, newEffects, adjust);
  };
  const draws = spec.totals
    ? predictOutcomes(posterior, spec.totals, cells, predictor, { ...options, random })
    : ofOne();
  if (draws === undefined) return undefined;
  const drawCount = posterior.draws.chains * posterior.draws.drawsPerChain;
  return reportUndefinedMeans(draws, drawCount, cells, options, sink) ? undefined : draws;
}
