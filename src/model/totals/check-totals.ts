/** What the people of every unit must be: whole numbers that add up to the unit's counts. */
import { countOf, rowInWords, rowLocation } from "../../data/index.js";
import type { Design } from "../../design/design-blocks.js";
import type { Expression } from "../../language/ast.js";
import { recursionSize } from "../../math/poisson-binomial/index.js";
import type { AggregateRequest } from "./aggregate-request.js";
import { reportUnits, type UnitRows } from "./unit-counts.js";

/** Entries of the tables of an exact likelihood of three or more outcomes, eight bytes each. */
const mostEntries = 4_000_000;

export interface UnitTotals {
  readonly totals: UnitRows;
  readonly people: UnitRows;
  readonly counts: Float64Array;
  readonly outcomes: number;
  readonly unit: Int32Array;
  readonly design: Design;
  readonly request: AggregateRequest;
  readonly response: Expression;
}

/** Half a person and smaller weights have no exact likelihood, and are mostly a column read wrongly. */
export function checkPeople(
  weights: Float64Array,
  rows: ArrayLike<number>,
  people: UnitRows,
  request: AggregateRequest,
): boolean {
  const bad = [...weights.keys()].filter(
    (i) => !(Number.isInteger(weights[i]!) && weights[i]! >= 0),
  );
  reportUnits(
    people,
    bad.map((i) => rows[i]!),
    {
      code: "bad-count",
      message: () => "a row stands for a number of people that is not whole",
      expected: "a whole number of at least 0",
      span: request.weight?.span ?? request.span,
    },
  );
  return bad.length === 0;
}

/** Units whose people are known, and how many of these rows had to be left out. */
export interface CountedUnits extends Pick<
  UnitTotals,
  "totals" | "people" | "counts" | "outcomes" | "request" | "response"
> {
  /** People of every unit. */
  readonly members: Float64Array;
  readonly leftOut: number;
}

/** Reports the first unit whose counts are not those of its people. */
export function checkUnitSums({
  totals,
  people,
  counts,
  outcomes,
  members,
  leftOut,
  request,
  response,
}: CountedUnits): boolean {
  const votes = members.map((_, u) =>
    counts.subarray(u * outcomes, (u + 1) * outcomes).reduce((sum, count) => sum + count, 0),
  );
  const wrong = [...members.keys()].filter((u) => members[u] !== votes[u]);
  const [u] = wrong;
  if (u === undefined) return true;
  const row = people.keys.indexOf(totals.keys[u]!);
  const more = wrong.length === 1 ? "" : `, and ${countOf(wrong.length - 1, "more unit")}`;
  totals.sink.report({
    code: "totals-not-people",
    severity: "error",
    message: `the counts of a unit do not add up to its people (${totals.keyName} ${totals.keys[u]!}, ${rowInWords(totals.frame, u)}; its people from ${rowInWords(people.frame, row)}${more})`,
    span: response.span,
    ...rowLocation(totals.frame, u),
    expected: `${members[u]!}, the people of ${people.frame.name}`,
    found: `${votes[u]!} in ${totals.frame.name}`,
    help:
      leftOut > 0
        ? `${countOf(leftOut, "row")} of ${people.frame.name} had missing values and were left out: fill them in`
        : request.weight
          ? "count those who did not vote as an outcome too"
          : `if a row of ${people.frame.name} stands for several people, say so: weight = n`,
  });
  return false;
}

function checkSums({ unit, design, ...given }: UnitTotals): boolean {
  const weights = design.response.trials!;
  const members = new Float64Array(given.totals.keys.length);
  design.rows.forEach((row, i) => (members[unit[row]!]! += weights[i]!));
  return checkUnitSums({ ...given, members, leftOut: design.rowsGiven - design.rows.length });
}

function checkSize({ totals, counts, outcomes, request }: UnitTotals): boolean {
  if (request.likelihood !== "exact" || outcomes === 2) return true;
  const large = [...totals.keys.keys()].filter(
    (u) =>
      recursionSize({ counts: counts.subarray(u * outcomes, (u + 1) * outcomes) }) > mostEntries,
  );
  reportUnits(totals, large, {
    code: "unit-too-large",
    message: () => `a unit is too large for the exact likelihood of ${outcomes} outcomes`,
    span: request.familySpan ?? request.span,
    help: "use likelihood = saddlepoint, which is close",
  });
  return large.length === 0;
}

/** True when the likelihood can be formed; every mistake is reported. */
export function checkTotals(given: UnitTotals): boolean {
  const { design, people, request } = given;
  const whole = checkPeople(design.response.trials!, design.rows, people, request);
  return whole && checkSums(given) && checkSize(given);
}
