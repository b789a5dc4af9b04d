/** Estimates area by area as intervals. */
import type { Poststratified } from "../../workflows/mrp/index.js";
import { columnOf, numberAt } from "../tables/table-columns.js";
import type { IntervalRow } from "../parts/interval-row.js";

export interface AreaRow extends IntervalRow {
  /** Its place among the areas of the estimates. */
  readonly area: number;
  readonly raw: number;
}

/** In the order of the estimates. */
export function areaRows({ table, areas, raw }: Poststratified): readonly AreaRow[] {
  const quantiles = table.columns.filter(({ name }) => /^q\d+$/u.test(name));
  const [first, last] = [quantiles[0], quantiles.at(-1)];
  const mean = columnOf(table, "mean");
  const lower = first && columnOf(table, first.name);
  const upper = last && columnOf(table, last.name);
  return areas.map((labels, area) => ({
    area,
    label: labels.length === 0 ? "all" : labels.join(", "),
    value: numberAt(mean, area),
    lower: numberAt(lower, area),
    upper: numberAt(upper, area),
    raw: raw?.share[area] ?? NaN,
  }));
}

/** `state`, or `the whole population`. */
export function areaWords({ by }: Poststratified): string {
  return by.length === 0 ? "the whole population" : by.join(", ");
}
