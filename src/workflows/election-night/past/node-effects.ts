/** Effects with a known covariance: those of the past that persist, and the copy that is new tonight. */
import { nodeEffectName } from "../../../compiler/structured/structured-terms.js";
import type { DesignState, StructuredBlock } from "../../../design/design-blocks.js";
import { cholesky, invertCholesky } from "../../../math/index.js";

/** The copy of tonight: its first effect, and the factor that makes its nodes of independent effects. */
export interface NewNodes {
  readonly first: number;
  /** Lower factor of the covariance of sd 1, row-major. */
  readonly factor: Float64Array;
}

/** What the fit knew of a design, and one more copy of every effect that has copies: that of tonight's level. */
export function withTonight(state: DesignState, level: string | undefined): DesignState {
  if (level === undefined) return state;
  const structured = Object.entries(state.structured).map(([name, learnt]) => {
    const { copies } = learnt;
    const known = copies.includes(level) || (copies.length === 1 && copies[0] === "");
    return [name, known ? learnt : { ...learnt, copies: [...copies, level] }] as const;
  });
  return { ...state, structured: Object.fromEntries(structured) };
}

/** Names of the past's effects that tonight's units have; `copies` are those of the fit. */
export function knownNodeNames(block: StructuredBlock, copies: number): string[] {
  const used = new Set(block.index);
  return [...used]
    .filter((place) => place < copies * block.nodes.length)
    .map((place) => nodeEffectName(block, place));
}

export function hasNewCopy(block: StructuredBlock, copies: number): boolean {
  return block.index.some((place) => place >= copies * block.nodes.length);
}

function factorOf(matrix: Float64Array, size: number): Float64Array {
  const factor = cholesky(matrix, size);
  if (factor === undefined) throw new Error("a known covariance is not positive definite");
  return factor;
}

/** Lower factor of the inverse of the structure's precision. */
export function covarianceFactor({ structure }: StructuredBlock): Float64Array {
  const { nodeCount: n, matrix } = structure;
  if (matrix === undefined) throw new Error("an effect without a precision has no covariance");
  const { columnStart, rowIndex } = matrix.pattern;
  const precision = new Float64Array(n * n);
  for (let j = 0; j < n; j++)
    for (let s = columnStart[j]!; s < columnStart[j + 1]!; s++)
      precision[rowIndex[s]! * n + j] = matrix.values[s]!;
  return factorOf(invertCholesky(factorOf(precision, n), n), n);
}
