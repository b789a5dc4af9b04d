/** A night as a value of a program: the model, what the program said of it, and what it expects before any report. */
import type { Cell, ResultTable } from "../../posterior/result-table.js";
import type { Estimate, Night, NightForecast } from "./night.js";

export interface NightValue {
  readonly kind: "night";
  readonly name: string;
  readonly night: Night;
  /** Share of the units that must have reported before anything is published. */
  readonly publishAt: number;
  /** Column of the units' names, and the column whose counts are forecast. */
  readonly unitColumn: string;
  readonly countColumn: string;
  /** Columns of the common terms over the units, for methods to compare with. */
  readonly predictors: readonly Float64Array[];
  /** What is expected before any report. */
  readonly table: ResultTable;
}

/** `low 90 %`, `high 90 %`. */
function endNames(levels: readonly number[]): string[] {
  const widest = levels.toSorted((a, b) => b - a);
  const name = (end: string, level: number): string => `${end} ${Math.round(1000 * level) / 10} %`;
  return [
    ...widest.map((level) => name("low", level)),
    ...widest.toReversed().map((level) => name("high", level)),
  ];
}

function endsOf({ intervals }: Estimate): number[] {
  const widest = intervals.toSorted((a, b) => b.level - a.level);
  return [...widest.map(({ low }) => low), ...widest.toReversed().map(({ high }) => high)];
}

/** A row for everything together and one for each area. */
export function forecastTable(
  { by, levels, units }: Pick<Night, "by" | "levels" | "units">,
  { areas, total, units: forecast }: NightForecast,
  notes: readonly string[] = [],
): ResultTable {
  const ends = endNames(levels);
  const reported = forecast.filter(({ status }) => status === "reported").length;
  const cells = (estimate: Estimate): Cell[] =>
    [estimate.counted, estimate.predicted, ...endsOf(estimate)].map(Math.round);
  const rows: Cell[][] = [
    ["total", "", units.length, reported, ...cells(total)],
    ...areas.map((area) => [area.by, area.area, area.units, area.reported, ...cells(area)]),
  ];
  const first = by[0] === undefined ? "total" : by[0];
  return {
    kind: "table",
    columns: [
      { name: "by", format: "text" },
      { name: "area", format: "text" },
      ...["units", "reported", "counted", "predicted", ...ends].map(
        (name) => ({ name, format: "integer" }) as const,
      ),
    ],
    rows,
    notes,
    ...(first !== "total" && {
      chart: {
        shape: "intervals",
        x: "area",
        y: "predicted",
        lower: ends[0]!,
        upper: ends.at(-1)!,
        panel: "by",
      },
    }),
  };
}
