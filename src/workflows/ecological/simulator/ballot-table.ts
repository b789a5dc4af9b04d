/** The cast-vote records: how many ballots of the state say what in all contests together. */
import type { DataFrame } from "../../../data/index.js";
import { ballotKinds, choiceOf, choices, contests } from "./categories.js";
import type { Election } from "./draw-election.js";
import { factorColumn, numericColumn } from "./table-columns.js";

const kinds: readonly number[] = Array.from({ length: ballotKinds }, (_, ballot) => ballot);

/** A row for each of the 27 ways to fill in a ballot, also those that nobody chose. */
export function ballotTable({ voters }: Election, name: string): DataFrame {
  const counts = new Float64Array(ballotKinds);
  for (const ballot of voters.ballot) counts[ballot]!++;
  const columns = contests.map((contest, position) =>
    factorColumn(
      contest,
      kinds.map((ballot) => choiceOf(ballot, position)),
      choices,
    ),
  );
  return {
    kind: "data",
    name,
    rowCount: ballotKinds,
    columns: [...columns, numericColumn("ballots", counts)],
  };
}
