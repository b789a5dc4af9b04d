/** Hands the draws of a chain on in blocks, each with a snapshot to go on from. */
import { takeSnapshot, type ChainBlock } from "./chain-snapshot.js";
import { addSeconds, partsOf, type ChainState } from "./chain-state.js";
import { recordedDraws } from "./draw-recorder.js";

export interface ChainBlocks {
  /** Called after each iteration. */
  readonly iterationDone: () => void;
  /** Hands on what is left. */
  readonly close: () => void;
}

/** A block is due after so many iterations, or seconds where these take long. */
const blockIterations = 100;
const blockSeconds = 0.5;

export function openBlocks(
  state: ChainState,
  onBlock: ((block: ChainBlock) => void) | undefined,
): ChainBlocks {
  if (!onBlock) return { iterationDone: () => undefined, close: () => undefined };
  const { tally, recorder, settings, chain, now } = state;
  let handedDraws = recorder.count;
  let handedIteration = tally.iteration;
  let handedAt = now();
  const handOn = (): void => {
    addSeconds(state, recorder.count > 0 ? "sampling" : "warmup");
    handedAt = state.countedUntil;
    const record = recordedDraws(recorder, handedDraws);
    handedDraws = recorder.count;
    handedIteration = tally.iteration;
    onBlock({ chain, record, snapshot: takeSnapshot(partsOf(state)) });
  };
  return {
    iterationDone() {
      const isBoundary = (tally.iteration - settings.tune) % blockIterations === 0;
      if (isBoundary || now() - handedAt > blockSeconds) handOn();
    },
    close() {
      if (tally.iteration > handedIteration) handOn();
    },
  };
}
