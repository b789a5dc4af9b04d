/** What is answered between full refreshes: the promises of a forecast, and nearly what a refresh says. */
import { beforeAll, describe, expect, it } from "vitest";
import { live } from "../../../src/index.js";
import type { Estimate, UnitReport } from "../../../src/index.js";
import { openSmallNight } from "./small-night.js";
import type { SmallNight } from "./small-night.js";

let small: SmallNight;
beforeAll(async () => {
  small = await openSmallNight(3);
});

describe("a forecast between refreshes", () => {
  it("is near what a full refresh says of units, areas and the total", () => {
    const held = small.value.night.hold!(small.reports(100));
    const quick = held(small.reports(110));
    const full = small.value.night.forecast(small.reports(110));
    const near = (a: Estimate, b: Estimate, share: number): void => {
      const width = b.intervals[1]!.high - b.intervals[1]!.low;
      expect(Math.abs(a.predicted - b.predicted)).toBeLessThan(share * width);
      expect(Math.abs(a.intervals[1]!.high - b.intervals[1]!.high)).toBeLessThan(
        1.5 * share * width,
      );
      expect(Math.abs(a.intervals[1]!.low - b.intervals[1]!.low)).toBeLessThan(1.5 * share * width);
    };
    near(quick.total, full.total, 0.1);
    quick.areas.forEach((area, i) => {
      expect([area.by, area.area, area.units, area.reported]).toEqual([
        full.areas[i]!.by,
        full.areas[i]!.area,
        full.areas[i]!.units,
        full.areas[i]!.reported,
      ]);
      if (area.reported < area.units) near(area, full.areas[i]!, 0.15);
    });
    quick.units.slice(110).forEach((unit, i) => near(unit, full.units[110 + i]!, 0.2));
  });

  it("has nested intervals above the floors, sums exactly at the end, and ignores the order", () => {
    const held = small.value.night.hold!(small.reports(100));
    const names = small.value.night.units.map(({ unit }) => unit);
    const reports: UnitReport[] = [
      ...small.reports(110),
      { unit: names[120]!, status: "partial", counted: 50_000 },
      { unit: "new", status: "unexpected", counted: 70, areas: { district: "d01" } },
    ];
    const forecast = held(reports);
    for (const { counted, predicted, intervals } of [
      ...forecast.units,
      ...forecast.areas,
      forecast.total,
    ]) {
      const [narrow, wide] = [intervals[0]!, intervals[1]!];
      const ends = [counted, wide.low, narrow.low, predicted, narrow.high, wide.high];
      expect(ends).toEqual(ends.toSorted((a, b) => a - b));
    }
    expect(held(reports.toReversed())).toEqual(forecast);
    const sum = [...small.results.values()].reduce((a, b) => a + b, 0);
    expect(held(small.reports(small.results.size)).total.intervals[1]).toMatchObject({
      low: sum,
      high: sum,
    });
  });

  it("knows that baselines are noisy and that units may change by far, as a refresh does", () => {
    const { night } = live(small.before, small.state.tonight, {
      unit: "precinct",
      level: "election=e4",
      by: ["district"],
      factor: 1.5,
      baseline_noise: 1,
    });
    const quick = night.hold!(small.reports(100))(small.reports(110)).total;
    const full = night.forecast(small.reports(110)).total;
    const width = full.intervals[1]!.high - full.intervals[1]!.low;
    const held = quick.intervals[1]!.high - quick.intervals[1]!.low;
    expect(Math.abs(quick.predicted - full.predicted)).toBeLessThan(0.1 * width);
    expect(Math.abs(held / width - 1)).toBeLessThan(0.15);
  });

  it("depends on the reports that its scales are from, as no snapshot may: those are full refreshes", () => {
    const { night } = small.value;
    const late = small.reports(110);
    const [early, later] = [20, 100].map((count) => night.hold!(small.reports(count))(late));
    expect(early!.total.intervals).not.toEqual(later!.total.intervals);
  });
});
