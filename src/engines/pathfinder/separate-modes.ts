/** Finds modes of a density that a valley keeps apart, by descents from spread starts. */
import { descend, openMinimiser, openStream, type Minimiser } from "../../math/index.js";
import type { LogDensity } from "../../target/index.js";
import { negated } from "./path.js";
import { startingPoint } from "./starting-point.js";

export interface Mode {
  readonly position: Float64Array;
  readonly logDensity: number;
}

const starts = 8;
const mostIterations = 400;
/** Curvature pairs of a descent. */
const memory = 10;
/** A descent ends where a Newton step would gain no more than this. */
const smallGain = 1e-4;
/** A mode so many nats below the highest has no mass worth a word. */
const noticeable = 10;
/** Nats by which the density has to fall between two modes. */
const valley = 4;
const between = [0.25, 0.5, 0.75];

function modeFrom(target: LogDensity, start: Float64Array): Mode | undefined {
  const minimiser: Minimiser = openMinimiser(negated(target), start, memory);
  for (let i = 0; i < mostIterations; i++)
    if (minimiser.expectedDecrease < smallGain || !descend(minimiser)) break;
  const { position, value } = minimiser.point;
  return Number.isFinite(value) ? { position: position.slice(), logDensity: -value } : undefined;
}

/** Whether the density is low somewhere on the line between two modes. */
function areApart(target: LogDensity, a: Mode, b: Mode): boolean {
  const at = new Float64Array(target.dimension);
  const gradient = new Float64Array(target.dimension);
  const lower = Math.min(a.logDensity, b.logDensity);
  return between.some((share) => {
    for (let i = 0; i < at.length; i++)
      at[i] = (1 - share) * a.position[i]! + share * b.position[i]!;
    return target.logDensityAndGradient(at, gradient) < lower - valley;
  });
}

/** The highest mode and those that lie apart from each other and nearly as high; highest first. */
export function separateModes(target: LogDensity): readonly Mode[] {
  const found: Mode[] = [];
  for (let path = 0; path < starts; path++) {
    const start = startingPoint(target, openStream(1, "separate modes", path), false);
    const mode = start && modeFrom(target, start);
    if (mode) found.push(mode);
  }
  found.sort((a, b) => b.logDensity - a.logDensity);
  const apart: Mode[] = [];
  for (const mode of found) {
    const high = mode.logDensity > found[0]!.logDensity - noticeable;
    if (high && apart.every((other) => areApart(target, other, mode))) apart.push(mode);
  }
  return apart;
}
