/** Groups of people and how many of each chose what, summed in every draw. */
import { findColumn, groupRows, reportUnknownColumn, type RowGroups } from "../../../data/index.js";
import type { DiagnosticSink } from "../../../diagnostics/index.js";
import type { Name } from "../../../language/ast.js";
import type { ChoiceDraws } from "./choice-draws.js";
import { openGivenCounts } from "./given-counts.js";

export interface PeopleGroups {
  readonly groups: RowGroups;
  /** People of every group. */
  readonly people: Float64Array;
}

/** Undefined after reporting an unknown column. */
export function groupPeople(
  { people: frame, weights }: Pick<ChoiceDraws, "people" | "weights">,
  by: readonly Name[],
  sink: DiagnosticSink,
): PeopleGroups | undefined {
  const columns = by.map(({ text }) => findColumn(frame, text));
  by.forEach(({ text, span }, at) => {
    if (!columns[at]) reportUnknownColumn(frame, text, span, sink);
  });
  const found = columns.filter((column) => column !== undefined);
  if (found.length < columns.length) return undefined;
  const groups = groupRows(frame, found);
  const people = new Float64Array(groups.count);
  groups.index.forEach((group, i) => {
    if (group >= 0) people[group]! += weights[i]!;
  });
  return { groups, people };
}

/** How many people of every group chose what: `[(group × outcomes + outcome) × draws + draw]`. */
export interface GroupChoices {
  /** As the draw of the parameters expects it. */
  readonly expected: Float64Array;
  /** With the chance of people besides, where counts are given; the expected numbers otherwise. */
  readonly drawn: Float64Array;
  readonly draws: number;
}

/** Draws are thinned where all of them over all people would be more probabilities than this. */
const mostProbabilities = 2_000_000_000;
/** Conditioning on counts costs some fifty times as much. */
const mostConditioned = 40_000_000;

interface OpenSum extends GroupChoices {
  readonly add: (draw: number, into: number) => Promise<void>;
}

function openSum(
  race: ChoiceDraws,
  { groups, people }: PeopleGroups,
  givenCounts: boolean,
  draws: number,
): OpenSum {
  const width = race.outcomes.length;
  const size = people.length * width;
  const expected = new Float64Array(size * draws);
  const drawn = givenCounts ? new Float64Array(size * draws) : expected;
  const conditioned = givenCounts ? openGivenCounts(race, groups.index, people) : undefined;
  const p = new Float64Array(race.weights.length * width);
  const [sums, chosen] = [new Float64Array(size), new Float64Array(size)];
  return {
    expected,
    drawn,
    draws,
    async add(draw, at) {
      await race.evaluate(draw, p);
      if (conditioned) conditioned(p, sums, chosen);
      else addUp(p, race.weights, groups.index, sums);
      for (let k = 0; k < size; k++) {
        expected[k * draws + at] = sums[k]!;
        if (conditioned) drawn[k * draws + at] = chosen[k]!;
      }
    },
  };
}

/** One entry a race; draws are the outer loop, as a network predicts all races of a draw at once. */
export async function sumChoices(
  races: readonly ChoiceDraws[],
  grouped: PeopleGroups,
  givenCounts: boolean,
): Promise<readonly GroupChoices[]> {
  const given = races[0]!.draws;
  const entries = races.reduce(
    (sum, { weights, outcomes }) => sum + weights.length * outcomes.length,
    0,
  );
  const most = givenCounts ? mostConditioned : mostProbabilities;
  const step = Math.max(1, Math.ceil((given * entries) / most));
  const draws = Math.ceil(given / step);
  const opened = races.map((race) => openSum(race, grouped, givenCounts, draws));
  for (let d = 0; d < draws; d++) for (const sum of opened) await sum.add(d * step, d);
  return opened;
}

function addUp(
  p: Float64Array,
  weights: Float64Array,
  index: Int32Array,
  sums: Float64Array,
): void {
  const width = p.length / weights.length;
  sums.fill(0);
  for (let i = 0; i < weights.length; i++) {
    const group = index[i]!;
    if (group < 0) continue;
    for (let c = 0; c < width; c++) sums[group * width + c]! += weights[i]! * p[i * width + c]!;
  }
}
