import { describe, expect, it } from "vitest";
import { frameFromColumns, ModelError, rake, syntheticJoint } from "../../../src/index.js";
import type { DataFrame, SyntheticJointOptions } from "../../../src/index.js";
import { findColumn } from "../../../src/data/index.js";
import { frameToCsv } from "../../../src/report/index.js";

const ages = frameFromColumns("ages", { age: ["young", "old"], N: [30, 70] });
const schools = frameFromColumns("schools", { edu: ["HS", "College"], N: [60, 40] });

function people(data: DataFrame): number[] {
  const column = findColumn(data, "N");
  return column?.kind === "numeric" ? Array.from(column.values) : [];
}

function expectPeople(data: DataFrame, expected: readonly number[]): void {
  const actual = people(data);
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, cell) => {
    expect(value).toBeCloseTo(expected[cell]!, 8);
  });
}

describe("a joint population from margins", () => {
  it("is their product where they share no variable, with a warning that says so", () => {
    const { data, diagnostics } = syntheticJoint([ages, schools], { weight: "N" });
    expect(frameToCsv(data)).toBe(
      "age,edu,N\nold,College,28\nold,HS,42\nyoung,College,12\nyoung,HS,18\n",
    );
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
      ["joint-assumed", "warning"],
    ]);
    expect(diagnostics[0]?.message).toContain("how `age:edu` go together");
  });

  it("is independent within what margins share", () => {
    const stateAge = frameFromColumns("state_age", {
      state: [1, 1, 2, 2],
      age: ["old", "young", "old", "young"],
      N: [10, 30, 40, 20],
    });
    const stateEdu = frameFromColumns("state_edu", {
      state: [1, 1, 2],
      edu: ["College", "HS", "College"],
      N: [8, 32, 60],
    });
    const { data, diagnostics } = syntheticJoint([stateAge, stateEdu], { weight: "N" });
    expect(frameToCsv(data).split("\n").slice(0, 3)).toEqual([
      "state,age,edu,N",
      "1,old,College,2",
      "1,old,HS,8",
    ]);
    // No one of state 2 is without college: such cells are left out.
    expectPeople(data, [2, 8, 6, 24, 40, 20]);
    expect(diagnostics[0]?.message).toContain("`age:edu`");
  });

  it("has the odds ratio of a survey smoothed towards the product, and the margins", () => {
    const survey = frameFromColumns("survey", {
      age: ["young", "young", "old", "old"],
      edu: ["HS", "College", "HS", "College"],
      n: [5, 30, 40, 0],
    });
    const { data, diagnostics } = syntheticJoint([ages, schools], {
      weight: "N",
      base: survey,
      count: "n",
    });
    const [oldCollege, oldHs, youngCollege, youngHs] = people(data) as [
      number,
      number,
      number,
      number,
    ];
    expect(oldCollege + oldHs).toBeCloseTo(70, 6);
    expect(oldHs + youngHs).toBeCloseTo(60, 6);
    const counts = [0, 40, 30, 5];
    const product = [0.28, 0.42, 0.12, 0.18];
    const squares = counts.reduce((sum, count) => sum + count * count, 0);
    const gaps = counts.reduce((sum, count, k) => sum + (count - 75 * product[k]!) ** 2, 0);
    const added = (75 * 75 - squares) / gaps;
    const seed = counts.map((count, k) => count + added * product[k]!);
    expect((oldCollege * youngHs) / (oldHs * youngCollege)).toBeCloseTo(
      (seed[0]! * seed[3]!) / (seed[1]! * seed[2]!),
      8,
    );
    expect(diagnostics[0]?.message).toContain("as they are in `survey`");
  });

  it("takes margins of one larger table by name, and gives raking what it needs", () => {
    const { data: whole } = syntheticJoint([ages, schools], { weight: "N" });
    const { data } = syntheticJoint(whole, { weight: "N", by: ["edu", "age"] });
    expectPeople(data, [28, 12, 42, 18]);
    const survey = frameFromColumns("survey", { age: ["young", "old"], edu: ["HS", "College"] });
    expect(rake(survey, data, { by: "age", weight: "N" }).total).toBeCloseTo(100, 6);
  });

  it("of one table is that table, and nothing is assumed", () => {
    const { data, diagnostics } = syntheticJoint(ages, { weight: "N" });
    expect(people(data)).toEqual([70, 30]);
    expect(diagnostics).toEqual([]);
  });

  it("warns of totals that differ and takes the first", () => {
    const shares = frameFromColumns("shares", { edu: ["HS", "College"], N: [0.6, 0.4] });
    const { data, diagnostics } = syntheticJoint([ages, shares], { weight: "N" });
    expectPeople(data, [28, 42, 12, 18]);
    expect(diagnostics.map(({ code }) => code)).toEqual(["margins-disagree", "joint-assumed"]);
  });

  const other = frameFromColumns("other", {
    age: ["young", "Old"],
    region: ["N", "S"],
    N: [30, 70],
  });
  const strangers = frameFromColumns("strangers", { age: ["young"], edu: ["PhD"] });
  it.each<[string, readonly DataFrame[], Partial<SyntheticJointOptions>, string]>([
    ["levels that one margin lacks", [ages, other], {}, "margin-without-population"],
    ["a weight that a margin lacks", [ages, strangers], {}, "unknown-column"],
    ["a variable that none has", [ages], { by: ["agee"] }, "unknown-column"],
    ["variables that no table has together", [ages, schools], { by: ["age:edu"] }, "bad-argument"],
    ["a survey of others", [ages, schools], { base: strangers }, "margin-without-population"],
    ["a survey without a variable", [ages, schools], { base: ages }, "unknown-column"],
  ])("is not made of %s", (_, margins, options, code) => {
    try {
      syntheticJoint(margins, { weight: "N", ...options });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ModelError);
      const { diagnostics } = error as ModelError;
      expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
    }
  });
});
