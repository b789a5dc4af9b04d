/**
 * Means, sds and third moments of the hyperparameters under a model of their density that passes through
 * every point of a composite design: densities along the principal axes times the interactions of the
 * corners. It is integrated by importance sampling from the axes, at the points of an additive recurrence.
 */
import { deterministic } from "../../math/index.js";
import { additiveRecurrence } from "./additive-recurrence.js";
import { axisDensity, type AxisDensity } from "./axis-density.js";
import { cornerInteractions, interactionAt } from "./corner-interactions.js";
import type { StandardCoordinates } from "./standard-coordinates.js";
import { expectationsOf, type KnownExpectations } from "./tilt-density.js";

/** What a design knows, in logs above the density at the mode. */
export interface DesignValues {
  /** In half-widths: the centre, an upper and a lower star for every axis, then the corners. */
  readonly positions: readonly Float64Array[];
  readonly rises: Float64Array;
}

const sampleSize = 8192;
/** Of the expectations. */
const highestDegree = 3;
/** Where the half-widths were measured. */
const widthAt = Math.SQRT2;

/** Through the centre, the stars of an axis and where its half-widths were measured. */
function lineOf(
  { below, above }: StandardCoordinates,
  { positions, rises }: DesignValues,
  k: number,
): AxisDensity {
  const [low, high] = [below[k]!, above[k]!];
  const [upper, lower] = [1 + 2 * k, 2 + 2 * k];
  const star = positions[upper]![k]!;
  const knots = [
    { z: -star * low, rise: rises[lower]! },
    { z: -widthAt, rise: -1 / (low * low) },
    { z: 0, rise: 0 },
    { z: widthAt, rise: -1 / (high * high) },
    { z: star * high, rise: rises[upper]! },
  ].sort((a, b) => a.z - b.z);
  return axisDensity({
    z: Float64Array.from(knots, ({ z }) => z),
    rise: Float64Array.from(knots, ({ rise }) => rise),
    below: low,
    above: high,
  });
}

/** Undefined where the density is zero or unknown at a point of the design. */
export function designExpectations(
  coordinates: StandardCoordinates,
  values: DesignValues,
): readonly KnownExpectations[] | undefined {
  const { mode, axes, below, above } = coordinates;
  const { positions, rises } = values;
  const m = mode.length;
  if (m < 2 || !rises.every((rise) => Number.isFinite(rise))) return undefined;
  const lines = Array.from({ length: m }, (_, k) => lineOf(coordinates, values, k));
  const corners = positions.slice(1 + 2 * m);
  const distance = Math.abs(corners[0]![0]!);
  const atCorners = lines.map((line, k) =>
    line.logDensity(Float64Array.of(-distance * below[k]!, distance * above[k]!)),
  );
  const residuals = Float64Array.from(corners, (corner, r) =>
    corner.reduce((rest, z, k) => rest - atCorners[k]![z < 0 ? 0 : 1]!, rises[1 + 2 * m + r]!),
  );
  const signs = corners.map((corner) => corner.map((z) => (z < 0 ? -1 : 1)));
  const interactions = cornerInteractions(signs, residuals);
  const sequence = additiveRecurrence(m);
  const u = new Float64Array(m);
  const logs = new Float64Array(sampleSize);
  const thetas = Array.from({ length: m }, () => new Float64Array(sampleSize));
  for (let s = 0; s < sampleSize; s++) {
    sequence(s, u);
    const z = u.map((p, k) => lines[k]!.quantile(p));
    thetas.forEach((column, i) => {
      column[s] = z.reduce((sum, at, k) => sum + axes[i * m + k]! * at, mode[i]!);
    });
    const v = z.map((at, k) => at / (distance * (at < 0 ? below[k]! : above[k]!)));
    logs[s] = interactionAt(interactions, v);
  }
  const peak = logs.reduce((most, value) => Math.max(most, value), -Infinity);
  const weights = logs.map((value) => deterministic.exp(value - peak));
  return thetas.map((column) => expectationsOf(column, weights, highestDegree));
}
