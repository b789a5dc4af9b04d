/** Columns of an interaction that no row informs: left out at the fit, and refused in new data. */
import type { BlockColumns, PatternColumns } from "./design-blocks.js";

/** Which patterns have a row whose multiplier is not zero. */
function informedPatterns({ index, patternCount, multiplier }: PatternColumns): Uint8Array {
  const informed = new Uint8Array(patternCount);
  for (let row = 0; row < index.length; row++) {
    if (multiplier === undefined || multiplier[row] !== 0) informed[index[row]!] = 1;
  }
  return informed;
}

function emptyPatternColumns(block: PatternColumns, width: number): readonly number[] {
  const informed = informedPatterns(block);
  const filled = new Uint8Array(width);
  for (let pattern = 0; pattern < block.patternCount; pattern++) {
    if (informed[pattern] === 0) continue;
    for (let column = 0; column < width; column++) {
      if (block.patterns[pattern * width + column] !== 0) filled[column] = 1;
    }
  }
  return Array.from(filled.keys()).filter((column) => filled[column] === 0);
}

/** Positions of the columns that are zero in every row. */
export function findEmptyColumns(block: BlockColumns, width: number): readonly number[] {
  if (block.kind === "pattern") return emptyPatternColumns(block, width);
  return Array.from(block.columns.keys()).filter((k) =>
    block.columns[k]!.every((value) => value === 0),
  );
}

/** The block without some of its columns. */
export function withoutColumns(
  block: BlockColumns,
  width: number,
  left: readonly number[],
): BlockColumns {
  if (left.length === 0) return block;
  const gone = new Set(left);
  const kept = Array.from({ length: width }, (_, column) => column).filter(
    (column) => !gone.has(column),
  );
  if (block.kind === "dense") {
    return { kind: "dense", columns: kept.map((column) => block.columns[column]!) };
  }
  const patterns = new Float64Array(block.patternCount * kept.length);
  for (let pattern = 0; pattern < block.patternCount; pattern++) {
    for (const [place, column] of kept.entries()) {
      patterns[pattern * kept.length + place] = block.patterns[pattern * width + column]!;
    }
  }
  return { ...block, patterns };
}
