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

/** The stream called `seed : purpose : chain`, as docs/architecture.md names them. */
export function openStream(seed: number, purpose: string, chain = 0): RandomStream {
  const generator = seedrandom(`${seed}:${purpose}:${chain}`);
  return streamOf(() => generator.double());
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
