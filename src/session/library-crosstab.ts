/** `crosstab` of the library, with the words of the verb. */
import { collectDiagnostics } from "../diagnostics/index.js";
import type { Name } from "../language/ast.js";
import type { Posterior } from "../posterior/index.js";
import type { ResultTable } from "../posterior/result-table.js";
import { crosstab as crosstabFit, votesOfFit } from "../workflows/ecological/individuals/index.js";
import { votesOfNetwork, type NetworkFit } from "../workflows/ecological/networks/index.js";
import { requireValue } from "./library.js";

export interface CrosstabOptions {
  /** Columns of the people whose crossing makes the groups; everybody when absent. */
  readonly by?: string | readonly string[];
  /** Outcomes among which shares are taken; all when absent. */
  readonly among?: readonly string[];
  /** Estimates hold what was counted in each unit; false by default. */
  readonly givenCounts?: boolean;
  /** Probability inside the interval; 0.95 by default. */
  readonly interval?: number;
}

/** Groups of people by outcome, from a fit of a model compiled with `aggregate`, or a trained network. */
export async function crosstab(
  fit: Posterior | NetworkFit,
  options: CrosstabOptions = {},
): Promise<ResultTable> {
  const sink = collectDiagnostics();
  const { by = [], among = [], givenCounts = false, interval = 0.95 } = options;
  const span = { file: "crosstab", start: 0, end: 0 };
  const named = (text: string): Name => ({ kind: "name", text, quoted: true, span });
  const names = (typeof by === "string" ? [by] : by).map(named);
  const votes = fit.kind === "network" ? votesOfNetwork(fit) : votesOfFit(fit, span, sink);
  const asked = { by: names, among: among.map(named), givenCounts, interval };
  return requireValue(votes && (await crosstabFit(votes, asked, sink)), sink);
}
