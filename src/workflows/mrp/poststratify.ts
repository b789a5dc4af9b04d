/** From a fit and a population to estimates for areas: average per draw first, summarise last. */
import { countOf, countText } from "../../data/index.js";
import type { DataFrame } from "../../data/index.js";
import type { DiagnosticSink, Span } from "../../diagnostics/index.js";
import type { FamilyName } from "../../vocabulary/index.js";
import type { Posterior } from "../../posterior/posterior.js";
import { alignFrames } from "./align-frames.js";
import { arrangeCells } from "./area-cells.js";
import type { AreaCells, CellGrouping } from "./area-cells.js";
import { openCalibration } from "./calibrate-cells.js";
import type { Calibration } from "./calibrate-cells.js";
import { estimatesTable } from "./estimates-table.js";
import { readTotals } from "./known-totals.js";
import type { KnownTotals, ReadTotals } from "./known-totals.js";
import { columnsOfGroupings, readGroupings, wholeLabel } from "./margins.js";
import type { Grouped } from "./margins.js";
import type { Grouping, NewLevelRule, Poststratified, RawShares } from "./poststratified.js";
import { predictAreas } from "./predict-areas.js";
import { joinShares, rawShares } from "./raw-shares.js";
import type { SurveyData } from "./raw-shares.js";
import { readSurvey } from "./read-survey.js";

export interface PoststratifyOptions {
  /** Columns of the frame that define the areas, or several groupings; empty for the whole population. */
  readonly by: Grouped;
  /** Every margin of the groupings beside them, from the same draws; false when not given. */
  readonly totals?: boolean;
  /** Column with each cell's population: not a number of trials; fractions are fine. */
  readonly weight: string;
  readonly newLevels: NewLevelRule;
  /** Probability inside the interval, between 0 and 1; 0.9 when not given. */
  readonly interval?: number;
  /** Seeds the effects of new levels. */
  readonly seed: number;
  /** Known shares or counts of areas, which every draw then adds up to. */
  readonly calibrate?: KnownTotals;
  /** The model's data, for raw shares of any grouping and for the alignment report. */
  readonly data?: DataFrame;
  /** Column of the model's data with the survey's weights, for weighted shares beside the raw ones. */
  readonly surveyWeights?: string;
  /** Where the program asks. */
  readonly span?: Span;
}

/** The whole question, read and checked. */
interface Question {
  readonly posterior: Posterior;
  readonly frame: DataFrame;
  readonly options: PoststratifyOptions;
  readonly groupings: readonly (readonly string[])[];
  readonly survey: SurveyData;
  readonly known: ReadTotals | undefined;
}

const isProportion = (family: FamilyName): boolean =>
  family === "binomial" || family === "bernoulli";

function notesOf({ posterior }: Question, cells: AreaCells, calibration?: Calibration): string[] {
  const { family, totals } = posterior.model.spec;
  const proportion = totals ? "share of each outcome" : "proportion";
  const estimand = totals || isProportion(family) ? proportion : "mean response";
  const count = posterior.draws.chains * posterior.draws.drawsPerChain;
  return [
    `population ${estimand} by area, averaged over ${countOf(cells.shares.length, "cell")} ` +
      `in each of ${countText(count)} draws`,
    ...(calibration ? [calibration.note] : []),
  ];
}

/** The last column of estimates of a model of totals. */
const outcomeColumn = "outcome";

/** What no program can ask of a fit; undefined when everything is in order. */
function findImpossibleRequest(
  { model, draws }: Posterior,
  { interval = 0.9, calibrate, surveyWeights, by }: PoststratifyOptions,
): string | undefined {
  if (draws.chains * draws.drawsPerChain === 0) return "the fit was stopped before its first draw";
  if (model.spec.totals && (calibrate ?? surveyWeights) !== undefined)
    return `the response of ${model.spec.name} is known only as totals of units: there are no shares of respondents to calibrate or to weight`;
  if (model.spec.totals && by.flat().includes(outcomeColumn))
    return `\`${outcomeColumn}\` is what the estimates call the outcomes: rename the column of the population`;
  if (!(interval > 0 && interval < 1)) return "the interval needs a probability between 0 and 1";
  if (calibrate === undefined || isProportion(model.spec.family)) return undefined;
  return `means of a ${model.spec.family} response cannot be calibrated, only proportions`;
}

