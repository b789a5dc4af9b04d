/** Puts the rows of a table in the order of some of its columns. */
import type { DiagnosticSink } from "../diagnostics/index.js";
import type { Name } from "../language/ast.js";
import { requireColumns } from "./column-names.js";
import { selectRows } from "./data-frame.js";
import type { DataFrame } from "./data-frame.js";
import { gradeColumn } from "./row-groups.js";

export interface SortOptions {
  /** The first column decides, the next ones where it ties. */
  readonly by: readonly Name[];
  readonly descending: boolean;
  readonly name: string;
}

/** Numbers by value and labels by their levels; ties stay as they were, missing values come last. */
export function sortFrame(
  frame: DataFrame,
  { by, descending, name }: SortOptions,
  sink: DiagnosticSink,
): DataFrame | undefined {
  const columns = requireColumns(frame, by, sink);
  if (columns === undefined) return undefined;
  const keys = columns.map((column) => gradeColumn(column).codes);
  const direction = descending ? -1 : 1;
  const rows = Int32Array.from({ length: frame.rowCount }, (_, row) => row);
  const compare = (left: number, right: number): number => {
    for (const codes of keys) {
      const [a, b] = [codes[left]!, codes[right]!];
      if (a !== b) return a < 0 ? 1 : b < 0 ? -1 : direction * (a - b);
    }
    return left - right;
  };
  return selectRows(frame, rows.sort(compare), name);
}
