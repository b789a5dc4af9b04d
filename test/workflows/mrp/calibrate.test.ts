import { describe, expect, it } from "vitest";
import { table } from "../../data/support/tables.js";
import { ask, cells, drawCount, drawsOf } from "./support/small-survey.js";
import { shiftToTarget } from "../../../src/workflows/mrp/shift-logits.js";

const results = table({ state: ["CA", "NV", "NY"], share: [0.61, 0.3, 0.02] }, "results");
const populationOf = (state: string): number =>
  cells.filter((cell) => cell.state === state).reduce((sum, { pop }) => sum + pop, 0);
const logit = (p: number): number => Math.log(p / (1 - p));

describe("calibration to known totals", () => {
  it("every draw of an area is its known share, to 1e-10, and parts still sum to it", () => {
    const calibrate = { frame: results };
    const { estimates, codes } = ask({ by: ["state", "age"], totals: true, calibrate });
    expect(codes).toEqual([]);
    for (const [state, share] of [
      ["CA", 0.61],
      ["NV", 0.3],
      ["NY", 0.02],
    ] as const)
      for (const value of drawsOf(estimates!, [state, "(all)"]))
        expect(Math.abs(value - share)).toBeLessThan(1e-10);
    const mean = ask({ by: ["age"], calibrate }).estimates!;
    for (const age of ["old", "young"])
      drawsOf(mean, [age]).forEach((value, draw) =>
        expect(value).toBeCloseTo(drawsOf(estimates!, ["(all)", age])[draw]!, 13),
      );
  });

  it("is one shift of the logits of an area's cells", () => {
    const plain = ask({ by: ["state", "eth", "age"] }).estimates!;
    const shifted = ask({ by: ["state", "eth", "age"], calibrate: { frame: results } }).estimates!;
    for (let draw = 0; draw < drawCount; draw++) {
      const shifts = cells.flatMap(({ state, eth, age }) =>
        state === "NV"
          ? [
              logit(drawsOf(shifted, [state, eth, age])[draw]!) -
                logit(drawsOf(plain, [state, eth, age])[draw]!),
            ]
          : [],
      );
      for (const shift of shifts) expect(shift).toBeCloseTo(shifts[0]!, 9);
    }
  });

  it("counts are people of the area; the column can be named", () => {
    const states = ["CA", "NV", "NY"];
    const counts = table(
      { state: states, votes: states.map((state) => 0.25 * populationOf(state)), other: [1, 2, 3] },
      "counts",
    );
    const { estimates } = ask({ by: ["state"], calibrate: { frame: counts, column: "votes" } });
    for (const value of estimates!.draws) expect(value).toBeCloseTo(0.25, 10);
    expect(ask({ calibrate: { frame: counts } }).codes).toEqual(["unknown-column"]);
    expect(ask({ calibrate: { frame: counts, column: "state" } }).codes).toEqual(["not-a-number"]);
  });

  it("areas without a known total stay as they are, with a note; strange totals are warned of", () => {
    const some = table({ state: ["CA", "XX", "NV"], share: [0.5, 0.5, null] }, "results");
    const { estimates, codes, messages } = ask({ by: ["state"], calibrate: { frame: some } });
    expect(codes).toEqual(["area-without-total", "area-without-partner"]);
    expect(messages[0]).toContain("NV");
    const plain = ask({ by: ["state"] }).estimates!;
    expect(drawsOf(estimates!, ["NY"])).toEqual(drawsOf(plain, ["NY"]));
  });

  it("one total without a column of areas is that of the whole population", () => {
    const nation = table({ share: [0.4] }, "nation");
    const { estimates } = ask({ by: [["state"], []], calibrate: { frame: nation } });
    for (const value of estimates!.draws.subarray(3 * drawCount))
      expect(value).toBeCloseTo(0.4, 10);
  });

  it.each([[0], [1], [-0.1], [1e6]])("a known total of %d cannot be", (share) => {
    const wrong = table({ state: ["CA", "NV"], share: [share, 0.5] }, "results");
    const { estimates, codes } = ask({ by: ["state"], calibrate: { frame: wrong } });
    expect(estimates).toBeUndefined();
    expect(codes).toContain("impossible-total");
  });

  it("two totals of one area are an error", () => {
    const twice = table({ state: ["CA", "CA"], share: [0.2, 0.3] }, "results");
    expect(ask({ calibrate: { frame: twice } }).codes).toEqual(["key-not-unique"]);
  });

  it("reaches the target from any start, and says where none does", () => {
    const weights = Float64Array.of(0.2, 0.3, 0.5);
    const area = { from: 0, to: 3 };
    for (const means of [
      [1e-12, 0.5, 1 - 1e-12],
      [1e-9, 1e-9, 1e-9],
      [0.3, 0.6, 1 - 1e-15],
    ])
      for (const target of [1e-9, 0.01, 0.5, 0.7, 1 - 1e-6]) {
        const cellsOf = Float64Array.from(means);
        expect(shiftToTarget(weights, cellsOf, { ...area, target })).toBe(true);
        const average = cellsOf.reduce((sum, mean, cell) => sum + mean * weights[cell]!, 0);
        expect(Math.abs(average - target)).toBeLessThan(1e-10);
      }
    const stuck = Float64Array.of(1, 1, 0.5);
    expect(shiftToTarget(weights, stuck, { ...area, target: 0.4 })).toBe(false);
    expect(stuck).toEqual(Float64Array.of(1, 1, 0.5));
    expect(shiftToTarget(weights, stuck, { ...area, target: 0.8 })).toBe(true);
  });
});
