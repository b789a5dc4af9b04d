/** The truth that no analyst has: the votes of each group of voters, contest by contest. */
import type { DataFrame } from "../../../data/index.js";
import {
  ageGroupOf,
  ageGroups,
  choiceOf,
  choices,
  contests,
  educations,
  parties,
  races,
  sexes,
} from "./categories.js";
import type { Election } from "./draw-election.js";
import type { Electorate } from "./electorate.js";
import { factorColumn, numericColumn } from "./table-columns.js";

interface Grouping {
  readonly by: string;
  readonly groups: readonly string[];
  readonly groupOf: (voters: Electorate, i: number) => number;
}

const groupings: readonly Grouping[] = [
  { by: "all", groups: ["all"], groupOf: () => 0 },
  { by: "party", groups: parties, groupOf: ({ party }, i) => party[i]! },
  { by: "race", groups: races, groupOf: ({ race }, i) => race[i]! },
  { by: "age_group", groups: ageGroups, groupOf: ({ age }, i) => ageGroupOf(age[i]!) },
  { by: "education", groups: educations, groupOf: ({ college }, i) => college[i]! },
  { by: "sex", groups: sexes, groupOf: ({ female }, i) => female[i]! },
];

interface TruthRow {
  readonly by: number;
  readonly group: string;
  readonly contest: number;
  /** Votes by choice. */
  readonly votes: readonly number[];
}

function rowsOf({ groups, groupOf }: Grouping, by: number, voters: Electorate): TruthRow[] {
  const rows = groups.flatMap((group) =>
    contests.map((_, contest) => ({ by, group, contest, votes: choices.map(() => 0) })),
  );
  voters.ballot.forEach((ballot, i) => {
    const start = groupOf(voters, i) * contests.length;
    for (let contest = 0; contest < contests.length; contest++) {
      rows[start + contest]!.votes[choiceOf(ballot, contest)]!++;
    }
  });
  return rows;
}

/** Counts of real votes; `share_d` is the Democrat's share of the votes for the two, NaN without any. */
export function truthTable({ voters }: Election, name: string): DataFrame {
  const rows = groupings.flatMap((grouping, by) => rowsOf(grouping, by, voters));
  const groups = groupings.flatMap((grouping) => grouping.groups);
  const votesFor = (choice: number): number[] => rows.map(({ votes }) => votes[choice]!);
  const columns = [
    factorColumn(
      "by",
      rows.map(({ by }) => by),
      groupings.map(({ by }) => by),
    ),
    factorColumn(
      "group",
      rows.map(({ group }) => groups.indexOf(group)),
      groups,
    ),
    factorColumn(
      "contest",
      rows.map(({ contest }) => contest),
      contests,
    ),
    numericColumn(
      "voters",
      rows.map(({ votes }) => votes.reduce((sum, count) => sum + count, 0)),
    ),
    ...choices.map((choice, position) => numericColumn(choice, votesFor(position))),
    numericColumn(
      "share_d",
      rows.map(({ votes: [d = 0, r = 0] }) => d / (d + r)),
    ),
  ];
  return { kind: "data", name, rowCount: rows.length, columns };
}
