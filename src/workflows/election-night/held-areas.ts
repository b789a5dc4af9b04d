/** Areas as sums of open units whose effects are normal: the log of what is open is taken as normal. */
import { deterministic, normalQuantile } from "../../math/index.js";
import { knownEstimate } from "./estimates.js";
import type { OpenNight } from "./night-model.js";
import type { AreaEstimate, Estimate } from "./night.js";

interface HeldArea {
  readonly by: string;
  readonly area: string;
  units: number;
  reported: number;
  counted: number;
  settled: number;
  /** Expected count of what is open, its variance from the units' own residuals, and its slope in the effects. */
  expected: number;
  own: number;
  readonly slope: Float64Array;
}

export interface HeldAreas {
  addFinal(place: number, counted: number): void;
  /** `relative` is the variance of the unit's count given the effects, over the square of what is expected. */
  addOpen(place: number, counted: number, expected: number, relative: number): void;
  addBeyond(areas: Readonly<Record<string, string>>, counted: number): void;
  areas(): AreaEstimate[];
  total(): Estimate;
}

/** slopeᵀ C slope, over the effects that the area touches. */
function sharedVariance(slope: Float64Array, inverse: Float64Array): number {
  const touched: number[] = [];
  slope.forEach((value, k) => {
    if (value !== 0) touched.push(k);
  });
  let sum = 0;
  for (const i of touched) {
    let own = 0;
    for (const j of touched) own += inverse[i * slope.length + j]! * slope[j]!;
    sum += slope[i]! * own;
  }
  return sum;
}

function emptyArea(grouping: string, area: string, effects: number): HeldArea {
  const slope = new Float64Array(effects);
  const none = { units: 0, reported: 0, counted: 0, settled: 0, expected: 0, own: 0 };
  return { by: grouping, area, ...none, slope };
}

function estimateArea(
  area: HeldArea,
  inverse: Float64Array,
  ends: readonly { readonly level: number; readonly end: number }[],
): Estimate {
  const { counted, settled, expected, own, slope } = area;
  if (expected === 0)
    return knownEstimate(
      counted,
      ends.map(({ level }) => level),
    );
  const variance = sharedVariance(slope, inverse) + own;
  const logVariance = deterministic.log1p(variance / (expected * expected));
  const middle = expected * deterministic.exp(-0.5 * logVariance);
  const at = (end: number): number => {
    const open = middle * deterministic.exp(end * Math.sqrt(logVariance));
    return Math.max(counted, settled + open);
  };
  const intervals = ends.map(({ level, end }) => ({ level, low: at(-end), high: at(end) }));
  return { counted, predicted: at(0), intervals };
}

/** The areas of one forecast, the whole first. */
interface AreaTable {
  readonly whole: HeldArea;
  readonly named: readonly ReadonlyMap<string, HeldArea>[];
  /** Every area that a unit of these areas belongs to; new ones are opened. */
  readonly touched: (own: Readonly<Record<string, string>>) => HeldArea[];
}

function openTable(by: readonly string[], effects: number): AreaTable {
  const whole = emptyArea("", "", effects);
  const named = by.map(() => new Map<string, HeldArea>());
  const areaOf = (grouping: string, k: number, name: string): HeldArea => {
    const found = named[k]!.get(name) ?? emptyArea(grouping, name, effects);
    named[k]!.set(name, found);
    return found;
  };
  return {
    whole,
    named,
    touched: (own) => [
      whole,
      ...by.flatMap((grouping, k) => {
        const name = own[grouping];
        return name === undefined ? [] : [areaOf(grouping, k, name)];
      }),
    ],
  };
}

export function openHeldAreas(night: OpenNight, inverse: Float64Array): HeldAreas {
  const { units, by, levels, model } = night;
  const { starts, places, weights } = model.rows;
  const ends = levels.map((level) => ({ level, end: normalQuantile(0.5 + 0.5 * level) }));
  const { whole, named, touched } = openTable(by, model.effects);
  const settle = (area: HeldArea, counted: number): void => {
    area.counted += counted;
    area.settled += counted;
  };
  return {
    addFinal(place, counted) {
      for (const area of touched(units[place]!.areas)) {
        area.units++;
        area.reported++;
        settle(area, counted);
      }
    },
    addOpen(place, counted, expected, relative) {
      for (const area of touched(units[place]!.areas)) {
        area.units++;
        area.counted += counted;
        area.expected += expected;
        area.own += expected * expected * relative;
        for (let k = starts[place]!; k < starts[place + 1]!; k++)
          area.slope[places[k]!]! += expected * weights[k]!;
      }
    },
    addBeyond(own, counted) {
      for (const area of touched(own)) settle(area, counted);
    },
    areas: () =>
      named.flatMap((areas) =>
        [...areas.values()].map((area) => {
          const { by: grouping, area: name, units: all, reported } = area;
          const found = estimateArea(area, inverse, ends);
          return { by: grouping, area: name, units: all, reported, ...found };
        }),
      ),
    total: () => estimateArea(whole, inverse, ends),
  };
}
