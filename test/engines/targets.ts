/** Densities with known moments for tests of the sampler. */
import type { LogDensity } from "../../src/target/index.js";

/** Independent standard normals. */
export function standardNormal(dimension: number): LogDensity {
  return {
    dimension,
    logDensityAndGradient(position, gradient) {
      let sum = 0;
      for (let i = 0; i < dimension; i++) {
        const x = position[i]!;
        sum -= 0.5 * x * x;
        gradient[i] = -x;
      }
      return sum;
    },
  };
}

/** Two standard normals with the given correlation. */
export function correlatedNormal(correlation: number): LogDensity {
  const precision = 1 / (1 - correlation * correlation);
  return {
    dimension: 2,
    logDensityAndGradient(position, gradient) {
      const x = position[0]!;
      const y = position[1]!;
      gradient[0] = -precision * (x - correlation * y);
      gradient[1] = -precision * (y - correlation * x);
      return 0.5 * (x * gradient[0] + y * gradient[1]);
    },
  };
}

/** A density with curvature that changes from place to place: Σ −x⁴/4 − x²/2 − coupling x_i x_{i+1}. */
export function quartic(dimension: number): LogDensity {
  const coupling = 0.3;
  return {
    dimension,
    logDensityAndGradient(position, gradient) {
      let sum = 0;
      for (let i = 0; i < dimension; i++) {
        const x = position[i]!;
        const before = i > 0 ? position[i - 1]! : 0;
        const after = i + 1 < dimension ? position[i + 1]! : 0;
        sum -= (x * x * x * x) / 4 + (x * x) / 2 + coupling * x * after;
        gradient[i] = -(x * x * x) - x - coupling * (before + after);
      }
      return sum;
    },
  };
}

/** Neal's funnel: v ~ Normal(0, 3), x_i ~ Normal(0, exp(v / 2)). */
export function funnel(scales: number): LogDensity {
  return {
    dimension: scales + 1,
    logDensityAndGradient(position, gradient) {
      const v = position[0]!;
      const precision = Math.exp(-v);
      let sum = -(v * v) / 18 - (scales * v) / 2;
      gradient[0] = -v / 9 - scales / 2;
      for (let i = 1; i <= scales; i++) {
        const x = position[i]!;
        sum -= 0.5 * x * x * precision;
        gradient[0] += 0.5 * x * x * precision;
        gradient[i] = -x * precision;
      }
      return sum;
    },
  };
}

/**
 * Normals with sds 1, 2, ..., d and with variance 100 along (1, …, 1)/√d and 1/25 along (1, −1, 1, …)/√d of the
 * standardised coordinates, d even.
 */
export function twoDirections(dimension: number): LogDensity {
  const precisionOf = { even: 1 / 100, odd: 25 };
  return {
    dimension,
    logDensityAndGradient(position, gradient) {
      let even = 0;
      let odd = 0;
      for (let i = 0; i < dimension; i++) {
        const z = position[i]! / (i + 1);
        even += z / dimension;
        odd += (i % 2 === 0 ? z : -z) / dimension;
      }
      let sum = 0;
      for (let i = 0; i < dimension; i++) {
        const z = position[i]! / (i + 1);
        const sign = i % 2 === 0 ? 1 : -1;
        const slope = z + (precisionOf.even - 1) * even + (precisionOf.odd - 1) * sign * odd;
        gradient[i] = -slope / (i + 1);
        sum -= 0.5 * z * slope;
      }
      return sum;
    },
  };
}

/** Its variances. */
export function twoDirectionsVariance(dimension: number, coordinate: number): number {
  return (coordinate + 1) ** 2 * (1 + (99 - 24 / 25) / dimension);
}
