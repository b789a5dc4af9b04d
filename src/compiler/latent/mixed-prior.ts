/**
 * BYM2 as the joint prior of x = sd (√(1 − φ) v + √φ u) and u (Riebler et al. 2016): x given u is normal
 * around sd √φ u with variance sd² (1 − φ), so with p = 1 / (sd² (1 − φ)) the precision is p on x,
 * −p sd √φ between x and u, and R + φ / (1 − φ) on u.
 */
import { deterministic } from "../../math/index.js";
import { assembleMatrix } from "../../math/sparse/index.js";
import type { SymmetricPattern } from "../../math/sparse/index.js";
import { logTwoPi, type BlockPrior } from "./block-prior.js";
import { boundedValue } from "./bounded-value.js";
import { zeroSumPins, zeroSumRows } from "./copies.js";
import type { StructuredLatentBlock } from "./latent-plan.js";

interface MixedPattern {
  readonly pattern: SymmetricPattern;
  /** R on the slots of u, zero elsewhere. */
  readonly structure: Float64Array;
  readonly own: Int32Array;
  readonly across: Int32Array;
  readonly spatial: Int32Array;
}

/** Effects x of all copies come first, then u of all copies. */
function mixedPattern({ nodes, copies, measured }: StructuredLatentBlock): MixedPattern {
  const count = nodes * copies;
  const { pattern: of, values } = measured!.matrix;
  const assembly = assembleMatrix(2 * count);
  for (let i = 0; i < count; i++) assembly.add(i, count + i, 0);
  for (let copy = 0; copy < copies; copy++)
    for (let j = 0; j < nodes; j++)
      for (let s = of.columnStart[j]!; s < of.columnStart[j + 1]!; s++) {
        const first = count + copy * nodes;
        assembly.add(first + of.rowIndex[s]!, first + j, values[s]!);
      }
  const { pattern, values: structure } = assembly.finish();
  const starts = pattern.columnStart;
  return {
    pattern,
    structure,
    own: starts.slice(0, count),
    across: starts.slice(0, count).map((slot) => slot + 1),
    spatial: starts.slice(count, 2 * count),
  };
}

export function mixedPrior(block: StructuredLatentBlock): BlockPrior {
  const { nodes, copies, measured, hyperparameters, range } = block;
  const { rank, logDeterminant } = measured!;
  const { pattern, structure, own, across, spatial } = mixedPattern(block);
  const count = nodes * copies;
  const [scale, shape] = [hyperparameters[0]!, hyperparameters[1]!];
  const touched = Int32Array.of(...own, ...across, ...spatial);
  const slopes = new Float64Array(touched.length);
  const fill = (ofOwn: number, ofAcross: number, ofSpatial: number): void => {
    slopes.fill(ofOwn, 0, count);
    slopes.fill(ofAcross, count, 2 * count);
    slopes.fill(ofSpatial, 2 * count);
  };
  const at = (theta: Float64Array) => {
    const { value: phi, slope, fromUpper } = boundedValue(range!, theta[shape]!);
    const rest = fromUpper + (1 - range!.upper);
    const inverse = deterministic.exp(-theta[scale]!);
    return { phi, rest, slope, inverse, root: Math.sqrt(phi) };
  };
  return {
    pattern,
    constraints: zeroSumRows(block, count, 2 * count),
    pinned: zeroSumPins(block, count),
    hyperparameters,
    write(theta, values) {
      const { phi, rest, inverse, root } = at(theta);
      values.set(structure);
      for (const slot of own) values[slot] = (inverse * inverse) / rest;
      for (const slot of across) values[slot] = (-inverse * root) / rest;
      for (const slot of spatial) values[slot]! += phi / rest;
    },
    derivative(theta, which) {
      const { phi, rest, slope, inverse, root } = at(theta);
      const p = (inverse * inverse) / rest;
      if (which === 0) fill(-2 * p, (inverse * root) / rest, 0);
      else {
        const q = slope / (rest * rest);
        // d (√φ / (1 − φ)) = (1 + φ) / (2 √φ (1 − φ)²).
        fill(q * inverse * inverse, (-q * inverse * (1 + phi)) / (2 * root), q);
      }
      return { slots: touched, values: slopes };
    },
    logNormaliser(theta, gradient) {
      const { rest, slope } = at(theta);
      gradient[scale]! -= count;
      gradient[shape]! += (0.5 * count * slope) / rest;
      return (
        -count * (theta[scale]! + 0.5 * logTwoPi + 0.5 * deterministic.log(rest)) +
        copies * (0.5 * logDeterminant - 0.5 * rank * logTwoPi)
      );
    },
  };
}
