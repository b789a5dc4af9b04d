/** What the main thread and the chain workers say to each other. */
import type { ChainBlock, ChainOutcome, ChainProgress } from "../engines/nuts/index.js";
import type { ChainJob } from "../posterior/index.js";

/** Posted once per worker; the plan that the jobs share is cloned once. */
export interface WorkerTask {
  readonly jobs: readonly ChainJob[];
  /** One 32-bit integer, set to 1 when the chains are to stop. */
  readonly stop: SharedArrayBuffer;
  /** Whether blocks of draws are wanted while the chains run. */
  readonly follow: boolean;
}

export type WorkerMessage =
  | { readonly kind: "progress"; readonly progress: ChainProgress }
  | { readonly kind: "block"; readonly block: ChainBlock }
  | { readonly kind: "outcomes"; readonly outcomes: readonly ChainOutcome[] };
