/** Makes data from a base table and definitions that may draw random numbers. */
import type { DiagnosticSink } from "../diagnostics/index.js";
import type { RandomStream } from "../math/index.js";
import { crossLevels } from "./cross-levels.js";
import type { CrossSpecification } from "./cross-levels.js";
import type { DataFrame } from "./data-frame.js";
import { defineColumns } from "./define-columns.js";
import type { ColumnDefinition } from "./define-columns.js";

function openBase(base: DataFrame | CrossSpecification | number, name: string): DataFrame {
  if (typeof base === "number") return { kind: "data", name, rowCount: base, columns: [] };
  return base.kind === "cross" ? crossLevels(base, name) : { ...base, name };
}

/**
 * The base (a table, a cross of levels, or a positive whole number of rows) with each definition
 * evaluated in order. The same stream gives the same table on every machine.
 */
export function simulateFrame(
  base: DataFrame | CrossSpecification | number,
  definitions: readonly ColumnDefinition[],
  random: RandomStream,
  name: string,
  sink: DiagnosticSink,
): DataFrame | undefined {
  return defineColumns(openBase(base, name), definitions, sink, random);
}
