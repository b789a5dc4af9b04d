/** What a feed says, asked from the library: from texts to a forecast of the night. */
import { describe, expect, it } from "vitest";
import { readReports, type NightValue } from "../../src/index.js";
import { makeUnits, simpleNight } from "../workflows/election-night/simple-night.mjs";

const night: NightValue = {
  kind: "night",
  name: "night",
  night: simpleNight(makeUnits(30)),
  publishAt: 0.25,
  unitColumn: "unit",
  countColumn: "votes",
  predictors: [],
  table: { kind: "table", columns: [], rows: [], notes: [] },
};

describe("readReports", () => {
  it("takes the latest word of several texts, in whatever form, and says what was refused", () => {
    const { reports, refused, notes } = readReports(
      night,
      ["id,votes\nu0001,700\nu0002,x\nu0009,400\n", '{"id":"u0001","votes":710}\n'],
      {
        columns: { unit: "id", counted: "votes" },
        complete: true,
        blocked: ["u0009"],
        rules: { plausible: [0.01, 50] },
      },
    );
    expect(reports).toEqual([
      { unit: "u0001", status: "reported", counted: 710, share: 1 },
      { unit: "u0009", status: "excluded", counted: 400, share: 1 },
    ]);
    expect(refused.map(({ reason, line }) => [reason, line])).toEqual([["count-invalid", 3]]);
    expect(notes.map(({ unit }) => unit)).toEqual(["u0009"]);
    expect(
      night.night.forecast(reports).units.find(({ unit }) => unit === "u0001")?.predicted,
    ).toBe(710);
  });

  it("passes votes of units that were split on", () => {
    const crosswalk = [
      { from: "old", to: "u0003", share: 0.5 },
      { from: "old", to: "u0004", share: 0.5 },
    ];
    const text = '{"unit":"old","counted":801,"share":1}';
    const { reports } = readReports(night, [text], { crosswalk, rules: { plausible: [0.01, 50] } });
    expect(reports.map(({ unit, counted }) => [unit, counted])).toEqual([
      ["u0003", 401],
      ["u0004", 400],
    ]);
    const half = crosswalk.slice(0, 1);
    expect(() => readReports(night, [text], { crosswalk: half })).toThrow("add up to 0.5");
  });
});
