/** Areas of the real CCES 2018 survey: wholes, known totals, ranks, areas left out and several outcomes. */
import { beforeAll, describe, expect, it } from "vitest";
import { rowsOnCces, type Row } from "./run-program.js";
import { sharedIsHere } from "./shared-data.js";

const number = (row: Row | undefined, name: string): number => {
  const value = row?.[name];
  if (typeof value !== "number") throw new Error(`${name} is no number`);
  return value;
};

describe.skipIf(!sharedIsHere)("areas of CCES 2018", () => {
  let rowsOf: (name: string) => readonly Row[];
  beforeAll(async () => {
    rowsOf = await rowsOnCces("cces2018-areas.mlm");
  }, 240_000);

  it("states sum to their regions, and regions to the country", () => {
    const parts = rowsOf("parts");
    expect(parts).toHaveLength(50 + 4 + 1);
    const mean = (rows: readonly Row[]): number =>
      rows.reduce((sum, row) => sum + number(row, "population") * number(row, "mean"), 0) /
      rows.reduce((sum, row) => sum + number(row, "population"), 0);
    for (const region of parts.slice(50, 54)) {
      const states = parts.filter((row) => row["region"] === region["region"] && row !== region);
      expect(mean(states)).toBeCloseTo(number(region, "mean"), 12);
    }
    expect(mean(parts.slice(50, 54))).toBeCloseTo(number(parts[54], "mean"), 12);
  });

  it("known states are met to 1e-10, and bring their regions nearer to the truth", () => {
    expect(number(rowsOf("score_plain")[0], "mae")).toBeLessThan(0.0405);
    expect(number(rowsOf("score_known")[0], "mae")).toBeLessThan(1e-10);
    const [plain] = rowsOf("regions_plain");
    const [known] = rowsOf("regions_known");
    expect(number(known, "mae")).toBeLessThan(number(plain, "mae"));
  });

  it("California is last, and Ohio in the middle", () => {
    const places = rowsOf("places");
    expect(places.at(-1)?.["state"]).toBe("CA");
    expect(places.reduce((sum, row) => sum + number(row, "rank"), 0)).toBeCloseTo(1275, 6);
    const california = rowsOf("from_ohio").find((row) => row["area"] === "CA");
    expect(number(california, "probability")).toBeLessThan(0.01);
  });

  it("intervals of states left out hold what they say, and beat the mean of the others", () => {
    const states = rowsOf("left_out");
    expect(states).toHaveLength(50);
    const covered = states.filter((row) => row["covered"] === "yes").length;
    // 90 % of 50: fewer than 39 has probability .001 for a calibrated model.
    expect(covered).toBeGreaterThanOrEqual(39);
    const error = states.reduce((sum, row) => sum + Math.abs(number(row, "error")), 0) / 50;
    expect(error).toBeLessThan(0.05);
  });

  it("an outcome and its opposite have estimates that sum to one, but for what approximates them", () => {
    const [support, others] = rowsOf("both");
    expect(number(support, "mean") + number(others, "mean")).toBeCloseTo(1, 2);
  });
});
