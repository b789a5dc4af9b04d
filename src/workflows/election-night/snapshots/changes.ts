/** What moved an area since the last snapshot: its own new reports one by one, and what the model learnt from others. */
import type { AreaEstimate, NightForecast, NightUnit, UnitEstimate } from "../night.js";

export interface MovedUnit {
  readonly unit: string;
  readonly status: UnitEstimate["status"];
  /** What had been predicted of it, and what is now. */
  readonly before: number;
  readonly after: number;
}

export interface AreaChange {
  readonly by: string;
  readonly area: string;
  readonly before: number;
  readonly after: number;
  /** Units with new reports, those that moved the area most first. */
  readonly moved: readonly MovedUnit[];
  /** Units with new reports that are not named. */
  readonly others: number;
  /** The sum of all that units with new reports moved it by. */
  readonly byReports: number;
  /** The rest: units without news whose prediction changed. */
  readonly byModel: number;
}

export interface ChangeRequest {
  readonly units: readonly NightUnit[];
  readonly by: readonly string[];
  readonly forecast: NightForecast;
  readonly before: NightForecast;
}

const mostMoved = 3;
/** Less than half a vote is no change that anybody could see. */
const smallest = 0.5;
const mostAreas = 20;

const size = ({ before, after }: { readonly before: number; readonly after: number }): number =>
  Math.abs(after - before);

/** Units whose status or count is another than in the last snapshot. */
function movedUnits({ forecast, before }: ChangeRequest): ReadonlyMap<string, MovedUnit> {
  const then = new Map(before.units.map((unit) => [unit.unit, unit]));
  return new Map(
    forecast.units.flatMap(({ unit, status, counted, predicted }) => {
      const earlier = then.get(unit);
      if (earlier?.status === status && earlier.counted === counted) return [];
      return [[unit, { unit, status, before: earlier?.predicted ?? 0, after: predicted }] as const];
    }),
  );
}

function changeOf(area: AreaEstimate, before: number, moved: readonly MovedUnit[]): AreaChange {
  const byReports = moved.reduce((sum, unit) => sum + unit.after - unit.before, 0);
  const named = moved
    .filter((unit) => size(unit) >= smallest)
    .sort((a, b) => size(b) - size(a) || (a.unit < b.unit ? -1 : 1))
    .slice(0, mostMoved);
  return {
    by: area.by,
    area: area.area,
    before,
    after: area.predicted,
    moved: named,
    others: moved.length - named.length,
    byReports,
    byModel: area.predicted - before - byReports,
  };
}

/** Areas of the first grouping, those that moved most first. */
export function changesSince(request: ChangeRequest): readonly AreaChange[] {
  const [grouping] = request.by;
  if (grouping === undefined) return [];
  const moved = movedUnits(request);
  const byArea = new Map<string, MovedUnit[]>();
  for (const { unit, areas } of request.units) {
    const change = moved.get(unit);
    const area = areas[grouping];
    if (change && area !== undefined) byArea.set(area, [...(byArea.get(area) ?? []), change]);
  }
  const isOwn = ({ by }: AreaEstimate): boolean => by === grouping;
  const then = new Map(
    request.before.areas.filter(isOwn).map((area) => [area.area, area.predicted]),
  );
  return request.forecast.areas
    .filter(isOwn)
    .map((area) => changeOf(area, then.get(area.area) ?? 0, byArea.get(area.area) ?? []))
    .filter((change) => size(change) >= smallest)
    .sort((a, b) => size(b) - size(a) || (a.area < b.area ? -1 : 1))
    .slice(0, mostAreas);
}
