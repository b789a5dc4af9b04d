/** Some of the rows of a linear predictor, as a linear predictor of its own. */
import type {
  BlockColumns,
  CommonBlock,
  GroupBlock,
  LinearPredictor,
  StructuredBlock,
} from "../design/design-blocks.js";

type Cut = (values: Float64Array) => Float64Array;

function columnsOfRows(columns: BlockColumns, cut: Cut, index: (all: Int32Array) => Int32Array) {
  if (columns.kind === "dense") return { ...columns, columns: columns.columns.map(cut) };
  const { multiplier } = columns;
  return {
    ...columns,
    index: index(columns.index),
    ...(multiplier && { multiplier: cut(multiplier) }),
  };
}

export function predictorOfRows(predictor: LinearPredictor, rows: Int32Array): LinearPredictor {
  const cut: Cut = (values) => Float64Array.from(rows, (row) => values[row]!);
  const index = (all: Int32Array): Int32Array => rows.map((row) => all[row]!);
  const { common, group, structured, offset } = predictor;
  return {
    ...predictor,
    rowCount: rows.length,
    common: common.map((block): CommonBlock => ({
      ...block,
      columns: columnsOfRows(block.columns, cut, index),
    })),
    group: group.map((block): GroupBlock => ({
      ...block,
      factor: { ...block.factor, index: index(block.factor.index) },
      effectColumns: block.effectColumns.map((column) => column && cut(column)),
    })),
    structured: structured.map((block): StructuredBlock => ({
      ...block,
      index: index(block.index),
    })),
    offset: offset && cut(offset),
  };
}
