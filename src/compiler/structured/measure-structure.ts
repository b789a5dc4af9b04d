/** The structure of an effect, scaled, with its null space and determinant: what priors and draws stand on. */
import { deterministic } from "../../math/index.js";
import {
  openIntrinsicFactor,
  type NullSpace,
  type SymmetricMatrix,
} from "../../math/sparse/index.js";
import { nullSpaceOf, type EffectStructure } from "../../vocabulary/effects/index.js";

export interface MeasuredStructure {
  /** R of one copy, scaled where that was asked for. */
  readonly matrix: SymmetricMatrix;
  readonly nullSpaces: readonly NullSpace[];
  /** Number of nodes without the dimensions of the null space. */
  readonly rank: number;
  /** log of the product of the non-zero eigenvalues. */
  readonly logDeterminant: number;
  /** Sum of the marginal variances under R⁺. */
  readonly totalVariance: number;
}

function nullSpacesOf({ intrinsic, nodeCount }: EffectStructure): readonly NullSpace[] {
  return intrinsic.map((component) => nullSpaceOf(component, nodeCount));
}

/** What the rows of each component are multiplied by: the geometric mean of its variances becomes 1. */
function scalesOf(
  { intrinsic, nodeCount, scaled }: EffectStructure,
  variances: Float64Array,
): Float64Array {
  const scales = new Float64Array(nodeCount).fill(1);
  if (!scaled) return scales;
  for (const { nodes } of intrinsic) {
    let total = 0;
    for (const node of nodes) total += deterministic.log(variances[node]!);
    const scale = deterministic.exp(total / nodes.length);
    for (const node of nodes) scales[node] = scale;
  }
  return scales;
}

function scaleMatrix({ pattern, values }: SymmetricMatrix, scales: Float64Array): SymmetricMatrix {
  const scaled = values.slice();
  for (let j = 0; j < pattern.size; j++)
    for (let s = pattern.columnStart[j]!; s < pattern.columnStart[j + 1]!; s++)
      scaled[s]! *= scales[j]!;
  return { pattern, values: scaled };
}

function logOfScales({ intrinsic }: EffectStructure, scales: Float64Array): number {
  return intrinsic.reduce((total, { nodes, axis }) => {
    const rank = nodes.length - (axis ? 2 : 1);
    return total + rank * deterministic.log(scales[nodes[0]!]!);
  }, 0);
}

export function measureStructure(structure: EffectStructure): MeasuredStructure {
  const { matrix } = structure;
  if (!matrix) throw new Error("an autoregression has no structure matrix");
  const nullSpaces = nullSpacesOf(structure);
  const factor = openIntrinsicFactor(matrix, nullSpaces);
  const variances = factor.variances();
  const scales = scalesOf(structure, variances);
  return {
    matrix: scaleMatrix(matrix, scales),
    nullSpaces,
    rank: factor.rank,
    logDeterminant: factor.logDeterminant() + logOfScales(structure, scales),
    totalVariance: variances.reduce((sum, variance, i) => sum + variance / scales[i]!, 0),
  };
}
