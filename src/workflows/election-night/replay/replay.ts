/** Plays a past night again: units report in an order, forecasts are compared with what came out. */
import type { Night, NightForecast, NightUnit, UnitReport } from "../night.js";
import { judgeForecast } from "./score-stage.js";
import type { FinalResults, Judged } from "./score-stage.js";

/** What is replayed: a night of this model, or any other method that answers reports with a forecast. */
export type Forecaster = Pick<Night, "levels" | "forecast">;

export interface ReplayQuestion {
  readonly units: readonly NightUnit[];
  readonly by: readonly string[];
  /** Final counts by unit. */
  readonly results: ReadonlyMap<string, number>;
  /** Units, first to last. */
  readonly order: readonly string[];
  /** Shares of units that have reported, ascending. */
  readonly stages: readonly number[];
}

export interface ReplayedStage {
  readonly forecaster: string;
  readonly stage: number;
  readonly reported: number;
  readonly judged: readonly Judged[];
  readonly learnt: NightForecast["learnt"];
}

export interface Replay {
  readonly levels: readonly number[];
  readonly by: readonly string[];
  readonly unitCount: number;
  readonly stages: readonly ReplayedStage[];
}

function sumFinal({ units, by, results }: ReplayQuestion): FinalResults {
  const areas = new Map(by.map((grouping) => [grouping, new Map<string, number>()]));
  let total = 0;
  for (const { unit, areas: own } of units) {
    const count = results.get(unit)!;
    total += count;
    for (const grouping of by) {
      const sums = areas.get(grouping)!;
      const name = own[grouping]!;
      sums.set(name, (sums.get(name) ?? 0) + count);
    }
  }
  return { units: results, areas, total };
}

/** The reports when so many units of the order are in. */
export function reportsAt(
  order: readonly string[],
  results: ReadonlyMap<string, number>,
  count: number,
): UnitReport[] {
  return order.slice(0, count).map((unit) => {
    return { unit, status: "reported", counted: results.get(unit)! };
  });
}

/** Every unit needs a final result; forecasters share their interval levels. */
export function replayNight(
  forecasters: Readonly<Record<string, Forecaster>>,
  question: ReplayQuestion,
): Replay {
  const { units, by, results, order, stages } = question;
  const final = sumFinal(question);
  const played = stages.flatMap((stage) => {
    const reported = Math.round(stage * units.length);
    const reports = reportsAt(order, results, reported);
    return Object.entries(forecasters).map(([forecaster, { forecast }]): ReplayedStage => {
      const made = forecast(reports);
      return {
        forecaster,
        stage,
        reported,
        judged: judgeForecast(made, final),
        learnt: made.learnt,
      };
    });
  });
  const levels = Object.values(forecasters)[0]?.levels ?? [];
  return { levels, by, unitCount: units.length, stages: played };
}
