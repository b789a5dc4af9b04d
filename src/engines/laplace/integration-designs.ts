/** Where and with what weights the hyperparameters are integrated, in standard coordinates. */
import { deterministic } from "../../math/index.js";

export interface DesignPoint {
  readonly z: Float64Array;
  /** What the density at z is multiplied by; designs integrate a standard normal exactly, up to a constant. */
  readonly weight: number;
}

/**
 * Walsh indices of two-level designs of resolution V (Sanchez & Sanchez 2005): factor j of run r is
 * (−1)^(number of bits that r and the j-th index share).
 */
const walshIndices = [1, 2, 4, 8, 15, 16, 32, 51, 64, 85, 106, 128, 150, 171, 219, 237, 247, 256];

/** The most hyperparameters that a design exists for. */
export const mostHyperparameters: number = walshIndices.length;

function isOdd(bits: number): boolean {
  let odd = false;
  for (let rest = bits; rest > 0; rest &= rest - 1) odd = !odd;
  return odd;
}

function cornerPoints(m: number): readonly Float64Array[] {
  const indices = walshIndices.slice(0, m);
  let runs = 1;
  while (runs <= indices[m - 1]!) runs *= 2;
  return Array.from({ length: runs }, (_, run) =>
    Float64Array.from(indices, (index) => (isOdd(run & index) ? -1 : 1)),
  );
}

/** Radius of the points of a central composite design, over √m. */
const relativeRadius = 1.1;

/**
 * Central composite design: the centre, and star and corner points on a sphere of radius f = 1.1 √m.
 * With n − 1 outer points of weight 1 / ((n − 1)(1 + exp(−f²/2)(f²/m − 1))) times density, a standard
 * normal has its own E[zᵀz] = m.
 */
export function centralComposite(m: number): readonly DesignPoint[] {
  const radius = relativeRadius * Math.sqrt(m);
  const stars = Array.from({ length: 2 * m }, (_, s) =>
    new Float64Array(m).map((_zero, k) => (k === s >> 1 ? 1 - 2 * (s % 2) : 0)),
  );
  const corners = cornerPoints(m).map((signs) => signs.map((sign) => sign / Math.sqrt(m)));
  const outer = [...stars, ...corners];
  const density = deterministic.exp(-0.5 * radius * radius);
  const weight = 1 / (outer.length * (1 + density * ((radius * radius) / m - 1)));
  return [
    { z: new Float64Array(m), weight: 1 - outer.length * weight },
    ...outer.map((direction) => ({ z: direction.map((entry) => radius * entry), weight })),
  ];
}
