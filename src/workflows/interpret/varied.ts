/** What a contrast or a slope varies: the column, the values it is given row by row, and what is made of them. */
import { numberLabel } from "../../data/index.js";
import type { Variable } from "./variables.js";

/** A value for every row, or each row's own value moved by a step. */
export type Variant =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "label"; readonly value: string }
  | { readonly kind: "moved"; readonly by: number };

/**
 * Predictions under each of `variants`, row by row, into one quantity a row. `x` is where the rows
 * stand. The answer may be one of the predictions themselves.
 */
export type Measure = (
  predictions: readonly Float64Array[],
  x: Float64Array,
  scratch: Float64Array,
) => Float64Array;

/** One answer for every row: the variants that it takes, and what is made of their predictions. */
export interface Contrast {
  readonly variants: readonly number[];
  readonly measure: Measure;
  /** What the column `value` says: a pair of values, or where a slope is taken; undefined for each row's own value. */
  readonly value: string | number | undefined;
}

export interface Varied {
  readonly variable: Variable;
  readonly variants: readonly Variant[];
  readonly contrasts: readonly Contrast[];
  /** What the columns `estimate_type` and `value` say of the whole. */
  readonly estimateType: string;
  /** Variants are moves of each row's own value. */
  readonly own: boolean;
  /** What the quantity is where nothing differs. */
  readonly none: number | undefined;
  /** Lines that say what was chosen. */
  readonly notes: readonly string[];
}

/** Numbers as labels show them: six digits, so that a step of a slope does not show. */
export function shortNumber(value: number): string {
  return numberLabel(Number(value.toPrecision(6)));
}
