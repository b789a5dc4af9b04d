import { describe, expect, it } from "vitest";
import { collectDiagnostics } from "../../src/diagnostics/index.js";
import { parseExpressionText } from "../../src/language/index.js";
import { readDistribution } from "../../src/vocabulary/index.js";
import type { DistributionValue } from "../../src/vocabulary/index.js";

function read(text: string): DistributionValue | readonly string[] {
  const sink = collectDiagnostics();
  const expression = parseExpressionText({ file: "prior", text }, sink);
  const value = expression && readDistribution(expression, sink);
  return value ?? sink.diagnostics.map(({ code }) => code);
}

describe("a prior's distribution", () => {
  it("takes arguments by place, by name, or both", () => {
    const expected = { name: "StudentT", parameters: [3, 1, 2.5] };
    for (const text of [
      "StudentT(3, 1, 2.5)",
      "StudentT(nu = 3, mu = 1, sigma = 2.5)",
      "StudentT(sigma = 2.5, nu = 3, mu = 1)",
      "StudentT(3, sigma = 2.5, mu = 1)",
    ]) {
      expect(read(text)).toEqual(expected);
    }
  });

  it("has PyMC's defaults where PyMC has some", () => {
    expect(read("Normal()")).toEqual({ name: "Normal", parameters: [0, 1] });
    expect(read("StudentT(4)")).toEqual({ name: "StudentT", parameters: [4, 0, 1] });
    expect(read("HalfCauchy()")).toEqual(["bad-prior-argument"]);
    expect(read("Gamma(2)")).toEqual(["bad-prior-argument"]);
  });

  it("takes constant arithmetic", () => {
    expect(read("Normal(-1 / 2, 2.5 * sqrt(4))")).toEqual({
      name: "Normal",
      parameters: [-0.5, 5],
    });
    expect(read("Normal(log(1), 10 ** -2)")).toEqual({ name: "Normal", parameters: [0, 0.01] });
    expect(read("Normal(0, (1 + 1))")).toEqual({ name: "Normal", parameters: [0, 2] });
  });

  it("may stand without brackets where it needs no argument", () => {
    expect(read("Flat")).toEqual({ name: "Flat", parameters: [] });
    expect(read("Normal")).toEqual({ name: "Normal", parameters: [0, 1] });
  });

  it.each([
    ["2.5", "not-a-distribution"],
    ["Normal(0, 1) + 1", "not-a-distribution"],
    ["normal(0, 1)", "unknown-distribution"],
    ["Horseshoe(1)", "not-in-this-version"],
    ["PC(1, 1.5)", "impossible-prior"],
    ["Normal(0, 1, 2)", "bad-prior-argument"],
    ["Normal(0, sd = 1)", "bad-prior-argument"],
    ["Normal(0, mu = 1)", "bad-prior-argument"],
    ["Normal(0, x)", "bad-prior-argument"],
    ["Normal(0, 0)", "impossible-prior"],
    ["Normal(0, -1)", "impossible-prior"],
    ["Normal(1 / 0, 1)", "impossible-prior"],
    ["Gamma(-1, 1)", "impossible-prior"],
    ["Uniform(3, 3)", "impossible-prior"],
    ["Uniform(3, 2)", "impossible-prior"],
    ["LKJ(0)", "impossible-prior"],
  ])("%s is reported as %s", (text, code) => {
    expect(read(text)).toEqual([code]);
  });
});
