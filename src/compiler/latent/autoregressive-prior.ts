/**
 * Stationary autoregressions with ρ = lower + (upper − lower) / (1 + e^−t): precision
 * 1 / (sd² (1 − ρ²)) times the tridiagonal matrix of 1, 1 + ρ², ..., 1 and −ρ.
 */
import { deterministic } from "../../math/index.js";
import type { SymmetricPattern } from "../../math/sparse/index.js";
import { logTwoPi, type BlockPrior } from "./block-prior.js";
import { boundedValue } from "./bounded-value.js";
import { repeatPattern, repeatValues } from "./copies.js";
import type { StructuredLatentBlock } from "./latent-plan.js";

/** Diagonal entries at even slots, those below them at odd ones. */
function tridiagonal(size: number): SymmetricPattern {
  const columnStart = Int32Array.from({ length: size + 1 }, (_, j) =>
    Math.min(2 * j, 2 * size - 1),
  );
  const rowIndex = Int32Array.from({ length: 2 * size - 1 }, (_, s) => (s + 1) >> 1);
  return { size, columnStart, rowIndex };
}

function writeEntries(values: Float64Array, end: number, inner: number, below: number): void {
  for (let s = 0; s < values.length; s++)
    values[s] = s % 2 === 1 ? below : s === 0 || s === values.length - 1 ? end : inner;
}

export function autoregressivePrior(block: StructuredLatentBlock): BlockPrior {
  const { nodes, copies, hyperparameters, range } = block;
  const own = tridiagonal(nodes);
  const pattern = repeatPattern(own, copies);
  const entries = new Float64Array(own.rowIndex.length);
  const slopes = new Float64Array(pattern.rowIndex.length);
  const slots = Int32Array.from({ length: slopes.length }, (_, slot) => slot);
  const [scale, shape] = [hyperparameters[0]!, hyperparameters[1]!];
  const at = (theta: Float64Array) => {
    const { value: rho, slope } = boundedValue(range!, theta[shape]!);
    const rest = 1 - rho * rho;
    return { rho, slope, rest, precision: deterministic.exp(-2 * theta[scale]!) / rest };
  };
  return {
    pattern,
    constraints: [],
    hyperparameters,
    write(theta, values) {
      const { rho, precision: p } = at(theta);
      writeEntries(entries, p, p * (1 + rho * rho), -p * rho);
      repeatValues(entries, copies, values);
    },
    derivative(theta, which) {
      const { rho, slope, rest, precision: p } = at(theta);
      if (which === 0) writeEntries(entries, -2 * p, -2 * p * (1 + rho * rho), 2 * p * rho);
      else {
        // d (1 / (1 − ρ²)) = 2 ρ / (1 − ρ²)², d ((1 + ρ²) / (1 − ρ²)) = 4 ρ / (1 − ρ²)².
        const q = (p * slope) / rest;
        writeEntries(entries, 2 * rho * q, 4 * rho * q, -(1 + rho * rho) * q);
      }
      repeatValues(entries, copies, slopes);
      return { slots, values: slopes };
    },
    logNormaliser(theta, gradient) {
      const { rho, slope, rest } = at(theta);
      gradient[scale]! -= copies * nodes;
      gradient[shape]! += (copies * (nodes - 1) * rho * slope) / rest;
      const logs = nodes * (theta[scale]! + 0.5 * logTwoPi);
      return -copies * (logs + 0.5 * (nodes - 1) * deterministic.log(rest));
    },
  };
}
