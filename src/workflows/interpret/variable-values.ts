/** Values of variables: those that occur, the defaults, and columns made of them. */
import type { Column } from "../../data/index.js";
import type { Variable } from "./variables.js";

export type Values =
  | { readonly kind: "numbers"; readonly values: readonly number[] }
  | { readonly kind: "labels"; readonly values: readonly string[] };

const numbers = (values: readonly number[]): Values => ({ kind: "numbers", values });
const labels = (values: readonly string[]): Values => ({ kind: "labels", values });

/** Points of a grid over a measured variable. */
const gridPoints = 50;

function present(values: Float64Array): Float64Array {
  return values.filter((value) => !Number.isNaN(value));
}

/** What occurs in the rows of the model: numbers ascending, levels in their order. */
export function occurringValues({ column }: Variable): Values {
  if (column.kind === "numeric")
    return numbers([...new Set(present(column.values))].sort((left, right) => left - right));
  const occurs = new Set(column.codes);
  return labels(column.levels.filter((_, code) => occurs.has(code)));
}

export function meanOf({ column }: Variable): number {
  const values = present(column.kind === "numeric" ? column.values : new Float64Array(0));
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The most frequent value; of several the one met first. */
function modeOf(cells: Float64Array | Int32Array, missing: (cell: number) => boolean): number {
  const counts = new Map<number, number>();
  for (const cell of cells) if (!missing(cell)) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  let [mode, most] = [NaN, 0];
  for (const [cell, count] of counts) if (count > most) [mode, most] = [cell, count];
  return mode;
}

/** Where a variable is held that nobody speaks of: the mean, or the mode of whole numbers and levels. */
export function defaultValue(variable: Variable): Values {
  const { column, categorical, whole } = variable;
  if (column.kind === "factor")
    return labels([column.levels[modeOf(column.codes, (code) => code < 0)]!]);
  const held = categorical || whole ? modeOf(column.values, Number.isNaN) : meanOf(variable);
  return numbers([held]);
}

/** What a variable runs through that is only named: all that occurs, or 50 points between the extremes. */
export function gridValues(variable: Variable): Values {
  const occurring = occurringValues(variable);
  if (variable.categorical || variable.whole || occurring.kind === "labels") return occurring;
  const [low, high] = [occurring.values[0]!, occurring.values.at(-1)!];
  if (low === high) return occurring;
  const step = (high - low) / (gridPoints - 1);
  return numbers(
    Array.from({ length: gridPoints }, (_, k) => (k === gridPoints - 1 ? high : low + k * step)),
  );
}

/** A column whose row r has the value at `places[r]`; unknown levels come after the known ones. */
export function columnOfValues(variable: Variable, values: Values, places: Int32Array): Column {
  const { name, column } = variable;
  if (values.kind === "numbers")
    return { kind: "numeric", name, values: Float64Array.from(places, (k) => values.values[k]!) };
  const known = column.kind === "factor" ? column.levels : [];
  const levels = [...new Set([...known, ...values.values])];
  const codeOf = new Map(levels.map((level, code) => [level, code]));
  const codes = places.map((k) => codeOf.get(values.values[k]!)!);
  const { ordered, declared } =
    column.kind === "factor" ? column : { ordered: false, declared: false };
  return { kind: "factor", name, codes, levels, ordered, declared };
}
