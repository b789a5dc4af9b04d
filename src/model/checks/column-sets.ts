/** The common columns of a model in the order in which they are looked at for linear combinations. */
import type { CommonBlock } from "../../design/design-blocks.js";
import { columnMoments } from "../column-moments.js";
import type { ModelSpec } from "../model-spec.js";
import type { ColumnSet } from "./cross-products.js";

export const theIntercept = "the intercept";

/** A set of columns with where it comes from; the intercept has no block. */
export interface NamedSet extends ColumnSet {
  readonly block: CommonBlock | undefined;
}

/** The widest block of plain dummies whose patterns are its levels. */
export function largestFactor(
  blocks: readonly CommonBlock[],
  intercept: boolean,
): CommonBlock | undefined {
  let largest: CommonBlock | undefined;
  for (const block of blocks) {
    const { columns, columnNames } = block;
    if (columns.kind !== "pattern" || columns.multiplier) continue;
    const complete = columnNames.length + (intercept ? 1 : 0) === columns.patternCount;
    if (complete && columnNames.length > (largest?.columnNames.length ?? 0)) largest = block;
  }
  return largest;
}

/** Intercept (unless the absorbed factor holds it), then categorical, mixed and numeric blocks. */
export function columnSets(
  { design }: ModelSpec,
  absorbed: CommonBlock | undefined,
  weights: Float64Array | undefined,
): readonly NamedSet[] {
  const { intercept, common, rowCount } = design.predictor;
  const order = { categorical: 0, mixed: 1, numeric: 2 } as const;
  const sets: NamedSet[] = [...common]
    .sort((left, right) => order[left.composition] - order[right.composition])
    .filter((block) => block !== absorbed)
    .map((block) => ({
      width: block.columnNames.length,
      columns: standardised(block, intercept, weights),
      block,
    }));
  if (!intercept || absorbed) return sets;
  const ones = new Float64Array(rowCount).fill(1);
  return [{ width: 1, columns: { kind: "dense", columns: [ones] }, block: undefined }, ...sets];
}

/** Dense columns centred (beside an intercept) and scaled, which costs nothing in span and saves digits. */
function standardised(
  { columns }: CommonBlock,
  centre: boolean,
  weights: Float64Array | undefined,
): ColumnSet["columns"] {
  if (columns.kind === "pattern") return columns;
  const scaled = columns.columns.map((column) => {
    const { mean, sd } = columnMoments(column, weights);
    const shift = centre ? mean : 0;
    return sd > 0 ? column.map((x) => (x - shift) / sd) : column;
  });
  return { kind: "dense", columns: scaled };
}

export function columnAt(
  sets: readonly NamedSet[],
  column: number,
): { block: CommonBlock | undefined; name: string } {
  let start = 0;
  for (const { width, block } of sets) {
    if (column < start + width) {
      return { block, name: block ? block.columnNames[column - start]! : theIntercept };
    }
    start += width;
  }
  throw new Error(`no column ${column}`);
}
