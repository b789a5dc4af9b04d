/** The MRP notebook on its own survey: every number that it prints, beside ours. */
import { beforeAll, describe, expect, it } from "vitest";
import { rowsOnCces, type Row } from "./run-program.js";
import { sharedIsHere } from "./shared-data.js";

// The notebook's table of comparisons: estimates, whose posterior sds are about .04.
const contrasts = [
  ["Black", "CA", 0.076576],
  ["Black", "ID", 0.065617],
  ["Black", "NY", 0.064058],
  ["Black", "VA", 0.050642],
  ["White", "CA", 0.076451],
  ["White", "ID", 0.080469],
  ["White", "NY", 0.079241],
  ["White", "VA", 0.071352],
] as const;

// Its summary of the hierarchical model: mean and sd, from a fit with 54 divergences.
const parameters = [
  ["Intercept", 0.152, 0.446],
  ["male", 0.425, 0.308],
  ["1|edu[4-Year College]", -0.038, 0.149],
  ["1|edu[HS]", 0.001, 0.143],
  ["1|edu[No HS]", 0.046, 0.163],
  ["1|edu[Post-grad]", -0.053, 0.154],
  ["1|edu[Some college]", 0.045, 0.15],
  ["1|eth[Black]", -0.214, 0.346],
  ["1|eth[Hispanic]", -0.021, 0.325],
  ["1|eth[Other]", 0.01, 0.338],
  ["1|eth[White]", 0.174, 0.328],
  ["repvote", -1.013, 0.555],
] as const;

describe.skipIf(!sharedIsHere)("the MRP notebook on CCES 2018", () => {
  let rowsOf: (name: string) => readonly Row[];
  beforeAll(async () => {
    rowsOf = await rowsOnCces("mrp-notebook-survey.mlm");
  }, 300_000);

  it("has its frame, its cells and its share of Alabama to the last digit", () => {
    expect(rowsOf("frame_size")).toEqual([{ cells: 12_000, people: 228_443_347 }]);
    const [alabama] = rowsOf("alabama");
    expect(alabama!["people"]).toBe(3_671_705);
    expect(Number(alabama!["first_share"]).toFixed(6)).toBe("0.006522");
    expect(rowsOf("cells")[0]).toMatchObject({ cells: 11_040, respondents: 5000 });
  });

  it("has its biased and its full mean but for 127 respondents", () => {
    expect(Number(rowsOf("biased_mean")[0]!["mean"])).toBeCloseTo(0.4674, 3);
    expect(Number(rowsOf("full_mean")[0]!["mean"])).toBeCloseTo(0.434051, 3);
    expect(rowsOf("top_cells")[0]).toMatchObject({ state: "ID", eth: "White", age: "70+" });
  });

  it("compares schooling in its eight rows, each within half a posterior sd", () => {
    const rows = rowsOf("contrasts");
    expect(rows).toHaveLength(8);
    for (const [place, [eth, state, estimate]] of contrasts.entries()) {
      const row = rows[place]!;
      expect(row).toMatchObject({ value: "(Post-grad, No HS)", eth, state, male: 0 });
      expect(Number(row["repvote"]).toFixed(6)).toBe("0.530191");
      expect(Math.abs(Number(row["estimate"]) - estimate)).toBeLessThan(0.02);
      expect(Number(row["upper_97.0%"]) - Number(row["lower_3.0%"])).toBeGreaterThan(0.1);
    }
  });

  it("has its hierarchical posterior within an sd, and no divergence", () => {
    const found = new Map(rowsOf("parameters").map((row) => [row["parameter"], row]));
    for (const [name, mean, sd] of parameters)
      expect(Math.abs(Number(found.get(name)!["mean"]) - mean), name).toBeLessThan(sd);
    expect(rowsOf("diagnostics")[0]).toMatchObject({ diagnostic: "divergences", value: 0 });
  });

  it("has its order of errors: raw, fixed effects, hierarchical", () => {
    const [fixed, raw] = rowsOf("fixed_score");
    const [hierarchical] = rowsOf("mrp_score");
    expect(raw).toMatchObject({ estimate: "raw", areas: 45 });
    expect(Number(raw!["mae"])).toBeCloseTo(0.0642, 4);
    expect(Number(fixed!["mae"])).toBeLessThan(Number(raw!["mae"]));
    expect(Number(hierarchical!["mae"])).toBeLessThan(0.043);
    expect(rowsOf("mrp")).toHaveLength(50);
    expect(rowsOf("fixed_mrp")).toHaveLength(46);
  });

  it("has labels of states that alignment finds wrong, and does not where they are right", () => {
    const remarks = rowsOf("aligned").filter(({ check }) => check === "area sizes unrelated");
    expect(remarks[0]?.["remark"]).toMatch(/rank correlation -0\.\d+ over 45 areas/u);
    const missing = rowsOf("aligned").filter(({ check }) => check === "level only in the frame");
    expect(missing.map(({ level }) => level)).toEqual(["AZ", "CT", "IN", "TX"]);
    const own = rowsOf("own_aligned").map(({ check }) => check);
    expect(own).not.toContain("area sizes unrelated");
    expect(own).not.toContain("level only in the frame");
  });
});
