/** Finds where a chain starts: uniform(-2, 2) on the unconstrained scale, until everything is finite. */
import type { RandomStream } from "../../math/index.js";
import type { LogDensity } from "../../target/index.js";
import { evaluatePoint, type PhasePoint } from "./phase-point.js";

const radius = 2;
const tries = 100;

/** Coordinates whose gradient was not finite in the last try, or none if the density itself was not. */
export interface InitialisationFailure {
  readonly reason: "density" | "gradient";
  readonly coordinates: readonly number[];
}

/** Places `point`; undefined when it is fit to start from, else what went wrong in the last try. */
export function initialise(
  target: LogDensity,
  random: RandomStream,
  point: PhasePoint,
): InitialisationFailure | undefined {
  let failure: InitialisationFailure | undefined;
  for (let attempt = 0; attempt < tries; attempt++) {
    for (let i = 0; i < target.dimension; i++) {
      point.position[i] = radius * (2 * random.uniform() - 1);
    }
    evaluatePoint(target, point);
    failure = failureAt(point);
    if (failure === undefined) return undefined;
  }
  return failure;
}

function failureAt(point: PhasePoint): InitialisationFailure | undefined {
  if (!Number.isFinite(point.logDensity)) return { reason: "density", coordinates: [] };
  const coordinates: number[] = [];
  point.gradient.forEach((slope, i) => {
    if (!Number.isFinite(slope)) coordinates.push(i);
  });
  return coordinates.length > 0 ? { reason: "gradient", coordinates } : undefined;
}
