/** Networks on totals for programs: what the language compiles, trains and asks, with its words. */
import type { DataFrame } from "../data/index.js";
import { collectDiagnostics, type DiagnosticSink } from "../diagnostics/index.js";
import { parseFormulaText } from "../language/index.js";
import type { Name } from "../language/ast.js";
import { readAggregateTexts, resolveNetworkRequest, type NetworkModel } from "../model/index.js";
import type { NetworkRunner, TrainingProgress } from "../networks/index.js";
import type { Posterior } from "../posterior/index.js";
import type { ResultTable } from "../posterior/result-table.js";
import {
  ballotCovariance as covariancesOfFits,
  votesOfFit,
  type VoteFit,
} from "../workflows/ecological/individuals/index.js";
import {
  embeddingFrame,
  fitNetwork,
  linkedAnswers as answersOfLinked,
  votesOfNetwork,
  type NetworkFit,
} from "../workflows/ecological/networks/index.js";
import { requireValue } from "./library.js";
import { trainingSettings } from "./training-arguments.js";

const clock = (): number => performance.now() / 1000;

const nowhere = { file: "library", start: 0, end: 0 };

const named = (text: string): Name => ({ kind: "name", text, quoted: true, span: nowhere });

export interface NetworkOptions {
  readonly name?: string;
  /** As of `compile`: `{ by: "precinct", to: "returns", weight: "n" }`. */
  readonly aggregate: { readonly by: string; readonly to: string; readonly weight?: string };
  /** Data that `aggregate` names. */
  readonly frames: Readonly<Record<string, DataFrame>>;
}

/**
 * A network of one race or several: `{ gov: "votes(gov_d, gov_r, gov_none)" }` and its term,
 * `"dense(age + party, hidden = [64, 64], bayes = true)"`. Throws a `ModelError` with every mistake.
 */
export function compileNetwork(
  races: Readonly<Record<string, string>>,
  network: string,
  data: DataFrame,
  { name = "network", aggregate, frames }: NetworkOptions,
): NetworkModel {
  const sink = collectDiagnostics();
  const texts = Object.entries(races).map(
    ([race, response], at) => `\`${race}\`:${response} ~ ${at === 0 ? network : "shared"}`,
  );
  const sources = new Map(texts.map((text, at) => [`race ${at + 1}`, text]));
  const parsed = texts.map((text, at) => parseFormulaText({ file: `race ${at + 1}`, text }, sink));
  const formulas = parsed.filter((formula) => formula !== undefined);
  const asked = readAggregateTexts({}, aggregate, sink);
  const request = asked && { name, formulas, aggregate: asked };
  const complete = formulas.length === parsed.length ? request : undefined;
  const named = {
    graphs: new Map(),
    frames: new Map(Object.entries(frames)),
    absent: new Set<string>(),
  };
  const model = complete && resolveNetworkRequest(complete, data, sink, named);
  return requireValue(model, sink, sources);
}

export interface TrainNetworkOptions {
  /** 60 by default. */
  readonly epochs?: number;
  /** 3 by default: the best on held-out units is kept. */
  readonly restarts?: number;
  /** Whole units in one gradient; 16 by default. */
  readonly batch?: number;
  /** Share of units that restarts are compared on; 0.2 by default. */
  readonly held_out?: number;
  /** 0.004 by default. */
  readonly learning_rate?: number;
  /** Of Bayesian layers: whether the prior's weight rises during training; true by default. */
  readonly anneal?: boolean;
  /** One network for all races, or one for each; true by default. */
  readonly joint?: boolean;
  /** 1 by default. */
  readonly seed?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: TrainingProgress) => void;
  /** Where it trains: in this thread by default; see `networkThreads` of `mlm/node`. */
  readonly runner?: NetworkRunner;
}

/** `fit` of a network: trained, and judged by the units held out. */
export function trainNetwork(
  model: NetworkModel,
  { signal, onProgress, runner, ...given }: TrainNetworkOptions = {},
): Promise<NetworkFit> {
  return fitNetwork(model, trainingSettings(given), {
    now: clock,
    ...(signal && { signal }),
    ...(onProgress && { onProgress }),
    ...(runner && { runner }),
  });
}

function votesOf(fit: Posterior | NetworkFit, sink: DiagnosticSink): VoteFit | undefined {
  return fit.kind === "network" ? votesOfNetwork(fit) : votesOfFit(fit, nowhere, sink);
}

export interface BallotCovarianceOptions {
  /** Joint ballots: a column for each race, under its name. */
  readonly ballots?: DataFrame;
  /** The column of `ballots` that says how many a row stands for. */
  readonly weight?: string;
  /** 0.95 by default. */
  readonly interval?: number;
}

/** Covariances of choices between races of a network, or of fits by the names of their races. */
export async function ballotCovariance(
  fits: NetworkFit | Readonly<Record<string, Posterior | NetworkFit>>,
  { ballots, weight, interval = 0.95 }: BallotCovarianceOptions = {},
): Promise<ResultTable> {
  const sink = collectDiagnostics();
  const given = isNetwork(fits) ? { [fits.model.name]: fits } : fits;
  const all = Object.entries(given).map(([name, fit]) => ({ name, votes: votesOf(fit, sink) }));
  const found = all.flatMap(({ name, votes }) => (votes ? [{ name, votes }] : []));
  const options = {
    ballots,
    weight: weight === undefined ? undefined : named(weight),
    interval,
    span: nowhere,
  };
  const complete = found.length === all.length;
  const table = complete ? await covariancesOfFits(found, options, sink) : undefined;
  return requireValue(table, sink);
}

function isNetwork(
  fits: NetworkFit | Readonly<Record<string, Posterior | NetworkFit>>,
): fits is NetworkFit {
  return fits.kind === "network";
}

export interface EmbeddingsOptions {
  /** Columns of the people to keep beside. */
  readonly keep?: readonly string[];
  /** So many principal components in place of the last hidden layer. */
  readonly components?: number;
}

/** The last hidden layer of a network for each of its people. */
export function embeddings(
  network: NetworkFit,
  { keep = [], components }: EmbeddingsOptions = {},
): DataFrame {
  const sink = collectDiagnostics();
  const options = { keep: keep.map(named), components };
  return requireValue(embeddingFrame(network, options, "embeddings", sink), sink);
}

export interface LinkedAnswersOptions {
  /** The column that links respondents to people. */
  readonly by: string;
  /** All numbers of the answers by default. */
  readonly questions?: readonly string[];
  /** The column that tells sets of respondents apart. */
  readonly sets?: string;
  /** 10 by default. */
  readonly ridge?: number;
}

/** Leave-one-out R² of linear models for survey answers, on embeddings and on the columns read. */
export function linkedAnswers(
  network: NetworkFit,
  answers: DataFrame,
  { by, questions, sets, ridge = 10 }: LinkedAnswersOptions,
): ResultTable {
  const sink = collectDiagnostics();
  const options = {
    answers,
    by: named(by),
    questions: questions?.map(named),
    sets: sets === undefined ? undefined : named(sets),
    ridge,
    span: nowhere,
  };
  return requireValue(answersOfLinked(network, options, sink), sink);
}
