/** The rows of a predictor with one effect a group, gathered by group, and the common part of each. */
import type { GroupedRows, LatentGaussian, SparseRows } from "../../target/index.js";

/** Where the rows of each group begin, with those that have no group as one more, and the rows in that order. */
function gather(group: Int32Array, groups: number): Pick<GroupedRows, "rows" | "start"> {
  const start = new Int32Array(groups + 2);
  for (const g of group) start[(g < 0 ? groups : g) + 1]!++;
  for (let g = 0; g <= groups; g++) start[g + 1]! += start[g]!;
  const rows = new Int32Array(group.length);
  const next = start.slice();
  group.forEach((g, i) => (rows[next[g < 0 ? groups : g]!++] = i));
  return { rows, start };
}

/** Groups are the first latents; a row's entry for its group comes first. */
export function openGroupRows({ predictor, offset }: LatentGaussian, groups: number): GroupedRows {
  const { rowCount, rowStart, column, value } = predictor;
  const isGrouped = (i: number): boolean =>
    rowStart[i]! < rowStart[i + 1]! && column[rowStart[i]!]! < groups;
  const group = Int32Array.from({ length: rowCount }, (_, i) =>
    isGrouped(i) ? column[rowStart[i]!]! : -1,
  );
  const { rows, start } = gather(group, groups);
  const common: SparseRows = {
    rowCount,
    columnCount: predictor.columnCount - groups,
    rowStart: new Int32Array(rowCount + 1),
    column: new Int32Array(value.length),
    value: new Float64Array(value.length),
  };
  let end = 0;
  rows.forEach((i, at) => {
    for (let e = rowStart[i]! + (isGrouped(i) ? 1 : 0); e < rowStart[i + 1]!; e++) {
      common.column[end] = column[e]! - groups;
      common.value[end++] = value[e]!;
    }
    common.rowStart[at + 1] = end;
  });
  return {
    groups,
    rows,
    start,
    multiplier: Float64Array.from(rows, (i) => (isGrouped(i) ? value[rowStart[i]!]! : 0)),
    common: { ...common, column: common.column.slice(0, end), value: common.value.slice(0, end) },
    offset: Float64Array.from(rows, (i) => offset[i]!),
  };
}

/** result = offset + C x. */
export function predictCommon(
  { common, offset }: GroupedRows,
  x: Float64Array,
  result: Float64Array,
): void {
  const { rowStart, column, value } = common;
  for (let i = 0; i < result.length; i++) {
    let total = offset[i]!;
    for (let e = rowStart[i]!; e < rowStart[i + 1]!; e++) total += value[e]! * x[column[e]!]!;
    result[i] = total;
  }
}
