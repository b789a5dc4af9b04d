/** The tables of a simulated election by name. */
import type { DataFrame } from "../../../data/index.js";
import { ballotTable } from "./ballot-table.js";
import type { Election } from "./draw-election.js";
import { returnTable } from "./return-table.js";
import { surveyTable } from "./survey-table.js";
import { truthTable } from "./truth-table.js";
import { voterTable } from "./voter-table.js";

export const electionTables = ["voters", "returns", "ballots", "truth", "survey"] as const;

export type ElectionTable = (typeof electionTables)[number];

const makers: Readonly<Record<ElectionTable, (election: Election, name: string) => DataFrame>> = {
  voters: voterTable,
  returns: returnTable,
  ballots: ballotTable,
  truth: truthTable,
  survey: surveyTable,
};

export function electionTable(election: Election, table: ElectionTable, name: string): DataFrame {
  return makers[table](election, name);
}
