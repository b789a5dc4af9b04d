/** Finds where a chain starts: a random point with a finite density and gradient. */
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

/** How a chain draws where it might start. */
export type StartRule = (random: RandomStream, position: Float64Array) => void;

/** Stan's: uniform(−2, 2) on the unconstrained scale. */
export const startInBox: StartRule = (random, position) => {
  for (let i = 0; i < position.length; i++) position[i] = radius * (2 * random.uniform() - 1);
};

const widening = 1.5;
const degrees = 5;

/** 1.5 times a t with 5 degrees of freedom, and up to 2 further away in the first coordinates. */
export const startWidely =
  (hyperparameters: number): StartRule =>
  (random, position) => {
    let squares = 0;
    for (let k = 0; k < degrees; k++) {
      const normal = random.normal();
      squares += normal * normal;
    }
    const scale = widening / Math.sqrt(squares / degrees);
    for (let i = 0; i < position.length; i++) position[i] = scale * random.normal();
    for (let i = 0; i < hyperparameters; i++) position[i]! += radius * (2 * random.uniform() - 1);
  };

/** Places `point`; undefined when it is fit to start from, else what went wrong in the last try. */
export function initialise(
  target: LogDensity,
  random: RandomStream,
  point: PhasePoint,
  start: StartRule = startInBox,
): InitialisationFailure | undefined {
  let failure: InitialisationFailure | undefined;
  for (let attempt = 0; attempt < tries; attempt++) {
    start(random, point.position);
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
