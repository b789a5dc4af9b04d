/** The returns: votes of each precinct, contest by contest. */
import type { DataFrame } from "../../../data/index.js";
import { choiceOf, choices, contests } from "./categories.js";
import type { Election } from "./draw-election.js";
import { countyColumn, numericColumn, precinctColumn } from "./table-columns.js";

function countChoices({ voters, precincts }: Election, contest: number): Float64Array[] {
  const counts = choices.map(() => new Float64Array(precincts.county.length));
  voters.ballot.forEach((ballot, i) => {
    counts[choiceOf(ballot, contest)]![voters.precinct[i]!]!++;
  });
  return counts;
}

export function returnTable(election: Election, name: string): DataFrame {
  const { county, first } = election.precincts;
  const votes = contests.flatMap((contest, position) =>
    countChoices(election, position).map((counts, choice) =>
      numericColumn(`${contest}_${choices[choice]!}`, counts),
    ),
  );
  const columns = [
    precinctColumn([...county.keys()], county.length),
    countyColumn(county),
    numericColumn(
      "voters",
      Array.from(county, (_, p) => first[p + 1]! - first[p]!),
    ),
    ...votes,
  ];
  return { kind: "data", name, rowCount: county.length, columns };
}
