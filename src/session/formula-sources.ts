/** The graphs and data of a session, as formulas may name them. */
import type { DataFrame, NeighbourGraph } from "../data/index.js";
import type { FormulaSources } from "../design/index.js";
import type { SessionValue } from "./session-value.js";

export function formulaSources(environment: ReadonlyMap<string, SessionValue>): FormulaSources {
  const graphs = new Map<string, NeighbourGraph>();
  const frames = new Map<string, DataFrame>();
  const absent = new Set<string>();
  for (const [name, value] of environment) {
    if (value.kind === "graph") graphs.set(name, value);
    else if (value.kind === "data") frames.set(name, value);
    else if (value.kind === "failed") absent.add(name);
  }
  return { graphs, frames, absent };
}
