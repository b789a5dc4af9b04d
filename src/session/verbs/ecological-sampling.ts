/** How verbs that sample models of margins are told to do so. */
import type { MarginsFitOptions } from "../../workflows/ecological/margins/index.js";
import type { VerbCall } from "../verb.js";

export const samplingParameters = {
  chains: { kind: "count", default: "4", help: "independent chains" },
  draws: { kind: "count", default: "1000", help: "kept draws per chain" },
  tune: { kind: "count", default: "400", help: "warm-up iterations per chain" },
  interval: { kind: "probability", default: "0.95", help: "probability inside the interval" },
  seed: { kind: "seed", default: "1", help: "seed of the random numbers" },
} as const;

interface Sampling {
  readonly chains?: number | undefined;
  readonly draws?: number | undefined;
  readonly tune?: number | undefined;
  readonly seed?: number | undefined;
}

export function samplingOf(
  { chains, draws, tune, seed = 1 }: Sampling,
  call: VerbCall,
): Omit<MarginsFitOptions, "model"> {
  return {
    seed,
    ...(chains !== undefined && { chains }),
    ...(draws !== undefined && { draws }),
    ...(tune !== undefined && { tune }),
    signal: call.openSignal(),
    ...(call.host.marginsRunner && { runner: call.host.marginsRunner }),
  };
}
