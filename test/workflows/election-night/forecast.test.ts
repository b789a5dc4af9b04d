/** What a forecast promises whatever the reports: nested intervals, floors, sums, order, exact totals at the end. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Estimate, UnitReport } from "../../../src/index.js";
import { openSmallNight } from "./small-night.js";
import type { SmallNight } from "./small-night.js";

let small: SmallNight;
beforeAll(async () => {
  small = await openSmallNight();
});

function expectOrdered({ counted, predicted, intervals }: Estimate): void {
  let [low, high] = [predicted, predicted];
  for (const interval of intervals) {
    expect(interval.low).toBeLessThanOrEqual(low);
    expect(interval.high).toBeGreaterThanOrEqual(high);
    [low, high] = [interval.low, interval.high];
  }
  expect(low).toBeGreaterThanOrEqual(counted);
}

/** Some of every status, a unit nobody knows among them. */
function mixedReports(): UnitReport[] {
  const reports = small.reports(80);
  const names = small.value.night.units.map(({ unit }) => unit);
  return [
    ...reports,
    { unit: names[100]!, status: "partial", counted: 50 },
    { unit: names[101]!, status: "partial", counted: 100_000 },
    { unit: names[102]!, status: "partial", counted: 300, share: 0.6 },
    { unit: names[103]!, status: "excluded", counted: 9 },
    { unit: "new", status: "unexpected", counted: 77, areas: { district: "d01", county: "c9" } },
  ];
}

describe("a forecast", () => {
  it("has nested intervals that are never below what is counted", () => {
    const { units, areas, total } = small.value.night.forecast(mixedReports());
    for (const estimate of [...units, ...areas, total]) expectOrdered(estimate);
  });

  it("is the same for reports in any order", () => {
    const reports = mixedReports();
    const forward = small.value.night.forecast(reports);
    expect(small.value.night.forecast(reports.toReversed())).toEqual(forward);
    expect(small.value.night.forecast(reports)).toEqual(forward);
  });

  it("is exact when everything has reported", () => {
    const { results, value } = small;
    const { areas, total } = value.night.forecast(small.reports(results.size));
    const sum = [...results.values()].reduce((a, b) => a + b, 0);
    for (const { low, high } of total.intervals) expect([low, high]).toEqual([sum, sum]);
    expect(total.predicted).toBe(sum);
    for (const { counted, intervals } of areas)
      for (const { low, high } of intervals) expect([low, high]).toEqual([counted, counted]);
  });

  it("adds units that nobody expected to their areas, and predicts nothing for them", () => {
    const before = small.value.night.forecast(small.reports(80));
    const extra: UnitReport = {
      unit: "new",
      status: "unexpected",
      counted: 77,
      areas: { district: "d01", county: "nowhere" },
    };
    const after = small.value.night.forecast([...small.reports(80), extra]);
    const find = (forecast: typeof before, area: string) =>
      forecast.areas.find((one) => one.area === area);
    expect(find(after, "d01")!.predicted).toBeCloseTo(find(before, "d01")!.predicted + 77, 8);
    expect(find(after, "nowhere")).toMatchObject({ units: 0, counted: 77, predicted: 77 });
    expect(after.total.predicted).toBeCloseTo(before.total.predicted + 77, 6);
  });

  it("learns nothing from an excluded unit but its floor", () => {
    const names = small.value.night.units.map(({ unit }) => unit);
    const plain = small.value.night.forecast(small.reports(80));
    const blocked: UnitReport = { unit: names[100]!, status: "excluded", counted: 1 };
    const { units, learnt } = small.value.night.forecast([...small.reports(80), blocked]);
    expect(learnt).toEqual(plain.learnt);
    expect(units[120]).toEqual(plain.units[120]);
  });

  it("believes a share that is nearly whole", () => {
    const name = small.value.night.units[100]!.unit;
    const reports: UnitReport[] = [
      ...small.reports(80),
      { unit: name, status: "partial", counted: 500, share: 0.98 },
    ];
    const found = small.value.night.forecast(reports).units[100]!;
    const widest = found.intervals.at(-1)!;
    expect(widest.low).toBeGreaterThan(500);
    expect(widest.high).toBeLessThan(520);
  });

  it("is surprised by a unit that is far from what the others say, and not by the rest", () => {
    const [first, ...others] = small.reports(120);
    const odd: UnitReport = { ...first!, counted: Math.round(3 * first!.counted) };
    const { units } = small.value.night.forecast([odd, ...others]);
    expect(units[0]!.surprise).toBeGreaterThan(6);
    const large = units.slice(1, 120).filter(({ surprise }) => Math.abs(surprise!) > 3);
    // Under a normal residual three of a thousand are beyond 3; of 119 more than 4 in 1 of 20,000 nights.
    expect(large.length).toBeLessThanOrEqual(4);
  });

  it("takes a district that lost half its turnout for that, and not its units for outliers", async () => {
    const robust = await openSmallNight(1, "student_t");
    const { night } = robust.value;
    const lost = (unit: number): boolean => night.units[unit]!.areas["district"] === "d02";
    const all = robust.reports(night.units.length).map((report, unit): UnitReport => {
      return lost(unit) ? { ...report, counted: Math.round(0.5 * report.counted) } : report;
    });
    const { areas } = night.forecast(all.filter((_, unit) => unit % 3 === 0));
    const truth = all.reduce((sum, { counted }, unit) => sum + (lost(unit) ? counted : 0), 0);
    const found = areas.find(({ area }) => area === "d02")!;
    expect(found.reported).toBeGreaterThanOrEqual(3);
    expect(Math.abs(found.predicted / truth - 1)).toBeLessThan(0.15);
    expect(found.intervals[1]!.low).toBeLessThan(truth);
    expect(found.intervals[1]!.high).toBeGreaterThan(truth);
  });

  it("lets the district sd grow where tonight's districts differ more than the past's", () => {
    const { units } = small.value.night;
    const shifted = small.reports(units.length).map((report, i): UnitReport => {
      const district = Number(units[i]!.areas["district"]!.slice(1));
      const factor = district % 2 === 0 ? 1.6 : 1;
      return { ...report, counted: Math.round(report.counted * factor) };
    });
    const sd = (reports: readonly UnitReport[]): number =>
      small.value.night
        .forecast(reports)
        .learnt.find(({ name }) => name === "sd(1|district:election)")!.mean;
    expect(sd(shifted)).toBeGreaterThan(1.8 * sd(small.reports(units.length)));
  });
});
