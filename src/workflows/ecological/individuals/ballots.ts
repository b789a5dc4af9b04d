/** Joint ballots as choices of the races of a fit. */
import { countOf, findColumn, rowInWords, type DataFrame } from "../../../data/index.js";
import { nearestName, type DiagnosticSink, type Span } from "../../../diagnostics/index.js";
import type { NamedRace } from "./named-races.js";

/** A ballot says `gov_d`, or `d` in the column of the race of which `gov_d` is an outcome. */
function outcomeOf(value: string, outcomes: readonly string[]): number {
  const exact = outcomes.indexOf(value);
  if (exact >= 0) return exact;
  const ends = outcomes.flatMap((outcome, c) => (outcome.endsWith(`_${value}`) ? [c] : []));
  return ends.length === 1 ? ends[0]! : -1;
}

function reportNoColumn(
  { name }: NamedRace,
  ballots: DataFrame,
  span: Span,
  sink: DiagnosticSink,
): void {
  const names = ballots.columns.map((column) => column.name);
  const nearest = nearestName(name, names);
  sink.report({
    code: "bad-ballots",
    severity: "error",
    message: `${ballots.name} has no column for the race \`${name}\``,
    span,
    expected: "a column of choices for each race, under the race's name",
    found: names.join(", "),
    ...(nearest !== undefined && { help: `did you mean \`${nearest}\`?` }),
  });
}

/** Indicators of what each ballot chose, ballots × outcomes. */
function indicatorsOf(
  race: NamedRace,
  ballots: DataFrame,
  span: Span,
  sink: DiagnosticSink,
): Float64Array | undefined {
  const { outcomes } = race.draws;
  const column = findColumn(ballots, race.name);
  if (!column || column.kind === "numeric") {
    reportNoColumn(race, ballots, span, sink);
    return undefined;
  }
  const labelAt = (row: number): string =>
    (column.kind === "factor" ? column.levels[column.codes[row]!] : column.values[row]) ?? "";
  const chosen = Array.from({ length: ballots.rowCount }, (_, row) =>
    outcomeOf(labelAt(row), outcomes),
  );
  const wrong = chosen.flatMap((choice, row) => (choice < 0 ? [row] : []));
  const [first] = wrong;
  if (first !== undefined) {
    sink.report({
      code: "bad-ballots",
      severity: "error",
      message: `a ballot's choice for \`${race.name}\` is no outcome of the race (${rowInWords(ballots, first)}${wrong.length === 1 ? "" : `, and ${countOf(wrong.length - 1, "more row")}`})`,
      span,
      expected: outcomes.join(", "),
      found: labelAt(first) === "" ? "a missing value" : labelAt(first),
    });
    return undefined;
  }
  const values = new Float64Array(ballots.rowCount * outcomes.length);
  chosen.forEach((choice, row) => (values[row * outcomes.length + choice] = 1));
  return values;
}

/** One array a race; undefined after reporting. */
export function readBallots(
  races: readonly NamedRace[],
  ballots: DataFrame,
  span: Span,
  sink: DiagnosticSink,
): readonly Float64Array[] | undefined {
  const read = races.map((race) => indicatorsOf(race, ballots, span, sink));
  const found = read.filter((one) => one !== undefined);
  return found.length < races.length ? undefined : found;
}
