/** Where a path starts: zero or uniform(-2, 2) on the unconstrained scale, wherever everything is finite. */
import type { RandomStream } from "../../math/index.js";
import type { LogDensity } from "../../target/index.js";

const radius = 2;
const tries = 100;

function isUsable(target: LogDensity, position: Float64Array): boolean {
  const gradient = new Float64Array(target.dimension);
  const value = target.logDensityAndGradient(position, gradient);
  return Number.isFinite(value) && gradient.every(Number.isFinite);
}

/** `fromZero`: tries zero before any random point. */
export function startingPoint(
  target: LogDensity,
  random: RandomStream,
  fromZero: boolean,
): Float64Array | undefined {
  const position = new Float64Array(target.dimension);
  if (fromZero && isUsable(target, position)) return position;
  for (let attempt = 0; attempt < tries; attempt++) {
    for (let i = 0; i < position.length; i++) position[i] = radius * (2 * random.uniform() - 1);
    if (isUsable(target, position)) return position;
  }
  return undefined;
}
