/** Groups for every combination of the values that keys take, those included that no row has. */
import type { DiagnosticSink } from "../diagnostics/index.js";
import type { Name } from "../language/ast.js";
import { selectRows } from "./data-frame.js";
import type { Column, DataFrame } from "./data-frame.js";
import { groupRows } from "./row-groups.js";
import type { RowGroups } from "./row-groups.js";
import { countOf, listNames } from "./wording.js";

export interface CompleteGroups extends Pick<RowGroups, "count" | "index"> {
  /** The keys of each group, a row a group. */
  readonly keys: DataFrame;
}

/** More rows than any of this product's tables is meant to hold in memory. */
const mostRows = 50_000_000;

function refuseSize(count: number, by: readonly Name[], sink: DiagnosticSink): void {
  const names = listNames(by.map(({ text }) => text));
  sink.report({
    code: "bad-expression",
    severity: "error",
    message: `${names} have ${countOf(count, "combination")}`,
    ...(by[0] !== undefined && { span: by[0].span }),
  });
}

/**
 * Combinations in level order, the first key slowest. Of a factor's levels only those that occur
 * count. Undefined after a report where there are too many.
 */
export function completeGroups(
  frame: DataFrame,
  by: readonly Name[],
  columns: readonly Column[],
  sink: DiagnosticSink,
): CompleteGroups | undefined {
  const single = columns.map((column) => groupRows(frame, [column]));
  const count = single.reduce((product, groups) => product * groups.count, 1);
  if (count > mostRows) {
    refuseSize(count, by, sink);
    return undefined;
  }
  const index = new Int32Array(frame.rowCount);
  let run = count;
  const keys = single.map((groups, position) => {
    run /= groups.count;
    groups.index.forEach((level, row) => {
      index[row] = level < 0 || index[row]! < 0 ? -1 : index[row]! + level * run;
    });
    const rows = new Int32Array(count).map(
      (_, group) => groups.firstRows[Math.floor(group / run) % groups.count]!,
    );
    const alone: DataFrame = { ...frame, columns: [columns[position]!] };
    return selectRows(alone, rows, frame.name).columns[0]!;
  });
  return { count, index, keys: { kind: "data", name: frame.name, rowCount: count, columns: keys } };
}
