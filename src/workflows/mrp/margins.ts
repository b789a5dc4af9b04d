/** Which groupings are asked for: columns crossed, several groupings at once, and wholes beside their parts. */

/** Columns that are crossed, or several groupings: `["state", "age"]`, `[["state"], ["age"], []]`. */
export type Grouped = readonly string[] | readonly (string | readonly string[])[];

/** In the column of an area that is summed over it. */
export const wholeLabel = "(all)";

/** A list of columns is one grouping; with a list among its items every item is one. */
export function readGroupings(by: Grouped): readonly (readonly string[])[] {
  const columns = by.flatMap((item) => (typeof item === "string" ? [item] : []));
  if (columns.length === by.length) return [columns];
  return by.map((item) => (typeof item === "string" ? [item] : item));
}

/** Every column of the groupings once, in the order in which they are met. */
export function columnsOfGroupings(groupings: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(groupings.flat())];
}

/** All selections of fewer columns, larger ones first, in the columns' order. */
function properSubsets(by: readonly string[]): (readonly string[])[] {
  const masks = Array.from({ length: 2 ** by.length - 1 }, (_, mask) => mask);
  const subsets = masks.map((mask) => by.filter((_, i) => Math.floor(mask / 2 ** i) % 2 === 1));
  const rank = (subset: readonly string[]): number =>
    subset.reduce((sum, name) => sum + 2 ** (by.length - by.indexOf(name)), 0);
  return subsets.sort((a, b) => b.length - a.length || rank(b) - rank(a));
}

interface AreasOfColumns {
  readonly by: readonly string[];
  readonly areas: readonly unknown[];
}

/**
 * The groupings with all their margins. Fewer columns that make as many areas make the same ones
 * (states within regions are states), and these are not repeated.
 */
export function addMargins<Grouping extends AreasOfColumns>(
  asked: readonly Grouping[],
  group: (by: readonly string[]) => Grouping,
): readonly Grouping[] {
  const kept: Grouping[] = [...asked];
  for (const by of asked.flatMap((grouping) => properSubsets(grouping.by))) {
    const margin = group(by);
    const same = kept.some(
      (one) =>
        one.areas.length === margin.areas.length && by.every((name) => one.by.includes(name)),
    );
    if (!same) kept.push(margin);
  }
  return kept;
}
