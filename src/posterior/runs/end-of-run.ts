/** How a run ended, read off its draws. */
import type { NutsSettings } from "../../engines/nuts/index.js";
import type { Draws, SamplingRun } from "../posterior.js";
import { fewestEffectiveDraws } from "./ess-goal.js";
import type { ChainsRun } from "./run-chains.js";

export function endOfRun(
  { enough, timeIsUp }: ChainsRun,
  draws: Draws,
  settings: NutsSettings,
): SamplingRun {
  const fewest = settings.until === undefined ? undefined : fewestEffectiveDraws(draws);
  const has = fewest !== undefined && fewest.draws >= (settings.until ?? Infinity);
  if (enough !== undefined || has) return { ended: "enough", fewest };
  if (draws.drawsPerChain >= settings.draws) return { ended: "draws", fewest };
  return { ended: timeIsUp ? "time" : "stopped", fewest };
}
