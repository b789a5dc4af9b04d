/** From a fit and a population to estimates for areas: average per draw first, summarise last. */
import { openPredictor } from "../../compiler/predictor.js";
import { countOf, countText } from "../../data/index.js";
import type { DataFrame } from "../../data/index.js";
import { evaluateDesign } from "../../design/index.js";
import type { DiagnosticSink, Span } from "../../diagnostics/index.js";
import { openStream } from "../../math/index.js";
import type { FamilyName } from "../../vocabulary/index.js";
import type { Posterior } from "../../posterior/posterior.js";
import { alignFrames } from "./align-frames.js";
import { arrangeCells } from "./area-cells.js";
import type { AreaCells, FrameQuestion } from "./area-cells.js";
import { estimatesTable } from "./estimates-table.js";
import { openNewEffects } from "./new-effects.js";
import { noteNewLevels } from "./note-new-levels.js";
import type { NewLevelRule, Poststratified } from "./poststratified.js";
import { rawShares } from "./raw-shares.js";
import { streamAreas } from "./stream-areas.js";

export interface PoststratifyOptions {
  /** Columns of the frame that define the areas; empty for the whole population. */
  readonly by: readonly string[];
  /** Column with each cell's population: not a number of trials; fractions are fine. */
  readonly weight: string;
  readonly newLevels: NewLevelRule;
  /** Probability inside the interval, between 0 and 1; 0.9 when not given. */
  readonly interval?: number;
  /** Seeds the effects of new levels. */
  readonly seed: number;
  /** The model's data, for raw shares of any grouping and for the alignment report. */
  readonly data?: DataFrame;
  /** Where the program asks. */
  readonly span?: Span;
}

/** What an average of the response's mean is called for a family. */
function estimandInWords(family: FamilyName): string {
  return family === "binomial" || family === "bernoulli" ? "proportion" : "mean response";
}

function notesOf(posterior: Posterior, cells: AreaCells, drawCount: number): string[] {
  const { family } = posterior.model.spec;
  return [
    `population ${estimandInWords(family)} by area, averaged over ${countOf(cells.shares.length, "cell")} ` +
      `in each of ${countText(drawCount)} draws`,
  ];
}

/** A frame may hold numbers for which a transform of the formula has no value. */
function reportUndefinedMeans(
  draws: Float64Array,
  drawCount: number,
  { areas }: AreaCells,
  { span }: PoststratifyOptions,
  sink: DiagnosticSink,
): boolean {
  const place = draws.findIndex((value) => !Number.isFinite(value));
  if (place < 0) return false;
  const area = areas[Math.floor(place / drawCount)]!.join(", ");
  sink.report({
    code: "missing-in-frame",
    severity: "error",
    message: `the predicted mean of a cell${area === "" ? "" : ` of \`${area}\``} is not a finite number`,
    expected: "values of the frame for which every term of the formula has a value",
    ...(span !== undefined && { span }),
  });
  return true;
}

/** What no program can ask of a fit; undefined when everything is in order. */
function findImpossibleRequest(drawCount: number, interval: number): string | undefined {
  if (drawCount === 0) return "the fit was stopped before its first draw";
  if (interval > 0 && interval < 1) return undefined;
  return "the interval needs a probability between 0 and 1";
}

function predictAreas(
  posterior: Posterior,
  cells: AreaCells,
  options: PoststratifyOptions,
  sink: DiagnosticSink,
): Float64Array | undefined {
  const { spec, parameters } = posterior.model;
  const predictor = evaluateDesign(spec.design.state, cells.frame, sink);
  if (predictor === undefined) return undefined;
  noteNewLevels(predictor, options, sink);
  const random = openStream(options.seed, "poststratify");
  const newEffects = openNewEffects(spec, predictor, parameters, options.newLevels, random);
  const means = openPredictor(spec, predictor, parameters);
  const draws = streamAreas(means, posterior.draws, cells, newEffects);
  const drawCount = posterior.draws.chains * posterior.draws.drawsPerChain;
  return reportUndefinedMeans(draws, drawCount, cells, options, sink) ? undefined : draws;
}

/**
 * Population means of the response by area: for every draw the cells' means are averaged with
 * their population as weight, and only then summarised. Undefined after a report.
 */
export function poststratify(
  posterior: Posterior,
  frame: DataFrame,
  options: PoststratifyOptions,
  sink: DiagnosticSink,
): Poststratified | undefined {
  const { by, weight, span, data, interval = 0.9 } = options;
  const { spec } = posterior.model;
  const place = span === undefined ? {} : { span };
  const question: FrameQuestion = { by, weight, ...place };
  const drawCount = posterior.draws.chains * posterior.draws.drawsPerChain;
  const message = findImpossibleRequest(drawCount, interval);
  if (message !== undefined) {
    sink.report({ code: "bad-argument", severity: "error", message, ...place });
    return undefined;
  }
  const cells = arrangeCells(frame, question, sink);
  const draws = cells && predictAreas(posterior, cells, options, sink);
  if (cells === undefined || draws === undefined) return undefined;
  const raw = rawShares(spec, by, cells.areas, data);
  const alignment = data && alignFrames(spec, data, frame, question, sink);
  const estimates = {
    kind: "estimates",
    by,
    areas: cells.areas,
    population: cells.population,
    drawCount,
    draws,
    interval,
    ...(raw !== undefined && { raw }),
    ...(alignment !== undefined && { alignment }),
  } as const;
  return { ...estimates, table: estimatesTable(estimates, notesOf(posterior, cells, drawCount)) };
}
