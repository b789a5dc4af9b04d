/** One line of the table of every diagnostic: a value, what it should be, and where it is worst. */
import { valueText } from "../number-text.js";

export type Verdict = "good" | "look" | "bad" | "";

export interface CheckRow {
  readonly diagnostic: string;
  readonly value: number;
  /** In words; empty where the value is for information. */
  readonly threshold: string;
  readonly verdict: Verdict;
  /** The parameter, chain or row that it is the value of. */
  readonly where: string;
}

/** A value that should not be above `limit`, and must not be above `worst`. */
export function atMost(
  diagnostic: string,
  value: number,
  limit: number,
  worst: number = Infinity,
  where = "",
): CheckRow {
  const verdict = value <= limit ? "good" : value > worst ? "bad" : "look";
  return { diagnostic, value, threshold: `at most ${valueText(limit)}`, verdict, where };
}

/** A value that should not be below `limit`, and must not be below `worst`. */
export function atLeast(
  diagnostic: string,
  value: number,
  limit: number,
  worst: number = -Infinity,
  where = "",
): CheckRow {
  const verdict = value >= limit ? "good" : value < worst ? "bad" : "look";
  return { diagnostic, value, threshold: `at least ${valueText(limit)}`, verdict, where };
}

/** The entry whose value is largest; NaN is passed over. */
export function largest<Item>(
  items: readonly Item[],
  valueOf: (item: Item) => number,
): { readonly item: Item | undefined; readonly value: number } {
  let found: { item: Item | undefined; value: number } = { item: undefined, value: NaN };
  for (const item of items) {
    const value = valueOf(item);
    if (value > found.value || (found.item === undefined && !Number.isNaN(value)))
      found = { item, value };
  }
  return found;
}
