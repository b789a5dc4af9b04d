/** Columns of the simulated tables from codes and numbers. */
import type { FactorColumn, NumericColumn } from "../../../data/index.js";
import { countyCount } from "./settings.js";

export function numericColumn(name: string, values: ArrayLike<number>): NumericColumn {
  return { kind: "numeric", name, values: Float64Array.from(values) };
}

/** A factor whose levels stand in the order of their codes. */
export function factorColumn(
  name: string,
  codes: ArrayLike<number>,
  levels: readonly string[],
): FactorColumn {
  const base = { kind: "factor", name, ordered: false, declared: true } as const;
  return { ...base, codes: Int32Array.from(codes), levels };
}

/** `p01`, `p02`, ... so that the order of the texts is that of the numbers. */
function numberedLevels(letter: string, count: number): readonly string[] {
  const width = String(count).length;
  return Array.from({ length: count }, (_, i) => letter + String(i + 1).padStart(width, "0"));
}

export function precinctColumn(codes: ArrayLike<number>, count: number): FactorColumn {
  return factorColumn("precinct", codes, numberedLevels("p", count));
}

export function countyColumn(codes: ArrayLike<number>): FactorColumn {
  return factorColumn("county", codes, numberedLevels("c", countyCount));
}
