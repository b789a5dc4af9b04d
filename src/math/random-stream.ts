/** Named, seeded streams of random numbers that are the same on every machine. */
import seedrandom from "seedrandom";

/** A stream of random numbers; drawing changes its state, so a stream has one owner. */
export interface RandomStream {
  /** Uniform on (0, 1), 53 bits. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
}

/** The stream called `seed : purpose : chain`, as docs/architecture.md names them. */
export function openStream(seed: number, purpose: string, chain = 0): RandomStream {
  return streamOf(seedrandom(`${seed}:${purpose}:${chain}`));
}

declare function streamOf(generator: () => number): RandomStream;
