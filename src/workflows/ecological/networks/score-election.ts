/**
 * How good ecological inferences are where the truth is known, by the measures of Table 1 of "Deep Ecological
 * Inference": support in groups of people, shares of held-out units, covariances of races, survey answers.
 */
import { findColumn, type DataFrame } from "../../../data/index.js";
import type { DiagnosticSink, Span } from "../../../diagnostics/index.js";
import type { Name } from "../../../language/ast.js";
import type { Posterior } from "../../../posterior/posterior.js";
import type { Cell, ResultTable } from "../../../posterior/result-table.js";
import { meanChoices, readBallots, type NamedRace, type VoteFit } from "../individuals/index.js";
import {
  choiceCovariances,
  errorsOf,
  heldOutRSquared,
  type ChoiceProbabilities,
} from "../metrics/index.js";
import { linkedAnswers } from "./linked-answers.js";
import type { NetworkFit } from "./network-fit.js";
import { readTruth, supportOf, type Truth } from "./read-truth.js";

export interface ScoredFit {
  readonly name: string;
  readonly fit: Posterior | NetworkFit;
  readonly votes: VoteFit;
}

export interface ScoreOptions {
  /** Rows of a group and a contest, with the share of the first of its two sides. */
  readonly truth: DataFrame;
  readonly ballots: DataFrame | undefined;
  readonly weight: Name | undefined;
  readonly survey: DataFrame | undefined;
  readonly by: Name | undefined;
  readonly sets: Name | undefined;
  readonly span: Span;
}

/** The two sides of a contest are its first two outcomes. */
interface ScoredRace extends NamedRace {
  readonly choices: ChoiceProbabilities;
}

async function scoredRaces({ name, votes }: ScoredFit): Promise<readonly ScoredRace[]> {
  const races: ScoredRace[] = [];
  for (const draws of votes.races) {
    const values = await meanChoices(draws);
    const race = draws.race ?? name;
    races.push({ name: race, draws, choices: { values, choices: draws.outcomes.length } });
  }
  return races;
}

/** Two-way shares of the units that were held out; undefined where none were. */
function testRSquared({ fit }: ScoredFit, races: readonly ScoredRace[]): number | undefined {
  if (fit.kind !== "network" || fit.network.heldOutUnits.length === 0) return undefined;
  const held = fit.network.heldOutUnits;
  const predicted = races.map(({ choices, draws }) => {
    const units = draws.counts.length / choices.choices;
    const shares = supportOf(choices, draws.unit, draws.weights, units);
    return Float64Array.from(held, (unit) => shares[unit]!);
  });
  const observed = races.map(({ choices, draws }) =>
    Float64Array.from(held, (unit) => {
      const [d = 0, r = 0] = draws.counts.subarray(unit * choices.choices);
      return d / (d + r);
    }),
  );
  return heldOutRSquared(predicted, observed);
}

/** Of D and R of all pairs of races. */
function covarianceError(
  races: readonly ScoredRace[],
  { ballots, weight, span }: ScoreOptions,
  sink: DiagnosticSink,
): number | undefined {
  if (!ballots || races.length < 2) return undefined;
  const read = readBallots(races, ballots, span, sink);
  const column = weight && findColumn(ballots, weight.text);
  const counts = column?.kind === "numeric" ? column.values : undefined;
  if (!read) return undefined;
  const people = races[0]!.draws.weights;
  const modelled = choiceCovariances(
    races.map(({ choices }) => choices),
    (row) => people[row]!,
  );
  const cast = races.map(({ choices }, at) => ({ values: read[at]!, choices: choices.choices }));
  const observed = choiceCovariances(cast, (row) => counts?.[row] ?? 1);
  return errorsOf(modelled, observed).meanSquared;
}

function answersRSquared(
  { fit }: ScoredFit,
  { survey, by, sets, span }: ScoreOptions,
  sink: DiagnosticSink,
): number | undefined {
  if (fit.kind !== "network" || !survey || !by) return undefined;
  const options = { answers: survey, by, sets, questions: undefined, ridge: 10, span };
  const mean = linkedAnswers(fit, options, sink)?.rows.at(-1)?.[1];
  return typeof mean === "number" ? mean : undefined;
}

function shapeText({ fit }: ScoredFit): string {
  if (fit.kind !== "network") return "formula";
  const { shape } = fit.network;
  return [
    `${shape.kind} ${shape.hidden.length}`,
    ...(shape.bayes ? ["Bayes"] : []),
    ...(fit.settings.joint ? [] : ["independent"]),
  ].join(", ");
}

const cell = (value: number | undefined): Cell =>
  value !== undefined && Number.isFinite(value) ? value : null;

async function rowOf(
  scored: ScoredFit,
  truth: Truth,
  options: ScoreOptions,
  sink: DiagnosticSink,
): Promise<readonly Cell[]> {
  const races = await scoredRaces(scored);
  const { modelled, known, crossover } = truth.compare(races);
  const errors = errorsOf(modelled, known);
  return [
    scored.name,
    shapeText(scored),
    cell(errors.meanSquared),
    cell(errors.rootMeanSquared),
    cell(errors.meanAbsolute),
    cell(testRSquared(scored, races)),
    cell(covarianceError(races, options, sink)),
    cell(answersRSquared(scored, options, sink)),
    cell(crossover),
  ];
}

/** A row a fit; undefined after reporting truth, ballots or answers that are not of these fits. */
export async function scoreElection(
  fits: readonly ScoredFit[],
  options: ScoreOptions,
  sink: DiagnosticSink,
): Promise<ResultTable | undefined> {
  const truth = readTruth(fits, options.truth, options.span, sink);
  if (!truth) return undefined;
  const rows: (readonly Cell[])[] = [];
  for (const scored of fits) rows.push(await rowOf(scored, truth, options, sink));
  const number = (name: string) => ({ name, format: "number" as const });
  return {
    kind: "table",
    title: "Ecological inferences against the truth",
    columns: [
      { name: "fit", format: "text" },
      { name: "network", format: "text" },
      ...["demo_mse", "rmse", "mae", "test_r2", "cov_mse", "answers_r2", "crossover"].map(number),
    ],
    rows,
    notes: [
      `demo_mse, rmse, mae: two-way support of ${truth.groups} groups in every contest, each counted once`,
      "test_r2: two-way shares of held-out units; cov_mse: covariances of both sides between contests; answers_r2: survey answers by embeddings",
      `crossover: what the first party's people give to the other side in the first contest${truth.crossover === undefined ? "" : `, in truth ${truth.crossover.toFixed(3)}`}`,
    ],
  };
}
