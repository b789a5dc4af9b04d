/**
 * Covariances of choices between races, Cov(1[a = c], 1[b = d]), as a fit has them and as ballots have them. The
 * fit's are of people whose choices are independent given what it knows of them: mean(p q) − mean(p) mean(q).
 */
import { countOf, findColumn, reportUnknownColumn, type DataFrame } from "../../../data/index.js";
import type { DiagnosticSink, Span } from "../../../diagnostics/index.js";
import type { Name } from "../../../language/ast.js";
import { quantile } from "../../../math/index.js";
import type { ResultTable } from "../../../posterior/result-table.js";
import { readBallots } from "./ballots.js";
import type { VoteFit } from "./choice-draws.js";
import { namedRaces, type NamedRace } from "./named-races.js";

export interface CovarianceOptions {
  /** Joint ballots, a column for each race and a row for each ballot, or kind of ballot. */
  readonly ballots: DataFrame | undefined;
  /** The column that says how many ballots a row stands for. */
  readonly weight: Name | undefined;
  readonly interval: number;
  readonly span: Span;
}

interface Pair {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

function pairsOf(races: readonly NamedRace[]): readonly Pair[] {
  return races.flatMap(({ draws: first }, a) =>
    races
      .slice(a + 1)
      .flatMap(({ draws: second }, later) =>
        first.outcomes.flatMap((_, c) =>
          second.outcomes.map((__, d) => ({ a, b: a + 1 + later, c, d })),
        ),
      ),
  );
}

/** Of probabilities in rows, weighted; one covariance a pair. */
export function covariancesOf(
  probabilities: readonly ArrayLike<number>[],
  widths: readonly number[],
  weights: ArrayLike<number>,
  pairs: readonly Pair[],
): readonly number[] {
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i]!;
  const means = probabilities.map((p, race) => {
    const width = widths[race]!;
    return Array.from({ length: width }, (_, c) => {
      let sum = 0;
      for (let i = 0; i < weights.length; i++) sum += weights[i]! * p[i * width + c]!;
      return sum / total;
    });
  });
  return pairs.map(({ a, b, c, d }) => {
    const [p, q] = [probabilities[a]!, probabilities[b]!];
    const [m, n] = [widths[a]!, widths[b]!];
    let sum = 0;
    for (let i = 0; i < weights.length; i++) sum += weights[i]! * p[i * m + c]! * q[i * n + d]!;
    return sum / total - means[a]![c]! * means[b]![d]!;
  });
}

/** Draws are thinned where all products would be more than this. */
const mostProducts = 2_000_000_000;

/** `[pair][draw]`. */
async function modelled(
  races: readonly NamedRace[],
  pairs: readonly Pair[],
): Promise<readonly Float64Array[]> {
  const { weights } = races[0]!.draws;
  const given = Math.min(...races.map(({ draws }) => draws.draws));
  const step = Math.max(1, Math.ceil((given * pairs.length * weights.length) / mostProducts));
  const count = Math.ceil(given / step);
  const widths = races.map(({ draws }) => draws.outcomes.length);
  const probabilities = widths.map((width) => new Float64Array(width * weights.length));
  const result = pairs.map(() => new Float64Array(count));
  for (let d = 0; d < count; d++) {
    for (const [at, { draws }] of races.entries())
      await draws.evaluate(d * step, probabilities[at]!);
    covariancesOf(probabilities, widths, weights, pairs).forEach(
      (value, pair) => (result[pair]![d] = value),
    );
  }
  return result;
}

function observed(
  races: readonly NamedRace[],
  pairs: readonly Pair[],
  { ballots, weight, span }: CovarianceOptions,
  sink: DiagnosticSink,
): readonly number[] | undefined {
  if (!ballots) return [];
  const column = weight && findColumn(ballots, weight.text);
  if (weight && column?.kind !== "numeric") {
    reportUnknownColumn(ballots, weight.text, weight.span, sink);
    return undefined;
  }
  const read = readBallots(races, ballots, span, sink);
  if (!read) return undefined;
  const weights =
    column?.kind === "numeric" ? column.values : new Float64Array(ballots.rowCount).fill(1);
  const widths = races.map(({ draws }) => draws.outcomes.length);
  return covariancesOf(read, widths, weights, pairs);
}

/** How far the fit is from the ballots over all pairs. */
function distanceNote(means: readonly number[], truth: readonly number[]): readonly string[] {
  if (truth.length === 0) return [];
  const square = means.reduce((sum, mean, k) => sum + (mean - truth[k]!) ** 2, 0) / truth.length;
  return [`mean squared difference from the ballots ${Number(square.toPrecision(3))}`];
}

/** Outcomes of different races that have the same name are told apart by the race's. */
function outcomeLabels(races: readonly NamedRace[]): (race: number, outcome: number) => string {
  const all = races.flatMap(({ draws }) => draws.outcomes);
  const clash = new Set(all).size < all.length;
  return (race, outcome) => {
    const { name, draws } = races[race]!;
    return clash ? `${name}:${draws.outcomes[outcome]!}` : draws.outcomes[outcome]!;
  };
}

/** Undefined after reporting races that make no pairs, or ballots that are not of these races. */
export async function ballotCovariance(
  fits: readonly { readonly name: string; readonly votes: VoteFit }[],
  options: CovarianceOptions,
  sink: DiagnosticSink,
): Promise<ResultTable | undefined> {
  const races = namedRaces(fits, options.span, sink);
  if (!races) return undefined;
  const pairs = pairsOf(races);
  const truth = observed(races, pairs, options, sink);
  if (!truth) return undefined;
  const draws = await modelled(races, pairs);
  const means = draws.map((own) => own.reduce((sum, value) => sum + value, 0) / own.length);
  const tail = (1 - options.interval) / 2;
  const labelOf = outcomeLabels(races);
  const uncertain = fits.every(({ votes }) => votes.uncertainty !== "none");
  const text = (column: string) => ({ name: column, format: "text" as const });
  const number = (column: string) => ({ name: column, format: "number" as const });
  return {
    kind: "table",
    title: `${fits.map(({ votes }) => votes.name).join(", ")}: covariances of choices between races`,
    columns: [
      ...["outcome", "other_outcome"].map(text),
      ...["mean", ...(uncertain ? ["lower", "upper"] : [])].map(number),
      ...(options.ballots ? ["ballots", "difference"].map(number) : []),
    ],
    rows: pairs.map(({ a, b, c, d }, k) => {
      const sorted = draws[k]!.slice().sort();
      return [
        labelOf(a, c),
        labelOf(b, d),
        means[k]!,
        ...(uncertain ? [quantile(sorted, tail), quantile(sorted, 1 - tail)] : []),
        ...(options.ballots ? [truth[k]!, means[k]! - truth[k]!] : []),
      ];
    }),
    notes: [
      ...distanceNote(means, truth),
      `${countOf(races[0]!.draws.weights.length, "row")} of people whose choices are independent given what the fit knows of them: ballots of like people are also alike for reasons unseen, so that a sound fit falls short of the ballots, and one beyond them is too sure of parties`,
      ...(uncertain ? [] : ["no intervals: the network's weights are point estimates"]),
    ],
  };
}
