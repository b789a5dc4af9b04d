/** Runs a chain to its end. */
import { nutsChain, defaultNutsSettings } from "../../src/engines/nuts/index.js";
import type { ChainOutcome, ChainResult, NutsSettings } from "../../src/engines/nuts/index.js";
import type { LogDensity } from "../../src/target/index.js";

export function runOutcome(
  target: LogDensity,
  settings: Partial<NutsSettings> = {},
  chain = 0,
): ChainOutcome {
  const running = nutsChain(target, { ...defaultNutsSettings, ...settings }, chain, () => 0);
  let step = running.next();
  while (step.done !== true) step = running.next();
  return step.value;
}

export function runChain(
  target: LogDensity,
  settings: Partial<NutsSettings> = {},
  chain = 0,
): ChainResult {
  const outcome = runOutcome(target, settings, chain);
  if (outcome.kind === "failure") throw new Error(outcome.reason);
  return outcome;
}

/** Draws of one coordinate. */
export function coordinateDraws(result: ChainResult, coordinate: number): Float64Array {
  const dimension = result.positions.length / result.draws;
  return Float64Array.from(
    { length: result.draws },
    (_, draw) => result.positions[draw * dimension + coordinate]!,
  );
}
