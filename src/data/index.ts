/** The data room: tables of typed columns, read, combined, computed and simulated. */
export { namesIn, reportUnknownColumn } from "./column-names.js";
export type { CrossSpecification } from "./cross-levels.js";
export { crossLevels, readCross } from "./cross-levels.js";
export type {
  Column,
  DataFrame,
  FactorColumn,
  NumericColumn,
  RowOrigin,
  TextColumn,
} from "./data-frame.js";
export { findColumn, rowInWords, rowLocation, selectRows, withColumn } from "./data-frame.js";
export type { ColumnDefinition } from "./define-columns.js";
export { deriveFrame } from "./define-columns.js";
export type { ColumnSummary } from "./describe-frame.js";
export { describeFrame, summariseFrame } from "./describe-frame.js";
export type { EvaluatedColumn } from "./evaluated-column.js";
export { evaluateExpression } from "./evaluate-expression.js";
export { filterFrame } from "./filter-frame.js";
export type { DataCell } from "./frame-from-columns.js";
export { frameFromColumns, frameFromRows } from "./frame-from-columns.js";
export { groupFrame } from "./group-frame.js";
export { joinFrames } from "./join-frames.js";
export { sortLevels } from "./levels.js";
export { numberLabel } from "./number-text.js";
export type { ReadTableOptions } from "./read-table.js";
export { readTable } from "./read-table.js";
export type { GradedColumn, RowGroups } from "./row-groups.js";
export { gradeColumn, groupRows } from "./row-groups.js";
export { simulateFrame } from "./simulate-frame.js";
export { countOf, countText, listNames } from "./wording.js";
