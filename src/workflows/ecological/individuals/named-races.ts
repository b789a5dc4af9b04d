/** The races of several fits on the same people, under names that tell them apart. */
import type { DiagnosticSink, Span } from "../../../diagnostics/index.js";
import type { ChoiceDraws, VoteFit } from "./choice-draws.js";

export interface NamedRace {
  readonly name: string;
  readonly draws: ChoiceDraws;
}

/** Rows of the same people in the same order, which a network sorts by unit and a formula does not. */
function arePeople(a: ChoiceDraws, b: ChoiceDraws): boolean {
  return (
    a.weights.length === b.weights.length &&
    a.people.name === b.people.name &&
    a.unit.every((unit, row) => unit === b.unit[row])
  );
}

/** A race of a fit of one formula is called as the fit is. Undefined after reporting. */
export function namedRaces(
  fits: readonly { readonly name: string; readonly votes: VoteFit }[],
  span: Span,
  sink: DiagnosticSink,
): readonly NamedRace[] | undefined {
  const races = fits.flatMap(({ name, votes }) =>
    votes.races.map((draws) => ({ name: draws.race ?? name, draws })),
  );
  const [first] = races;
  const stranger = races.find(({ draws }) => first && !arePeople(first.draws, draws));
  const twice = races.find(({ name }, at) => races.findIndex((race) => race.name === name) < at);
  const fault = stranger
    ? `\`${stranger.name}\` is of other people, or of these in another order, than \`${first!.name}\``
    : twice
      ? `two races are called \`${twice.name}\``
      : races.length < 2
        ? "covariances between races need two of them"
        : undefined;
  if (fault === undefined) return races;
  sink.report({
    code: "bad-ballots",
    severity: "error",
    message: fault,
    span,
    expected: "a network of several races, or a fit for each race on the same people",
  });
  return undefined;
}
