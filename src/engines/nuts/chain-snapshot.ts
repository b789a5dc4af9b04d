/** Where a chain stands, so that another process draws on bit by bit: plain data that travels and rests. */
import type { ResumableStream } from "../../math/index.js";
import type { DrawRecord } from "./draw-record.js";
import { restoreState } from "./plain-state.js";

/** What the rest of a chain follows from; the objects are those of the chain and change with it. */
export interface ResumableParts {
  readonly iteration: number;
  /** Numbers and arrays of numbers, in objects as the sampler has them. */
  readonly state: object;
  readonly stream: ResumableStream;
}

export interface ChainSnapshot {
  /** Iterations done, warm-up included. */
  readonly iteration: number;
  readonly state: object;
  /** Where the stream of random numbers stands. */
  readonly stream: Uint8Array;
}

/** A chain as an earlier run left it. */
export interface SavedChain {
  readonly snapshot: ChainSnapshot;
  /** From the first draw on. */
  readonly record: DrawRecord;
}

/** What a chain tells now and then of itself to whoever keeps it. */
export interface ChainBlock {
  readonly chain: number;
  /** Draws since the block before. */
  readonly record: DrawRecord;
  readonly snapshot: ChainSnapshot;
}

export function takeSnapshot({ iteration, state, stream }: ResumableParts): ChainSnapshot {
  return { iteration, state: structuredClone(state), stream: stream.position() };
}

/** False when the snapshot is not that of such a chain, which is then of no further use. */
export function restoreSnapshot(parts: ResumableParts, snapshot: ChainSnapshot): boolean {
  return restoreState(parts.state, snapshot.state) && parts.stream.moveTo(snapshot.stream);
}
