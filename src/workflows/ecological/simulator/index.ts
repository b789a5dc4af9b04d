/** The state-like benchmark: a simulated election whose every vote is known. */
export { drawElection, type Election } from "./draw-election.js";
export { electionTable, electionTables, type ElectionTable } from "./election-tables.js";
export {
  checkSettings,
  electionSizes,
  type ElectionSettings,
  type ElectionSize,
} from "./settings.js";
