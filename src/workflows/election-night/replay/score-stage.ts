/** How one forecast of a replay compares with the final result: inside, width, error, cell of the intervals. */
import type { Estimate, NightForecast } from "../night.js";

/** One quantity of one stage that was not yet known: a unit, an area or the total. */
export interface Judged {
  /** `unit`, the name of a grouping, or `total`. */
  readonly by: string;
  readonly name: string;
  readonly truth: number;
  readonly error: number;
  /** Ascending in the levels' order. */
  readonly inside: readonly boolean[];
  readonly widths: readonly number[];
  /** Which of the cells that intervals and median cut the line into holds the truth. */
  readonly cell: number;
}

/** Ends of the intervals and the median, ascending. */
function cuts({ intervals, predicted }: Estimate): number[] {
  const sorted = intervals.toSorted((a, b) => b.level - a.level);
  return [
    ...sorted.map(({ low }) => low),
    predicted,
    ...sorted.toReversed().map(({ high }) => high),
  ];
}

/** Probabilities of the cells. */
export function cellProbabilities(levels: readonly number[]): number[] {
  const sorted = levels.toSorted((a, b) => b - a);
  const below = [...sorted.map((level) => (1 - level) / 2), 0.5];
  const lower = below.map((edge, k) => edge - (below[k - 1] ?? 0));
  return [...lower, ...lower.toReversed()];
}

function judge(by: string, name: string, estimate: Estimate, truth: number): Judged {
  const { intervals, predicted } = estimate;
  return {
    by,
    name,
    truth,
    error: predicted - truth,
    inside: intervals.map(({ low, high }) => truth >= low && truth <= high),
    widths: intervals.map(({ low, high }) => high - low),
    cell: cuts(estimate).filter((cut) => truth > cut).length,
  };
}

export interface FinalResults {
  readonly units: ReadonlyMap<string, number>;
  /** By grouping and area. */
  readonly areas: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly total: number;
}

/** Only what is open: units that have not reported, areas with such units, and the total. */
export function judgeForecast(forecast: NightForecast, final: FinalResults): Judged[] {
  const units = forecast.units
    .filter(({ status }) => status === "waiting" || status === "partial")
    .map((unit) => judge("unit", unit.unit, unit, final.units.get(unit.unit)!));
  const areas = forecast.areas
    .filter(({ units: all, reported }) => reported < all)
    .map((area) => judge(area.by, area.area, area, final.areas.get(area.by)!.get(area.area)!));
  return [...units, ...areas, judge("total", "", forecast.total, final.total)];
}
