/** Groups of people by outcome: averaged over the people in every draw, then summarised. */
import { countOf } from "../../../data/index.js";
import { nearestName, type DiagnosticSink } from "../../../diagnostics/index.js";
import type { Name } from "../../../language/ast.js";
import { quantile } from "../../../math/index.js";
import type { Cell, ResultTable, TableChart } from "../../../posterior/result-table.js";
import type { ChoiceDraws, VoteFit } from "./choice-draws.js";
import { groupPeople, sumChoices, type GroupChoices, type PeopleGroups } from "./group-choices.js";

export interface CrosstabOptions {
  /** Columns of the people whose crossing makes the groups; all of them together when empty. */
  readonly by: readonly Name[];
  /** Outcomes to which shares are restricted, two-way shares for two; all of them when empty. */
  readonly among: readonly Name[];
  /** Estimates hold what was counted in each unit. */
  readonly givenCounts: boolean;
  /** Probability inside the interval. */
  readonly interval: number;
}

/** Share of an outcome among the kept ones, draw by draw, from a group's outcomes × draws. */
function sharesOf(
  numbers: Float64Array,
  outcome: number,
  kept: readonly number[],
  draws: number,
): Float64Array {
  return Float64Array.from({ length: draws }, (_, d) => {
    const total = kept.reduce((sum, c) => sum + numbers[c * draws + d]!, 0);
    return numbers[outcome * draws + d]! / total;
  });
}

function keptOutcomes({ outcomes }: ChoiceDraws, among: readonly Name[]): readonly number[] {
  const wanted = new Set(among.map(({ text }) => text));
  const all = outcomes.map((_, c) => c);
  return among.length === 0 ? all : all.filter((c) => wanted.has(outcomes[c]!));
}

/** Every name in `among` is an outcome, and no race is left with one of them alone. */
function checkOutcomes({ races }: VoteFit, among: readonly Name[], sink: DiagnosticSink): boolean {
  const known = races.flatMap(({ outcomes }) => outcomes);
  const unknown = among.filter(({ text }) => !known.includes(text));
  for (const { text, span } of unknown) {
    const nearest = nearestName(text, known);
    sink.report({
      code: "bad-argument",
      severity: "error",
      message: `\`${text}\` is no outcome of this fit`,
      span,
      expected: known.join(", "),
      ...(nearest !== undefined && { help: `did you mean \`${nearest}\`?` }),
    });
  }
  const lonely = races.find((race) => keptOutcomes(race, among).length === 1);
  const [first] = among;
  if (unknown.length > 0 || !lonely || !first) return unknown.length === 0;
  sink.report({
    code: "bad-argument",
    severity: "error",
    message: "shares among one outcome are all 1",
    span: first.span,
    expected: `two or more of ${lonely.outcomes.join(", ")}`,
  });
  return false;
}

interface Estimated {
  readonly race: ChoiceDraws;
  readonly grouped: PeopleGroups;
  readonly choices: GroupChoices;
}

function rowsOf(
  { race, grouped, choices }: Estimated,
  { among, interval }: CrosstabOptions,
  uncertain: boolean,
): ResultTable["rows"] {
  const { outcomes } = race;
  const kept = keptOutcomes(race, among);
  const { groups, people } = grouped;
  const tail = (1 - interval) / 2;
  const { draws } = choices;
  const size = outcomes.length * draws;
  const ofGroup = (numbers: Float64Array, group: number): Float64Array =>
    numbers.subarray(group * size, (group + 1) * size);
  return Array.from({ length: groups.count }, (_, group) =>
    kept.map((outcome): readonly Cell[] => {
      const expected = sharesOf(ofGroup(choices.expected, group), outcome, kept, draws);
      const mean = expected.reduce((sum, value) => sum + value, 0) / expected.length;
      const sorted = sharesOf(ofGroup(choices.drawn, group), outcome, kept, draws).sort();
      return [
        ...groups.labelsOf(group),
        ...(race.race === undefined ? [] : [race.race]),
        outcomes[outcome]!,
        people[group]!,
        Number.isFinite(mean) ? mean : null,
        ...(uncertain ? [quantile(sorted, tail), quantile(sorted, 1 - tail)] : []),
      ];
    }),
  ).flat();
}

function notesOf(
  fit: VoteFit,
  [first]: readonly Estimated[],
  { among, givenCounts, interval }: CrosstabOptions,
): readonly string[] {
  const rows = countOf(first!.race.weights.length, "row");
  const draws = countOf(first!.choices.draws, "draw");
  const of = { posterior: draws, weights: `${draws} of the weights`, none: "" }[fit.uncertainty];
  const basis = of === "" ? "the trained network" : `each of ${of}`;
  const assumption = `${fit.unitsName} counts units, not people: that the same groups vote alike in all units, as far as the formula does not say otherwise, is assumed and cannot be seen`;
  return [
    `shares of ${rows} of ${first!.race.people.name} averaged in ${basis}${of === "" ? ": no intervals, as its weights are point estimates" : `; intervals of ${100 * interval} %`}`,
    ...(among.length > 0
      ? [`among those who chose one of ${among.map(({ text }) => text).join(", ")}`]
      : []),
    ...(givenCounts
      ? [
          `given the counts of each unit of ${fit.unitsName}: people's probabilities as they are when the sum is known, and intervals that hold their chance too`,
        ]
      : []),
    assumption,
  ];
}

function chartOf([first, second]: readonly string[], uncertain: boolean): TableChart {
  return {
    shape: uncertain ? "intervals" : "bars",
    x: first ?? "outcome",
    y: "mean",
    ...(uncertain && { lower: "lower", upper: "upper" }),
    ...(first !== undefined && { group: "outcome" }),
    ...(second !== undefined && { panel: second }),
  };
}

/** Undefined after reporting an unknown column or outcome. */
export async function crosstab(
  fit: VoteFit,
  options: CrosstabOptions,
  sink: DiagnosticSink,
): Promise<ResultTable | undefined> {
  const { by, among, givenCounts } = options;
  const [race] = fit.races;
  const grouped = race && groupPeople(race, by, sink);
  if (!grouped || !checkOutcomes(fit, among, sink)) return undefined;
  const shown = fit.races.filter((one) => keptOutcomes(one, among).length > 0);
  const choices = await sumChoices(shown, grouped, givenCounts);
  const estimated = shown.map((one, at) => ({ race: one, grouped, choices: choices[at]! }));
  const names = by.map(({ text }) => text);
  const several = fit.races.length > 1 || race.race !== undefined;
  const uncertain = fit.uncertainty !== "none" || givenCounts;
  const number = (column: string) => ({ name: column, format: "number" as const });
  const labels = [...names, ...(several ? ["contest"] : []), "outcome"];
  return {
    kind: "table",
    title: `${fit.name}: ${names.length === 0 ? "everybody" : names.join(" × ")} by outcome${givenCounts ? ", given the counts" : ""}`,
    columns: [
      ...labels.map((column) => ({ name: column, format: "text" as const })),
      { name: "people", format: "integer" },
      ...["mean", ...(uncertain ? ["lower", "upper"] : [])].map(number),
    ],
    rows: estimated.flatMap((one) => rowsOf(one, options, uncertain)),
    notes: notesOf(fit, estimated, options),
    chart: chartOf(names, uncertain),
  };
}
