/** The left side of formulas. */
import { describe, expect, it } from "vitest";
import { designOf, frameOf, tryDesign } from "../support/design-frames.js";

const frame = frameOf({
  y: [1, 2, 0, 3],
  n: [4, 5, 0, 3],
  w: [1, 0, 2.5, 1],
  s: [0.5, 1, 2, 1],
  x: [1, 2, 3, 5],
  vote: ["no", "yes", "yes", "no"],
  party: ["l", "m", "r", "l"],
  truth: ["False", "True", "True", "False"],
  one: ["a", "a", "a", "a"],
});

describe("the response", () => {
  it("keeps its text as written and its values", () => {
    const { response } = designOf("log(y + 1) ~ x", frame);
    expect(response.text).toBe("log(y + 1)");
    expect(response.values[3]).toBeCloseTo(Math.log(4), 12);
    expect(designOf("{y / 2} ~ x", frame).response).toMatchObject({
      text: "I(y / 2)",
      values: Float64Array.of(0.5, 1, 0, 1.5),
    });
  });

  it.each(["p(y, n)", "prop(y, n)", "proportion(y, n)", "p(y, trials=n)"])(
    "%s has trials, rows without trials included",
    (text) => {
      const { response, rowsGiven } = designOf(`${text} ~ x`, frame);
      expect(response).toEqual({
        text,
        values: Float64Array.of(1, 2, 0, 3),
        trials: Float64Array.of(4, 5, 0, 3),
      });
      expect(rowsGiven).toBe(4);
    },
  );

  it("p(y, 5) has the same number of trials in every row", () => {
    expect(designOf("p(y, 5) ~ x", frame).response.trials).toEqual(Float64Array.of(5, 5, 5, 5));
  });

  it("weighted(y, w) and se(y, s) stand beside any response", () => {
    expect(designOf("weighted(y, w) ~ x", frame).response.weights).toEqual(
      Float64Array.of(1, 0, 2.5, 1),
    );
    expect(designOf("se(y, s) ~ x", frame).response.standardErrors).toEqual(
      Float64Array.of(0.5, 1, 2, 1),
    );
    expect(designOf("weighted(p(y, n), w) ~ x", frame).response).toMatchObject({
      text: "weighted(p(y, n), w)",
      trials: Float64Array.of(4, 5, 0, 3),
      weights: Float64Array.of(1, 0, 2.5, 1),
    });
  });
});

describe("a categorical response", () => {
  it("counts its first level as a success and says so", () => {
    const { design, diagnostics } = tryDesign("vote ~ x", frame);
    expect(design?.response).toMatchObject({
      values: Float64Array.of(1, 0, 0, 1),
      success: { level: "no", source: "default" },
    });
    expect(diagnostics).toMatchObject([{ code: "success-level-chosen", severity: "note" }]);
    expect(diagnostics[0]?.help).toContain('vote["yes"]');
  });

  it.each(["vote[yes]", 'vote["yes"]', "vote['yes']"])("%s names the success", (text) => {
    const { design, codes } = tryDesign(`${text} ~ x`, frame);
    expect(design?.response).toMatchObject({
      values: Float64Array.of(0, 1, 1, 0),
      success: { level: "yes", source: "user" },
    });
    expect(codes).toEqual([]);
  });

  it("of True and False counts True, as the numbers 1 and 0 would", () => {
    expect(tryDesign("truth ~ x", frame).design?.response).toMatchObject({
      values: Float64Array.of(0, 1, 1, 0),
      success: { level: "True", source: "default" },
    });
  });

  it("may have several levels when one is named, numbers too", () => {
    expect(designOf("party[m] ~ x", frame).response.values).toEqual(Float64Array.of(0, 1, 0, 0));
    expect(designOf("y[2] ~ x", frame).response.values).toEqual(Float64Array.of(0, 1, 0, 0));
  });
});

describe("what is not a response", () => {
  it.each([
    ["party ~ x", "success-level-needed"],
    ["vote[maybe] ~ x", "unknown-level"],
    ["vote[1 + 1] ~ x", "bad-response"],
    ["offset(y) ~ x", "bad-response"],
    ["3 ~ x", "bad-response"],
    ["p(y) ~ x", "bad-call-argument"],
    ["p(y, vote) ~ x", "number-needed"],
    ["weighted(y, {w - 1}) ~ x", "bad-response"],
    ["se(y, w) ~ x", "bad-response"],
    ["weighted(weighted(y, w), w) ~ x", "bad-response"],
    ["log(p(y, n)) ~ x", "bad-term"],
    ["log(y) ~ x", "not-finite"],
    ["poly(y, 2) ~ x", "number-needed"],
    ["yy ~ x", "unknown-column"],
  ])("%s is an error", (formula, code) => {
    const { design, codes } = tryDesign(formula, frame);
    expect(design).toBeUndefined();
    expect(codes).toEqual([code]);
  });

  it("names the line of a wrong weight", () => {
    const lines = { ...frame, origin: { file: "d.csv", lines: Int32Array.of(2, 3, 4, 5) } };
    expect(tryDesign("se(y, w) ~ x", lines).diagnostics[0]?.location).toEqual({
      file: "d.csv",
      line: 3,
    });
  });
});
