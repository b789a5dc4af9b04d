/** Replays: orders, scores by hand, and coverage of a simulated night. */
import { beforeAll, describe, expect, it } from "vitest";
import { replay, replayTable, scoreStages } from "../../../src/index.js";
import type { NightForecast, NightUnit } from "../../../src/index.js";
import { orderUnits, replayNight } from "../../../src/workflows/election-night/index.js";
import { openSmallNight } from "./small-night.js";
import type { SmallNight } from "./small-night.js";

let small: SmallNight;
beforeAll(async () => {
  small = await openSmallNight(2);
});

const unit = (name: string, baseline: number, district: string): NightUnit => {
  return { unit: name, areas: { district }, baseline };
};

describe("the order of a replay", () => {
  it("puts small units first on the whole, and is one order for one seed", () => {
    const units = small.value.night.units;
    const order = orderUnits(units, { order: "small-first", seed: 5 });
    expect(orderUnits(units, { order: "small-first", seed: 5 })).toEqual(order);
    const size = new Map(units.map(({ unit: name, baseline }) => [name, baseline]));
    const mean = (names: readonly string[]): number =>
      names.reduce((sum, name) => sum + size.get(name)!, 0) / names.length;
    expect(mean(order.slice(0, 60))).toBeLessThan(0.6 * mean(order.slice(-60)));
  });

  it("keeps areas together where they report one after the other", () => {
    const units = small.value.night.units;
    const order = orderUnits(units, { order: "by-area", area: "county", seed: 1 });
    const counties = order.map((name) => units.find((one) => one.unit === name)!.areas["county"]);
    const changes = counties.filter((county, i) => county !== counties[i - 1]).length;
    expect(changes).toBe(new Set(counties).size);
  });
});

describe("scores of a replay", () => {
  it("are those of a forecaster whose intervals are known", () => {
    const units = [
      unit("a", 10, "d1"),
      unit("b", 10, "d1"),
      unit("c", 10, "d2"),
      unit("d", 10, "d2"),
    ];
    const results = new Map([
      ["a", 10],
      ["b", 30],
      ["c", 10],
      ["d", 20],
    ]);
    const fixed = (counted: number) => {
      return { counted, predicted: 20, intervals: [{ level: 0.9, low: 15, high: 25 }] };
    };
    const forecast = (): NightForecast => ({
      units: ["a", "b", "c", "d"].map((name) => {
        return { unit: name, status: name === "a" ? "reported" : "waiting", ...fixed(0) };
      }),
      areas: [
        { by: "district", area: "d1", units: 2, reported: 1, ...fixed(0) },
        { by: "district", area: "d2", units: 2, reported: 0, ...fixed(0) },
      ],
      total: fixed(0),
      learnt: [],
    });
    const played = replayNight(
      { fixed: { levels: [0.9], forecast } },
      { units, by: ["district"], results, order: ["a", "b", "c", "d"], stages: [0.25] },
    );
    const [ofUnits, ofDistricts, ofTotal] = scoreStages(played);
    expect(ofUnits).toMatchObject({ by: "unit", open: 3, coverage: [1 / 3] });
    expect(ofUnits!.error).toBeCloseTo((10 / 30 + 1 + 0) / 3, 12);
    expect(ofUnits!.width[0]).toBeCloseTo((10 / 30 + 1 + 0.5) / 3, 12);
    expect(ofDistricts).toMatchObject({ by: "district", open: 2, coverage: [0] });
    expect(ofTotal).toMatchObject({ by: "total", open: 1, coverage: [0] });
  });

  it("cover a simulated night about as often as they say", () => {
    const played = replay(small.value, small.state.final, { stages: [0.25, 0.5] });
    const units = scoreStages(played).filter(({ by }) => by === "unit");
    // 180 and 120 open units: with 90 % each the share is outside .8 to .98 in fewer than 1 of 1,000.
    for (const { coverage } of units) {
      expect(coverage[1]).toBeGreaterThan(0.8);
      expect(coverage[1]).toBeLessThan(0.98);
    }
  });

  it("come as tables of stages, cells, settling and scales", () => {
    const played = replay(small.value, small.state.final, {
      stages: [0.25, 0.75],
      order: "small-first",
    });
    const pit = replayTable(played, "pit");
    const shares = pit.rows.filter(([by]) => by === "unit").map((row) => row[3] as number);
    expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 10);
    expect(replayTable(played, "stages").rows).toHaveLength(8);
    expect(replayTable(played, "settled").rows).toHaveLength(8);
    expect(replayTable(played, "scales").columns.map(({ name }) => name)).toContain("learnt");
  });
});
