/** The library's simulated elections: the verb of the same name, all tables at once. */
import type { DataFrame } from "../data/index.js";
import { collectDiagnostics } from "../diagnostics/index.js";
import {
  checkSettings,
  drawElection,
  electionSizes,
  electionTable,
} from "../workflows/ecological/simulator/index.js";
import type { ElectionSize, ElectionTable } from "../workflows/ecological/simulator/index.js";
import { requireValue } from "./library.js";

export interface SimulateElectionOptions {
  /** `small` by default: 20,000 voters in 200 precincts. */
  readonly size?: ElectionSize;
  /** Instead of the size's. */
  readonly voters?: number;
  /** Instead of the size's. */
  readonly precincts?: number;
  /** 1 by default. */
  readonly seed?: number;
  /** 1 by default; 0 for an additive truth. */
  readonly interactions?: number;
  /** 0 by default: what the precinct's share of Democrats adds to everybody's support. */
  readonly context?: number;
  /** Whether places average to the same state under every seed; true by default. */
  readonly typical?: boolean;
}

export interface SimulatedElection {
  /** Makes a table of the election; the large voter file takes 150 MB. */
  readonly table: (table: ElectionTable) => DataFrame;
}

/** An election with known truth; throws a `ModelError` where settings are out of bounds. */
export function simulateElection(options: SimulateElectionOptions = {}): SimulatedElection {
  const { size = "small", seed = 1, interactions = 1, context = 0, typical = true } = options;
  const { voters = electionSizes[size].voters, precincts = electionSizes[size].precincts } =
    options;
  const settings = { voters, precincts, seed, interactions, context, typical };
  const sink = collectDiagnostics();
  const possible = checkSettings(settings, () => undefined, sink);
  const election = requireValue(possible ? drawElection(settings) : undefined, sink);
  return { table: (table) => electionTable(election, table, table) };
}
