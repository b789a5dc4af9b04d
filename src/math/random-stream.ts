/** Named, seeded streams of random numbers that are the same on every machine. */
import { nextDouble, openArc4, type Arc4 } from "./arc4.js";
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
  const generator = openArc4(`${seed}:${purpose}:${chain}`);
  return {
    ...streamOf(generator),
    position: () => Uint8Array.of(generator.i, generator.j, ...generator.bytes),
    moveTo(position) {
      const [i, j, ...bytes] = position;
      if (i === undefined || j === undefined || new Set(bytes).size !== 256) return false;
      generator.i = i;
      generator.j = j;
      generator.bytes.set(bytes);
      return true;
    },
  };
}

/** Zeros of the generator are left out; normals by inversion, one uniform each. */
function streamOf(generator: Arc4): RandomStream {
  const uniform = (): number => {
    let value = nextDouble(generator);
    while (value === 0) value = nextDouble(generator);
    return value;
  };
  return { uniform, normal: () => normalQuantile(uniform()) };
}
