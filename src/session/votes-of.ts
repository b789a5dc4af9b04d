/** What fits and networks say of how people chose, for verbs that take both. */
import type { Posterior } from "../posterior/posterior.js";
import type { VoteFit } from "../workflows/ecological/individuals/index.js";
import type { NetworkFit } from "../workflows/ecological/networks/index.js";
import type { VerbCall } from "./verb.js";

/** Undefined after reporting a fit that is not of totals. */
export async function votesOf(
  fit: Posterior | NetworkFit,
  call: VerbCall,
): Promise<VoteFit | undefined> {
  if (fit.kind === "network") {
    const { votesOfNetwork } = await import("../workflows/ecological/networks/index.js");
    return votesOfNetwork(fit, call.host.predictionRunner);
  }
  const { votesOfFit } = await import("../workflows/ecological/individuals/index.js");
  return votesOfFit(fit, call.expression.callee.span, call.sink);
}
