import { describe, expect, it } from "vitest";
import { openEnvelope, openStream } from "../../../src/math/index.js";
import { placeAmong, thinned } from "../../../src/workflows/calibration/rank-truth.js";
import { differenceChart } from "../../../src/workflows/calibration/calibration-table.js";

describe("the place of the truth", () => {
  const random = openStream(3, "places");

  it("lies in the gap between the draws around it", () => {
    for (let repeat = 0; repeat < 50; repeat++) {
      const place = placeAmong(2.5, [1, 2, 3], random);
      expect(place).toBeGreaterThan(2 / 4);
      expect(place).toBeLessThan(3 / 4);
    }
  });

  it("is uniform where truth and draws are ties of one another", () => {
    const coin = (): number => (random.uniform() < 0.3 ? 1 : 0);
    const places = Array.from({ length: 400 }, () =>
      placeAmong(coin(), Array.from({ length: 9 }, coin), random),
    );
    // One false alarm in a thousand seeds.
    expect(openEnvelope(400)(places).p).toBeGreaterThan(0.001);
    const same = Array.from({ length: 400 }, () => placeAmong(1, [1, 1, 1], random));
    expect(openEnvelope(400)(same).p).toBeGreaterThan(0.001);
  });

  it("rests on about as many draws as are effective", () => {
    const values = new Float64Array(4000);
    for (let i = 1; i < values.length; i++) values[i] = 0.8 * values[i - 1]! + random.normal();
    const kept = [...thinned(values, { chains: 2 })];
    // (1 + .8) / (1 − .8) = 9 draws make one.
    expect(kept.length).toBeGreaterThan(4000 / 13);
    expect(kept.length).toBeLessThan(4000 / 6);
    const white = Float64Array.from({ length: 1000 }, () => random.normal());
    expect([...thinned(white, { chains: 1 })].length).toBeGreaterThan(450);
  });
});

describe("the chart of differences", () => {
  it("is in the middle without difference, and at an end beyond four standard errors", () => {
    expect(differenceChart(new Float64Array(99))).toBe("▅".repeat(16));
    expect(differenceChart(Float64Array.of(9, -9, 0.4))).toBe("█▁▅");
  });
});
