/** Named, seeded streams of random numbers that are the same on every machine. */
import seedrandom from "seedrandom";
import { normalQuantile } from "./normal-distribution.js";

/** A stream of random numbers; drawing changes its state, so a stream has one owner. */
export interface RandomStream {
  /** Uniform on (0, 1), 53 bits. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
}

/** A stream that tells where it stands and can be put there again. */
export interface ResumableStream extends RandomStream {
  /** The state of the ARC4 generator: i, j and its permutation of 256 bytes. */
  position(): Uint8Array;
  /** False where no generator can stand so; the stream is then as it was. */
  moveTo(position: Uint8Array): boolean;
}

/** The stream called `seed : purpose : chain`, as docs/architecture.md names them. */
export function openStream(seed: number, purpose: string, chain = 0): ResumableStream {
  let generator = seedrandom(`${seed}:${purpose}:${chain}`, { state: true });
  return {
    ...streamOf(() => generator.double()),
    position() {
      const { i, j, S } = generator.state();
      return Uint8Array.of(i, j, ...S);
    },
    moveTo(position) {
      const [i, j, ...S] = position;
      if (i === undefined || j === undefined || new Set(S).size !== 256) return false;
      generator = seedrandom("", { state: { i, j, S } });
      return true;
    },
  };
}

/** A stream over a source of uniforms on [0, 1); normals by inversion, one uniform each. */
function streamOf(generator: () => number): RandomStream {
  const uniform = (): number => {
    let value = generator();
    while (value === 0) value = generator();
    return value;
  };
  return { uniform, normal: () => normalQuantile(uniform()) };
}