function readQuestion(
  posterior: Posterior,
  frame: DataFrame,
  options: PoststratifyOptions,
  sink: DiagnosticSink,
): Question | undefined {
  const { by, weight, calibrate, span } = options;
  const message = findImpossibleRequest(posterior, options);
  if (message !== undefined) {
    const place = span === undefined ? {} : { span };
    sink.report({ code: "bad-argument", severity: "error", message, ...place });
    return undefined;
  }
  const survey = readSurvey(posterior.model.spec, options, sink);
  const known = calibrate && readTotals(calibrate, frame, weight, sink);
  if (survey === undefined || (calibrate !== undefined && known === undefined)) return undefined;
  return { posterior, frame, options, groupings: readGroupings(by), survey, known };
}

/** Strata are sorted by the columns of the known totals first, whose grouping is then the last one. */
function arrange(question: Question, sink: DiagnosticSink): AreaCells | undefined {
  const { frame, options, groupings, known } = question;
  const { weight, span, totals = false } = options;
  const columns = columnsOfGroupings([...(known ? [known.by] : []), ...groupings]);
  return arrangeCells(
    frame,
    { by: columns, groupings, margins: totals, known: known?.by, weight, ...(span && { span }) },
    sink,
  );
}

function sharesOf(
  { posterior, survey }: Question,
  groupings: readonly CellGrouping[],
): RawShares | undefined {
  const { spec } = posterior.model;
  if (spec.totals) return undefined;
  const parts = groupings.map(({ by, areas }) => rawShares(spec, by, areas, survey));
  return joinShares(
    parts,
    groupings.map(({ areas }) => areas.length),
  );
}

/** Names of the outcomes where every area has several. */
const outcomesOf = ({ model }: Posterior): readonly string[] | undefined =>
  model.spec.totals?.outcomes;

function placeGroupings(groupings: readonly CellGrouping[], fit: Posterior): readonly Grouping[] {
  const outcomes = outcomesOf(fit);
  let to = 0;
  return groupings.map(({ by, areas }) => {
    const from = to;
    to += areas.length * (outcomes?.length ?? 1);
    return { by: outcomes ? [...by, outcomeColumn] : by, from, to, fit };
  });
}

/** An area's labels in all columns, whatever its own grouping is. */
function widen({ by, areas }: CellGrouping, columns: readonly string[]): string[][] {
  const places = columns.map((name) => by.indexOf(name));
  return areas.map((labels) => places.map((place) => labels[place] ?? wholeLabel));
}

function assemble(
  question: Question,
  { groupings }: AreaCells,
  draws: Float64Array,
  alignment: Poststratified["alignment"],
): Omit<Poststratified, "table"> {
  const { posterior, options } = question;
  const raw = sharesOf(question, groupings);
  const by = columnsOfGroupings(question.groupings);
  const outcomes = outcomesOf(posterior);
  const areas = groupings.flatMap((grouping) => widen(grouping, by));
  const population = groupings.flatMap((grouping) => [...grouping.population]);
  const each = outcomes?.length ?? 1;
  return {
    kind: "estimates",
    by: outcomes ? [...by, outcomeColumn] : by,
    groupings: placeGroupings(groupings, posterior),
    areas: outcomes
      ? areas.flatMap((labels) => outcomes.map((outcome) => [...labels, outcome]))
      : areas,
    population: Float64Array.from(population.flatMap((people) => Array<number>(each).fill(people))),
    drawCount: posterior.draws.chains * posterior.draws.drawsPerChain,
    draws,
    interval: options.interval ?? 0.9,
    ...(raw !== undefined && { raw }),
    ...(alignment !== undefined && { alignment }),
  };
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
  const question = readQuestion(posterior, frame, options, sink);
  const cells = question && arrange(question, sink);
  if (question === undefined || cells === undefined) return undefined;
  const { known, groupings } = question;
  const calibration = known && openCalibration(cells, cells.known!, known, sink);
  if (known !== undefined && calibration === undefined) return undefined;
  const draws = predictAreas(posterior, cells, options, sink, calibration?.adjust);
  if (draws === undefined) return undefined;
  const { data, weight, span } = options;
  const aligned = { by: columnsOfGroupings(groupings), weight, ...(span && { span }) };
  const { spec } = posterior.model;
  const alignment =
    data && !spec.totals ? alignFrames(spec, data, frame, aligned, sink) : undefined;
  const estimates = assemble(question, cells, draws, alignment);
  return { ...estimates, table: estimatesTable(estimates, notesOf(question, cells, calibration)) };
}
