/** Where a row of a frame stands in its file, for messages. */
import type { DataLocation } from "../diagnostics/index.js";
import type { DataFrame } from "../data/data-frame.js";

export interface RowPlace {
  /** `line 12 of cells.csv`, or `row 12` for data without a file. */
  readonly text: string;
  readonly location?: DataLocation;
}

export function placeOfRow(frame: DataFrame, row: number): RowPlace {
  const line = frame.origin?.lines[row];
  if (!frame.origin || line === undefined) return { text: `row ${row + 1} of ${frame.name}` };
  const { file } = frame.origin;
  return { text: `line ${line} of ${file}`, location: { file, line } };
}
