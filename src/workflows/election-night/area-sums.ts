/** Sums of units over areas, draw by draw; every area also counts what has reported. */
import { knownEstimate, summariseDraws } from "./estimates.js";
import type { AreaEstimate, Estimate, NightUnit } from "./night.js";

interface Area {
  readonly by: string;
  readonly area: string;
  units: number;
  reported: number;
  counted: number;
  /** What is known for certain of units that are final or that nobody predicts. */
  settled: number;
  /** Sums of the draws of the other units; undefined where there are none. */
  draws: Float64Array | undefined;
}

export interface AreaSums {
  /** A unit of the model: its draws, or its final count. */
  addUnit(unit: NightUnit, counted: number, draws: Float64Array | undefined): void;
  /** A count that no unit of the model stands for. */
  addBeyond(areas: Readonly<Record<string, string>>, counted: number): void;
  areas(levels: readonly number[]): AreaEstimate[];
  total(levels: readonly number[]): Estimate;
}

function emptyArea(by: string, area: string): Area {
  return { by, area, units: 0, reported: 0, counted: 0, settled: 0, draws: undefined };
}

function addTo(area: Area, counted: number, draws: Float64Array | undefined): void {
  area.counted += counted;
  if (draws === undefined) {
    area.settled += counted;
    return;
  }
  const sums = (area.draws ??= new Float64Array(draws.length));
  for (let d = 0; d < sums.length; d++) sums[d]! += draws[d]!;
}

function estimateArea({ counted, settled, draws }: Area, levels: readonly number[]): Estimate {
  if (draws === undefined) return knownEstimate(counted, levels);
  return summariseDraws(
    draws.map((sum) => sum + settled),
    counted,
    levels,
  );
}

/** Areas stand in the order of `by`, and within one in the order of the units. */
export function openAreaSums(units: readonly NightUnit[], by: readonly string[]): AreaSums {
  const whole = emptyArea("", "");
  const areas = by.map((grouping) => {
    const names = new Set(units.map(({ areas: own }) => own[grouping] ?? ""));
    return new Map([...names].map((name) => [name, emptyArea(grouping, name)]));
  });
  const touched = (own: Readonly<Record<string, string>>): Area[] =>
    by.flatMap((grouping, position) => {
      const name = own[grouping];
      if (name === undefined) return [];
      const found = areas[position]!.get(name) ?? emptyArea(grouping, name);
      areas[position]!.set(name, found);
      return [found];
    });
  return {
    addUnit(unit, counted, draws) {
      for (const area of [whole, ...touched(unit.areas)]) {
        area.units++;
        if (draws === undefined) area.reported++;
        addTo(area, counted, draws);
      }
    },
    addBeyond(own, counted) {
      for (const area of [whole, ...touched(own)]) addTo(area, counted, undefined);
    },
    areas: (levels) =>
      areas.flatMap((named) =>
        [...named.values()].map((area) => ({
          by: area.by,
          area: area.area,
          units: area.units,
          reported: area.reported,
          ...estimateArea(area, levels),
        })),
      ),
    total: (levels) => estimateArea(whole, levels),
  };
}
