import { describe, expect, it } from "vitest";
import { readTable } from "../../src/data/index.js";
import { collectDiagnostics } from "../../src/diagnostics/index.js";
import { frameOf, only, resolve } from "./specify.js";

const x = [1, 2, 3, 4];

/** The codes of a model of `y` whose values are given. */
function codesOf(family: string, y: readonly number[]): readonly string[] {
  return resolve(`y ~ x\nfamily = ${family}`, frameOf({ y, x })).codes;
}

describe("a response that its family cannot produce is an error", () => {
  it.each([
    ["bernoulli", [0, 1, 2, 1]],
    ["bernoulli", [0, 1, 0.5, 1]],
    ["poisson", [0, 1, -1, 3]],
    ["poisson", [0, 1, 1.5, 3]],
    ["negative_binomial", [0, 1, -1, 3]],
    ['gamma(link = "log")', [0, 1, 2, 3]],
    ["beta", [0.5, 1, 0.2, 0.3]],
    ["beta", [0.5, 0, 0.2, 0.3]],
  ] as const)("%s with %j", (family, y) => {
    expect(codesOf(family, y)).toEqual(["impossible-response"]);
  });

  it("names the line of the first offending row and counts the others", () => {
    const text = "y,x\n1,1\n2,2\n-3,3\n-4,5\n";
    const sink = collectDiagnostics();
    const bytes = new TextEncoder().encode(text);
    const frame = readTable(bytes, { file: "counts.csv", name: "sample", clauses: [] }, sink)!;
    const mistake = only(resolve("y ~ x\nfamily = poisson", frame), "impossible-response");
    expect(mistake.location).toEqual({ file: "counts.csv", line: 4 });
    expect(mistake.message).toContain("line 4 of counts.csv, and 1 more row");
    expect(mistake.found).toBe("-3");
    expect(mistake.expected).toBe("a whole number, zero or more");
  });

  it("keeps the line right where earlier rows were incomplete", () => {
    const frame = frameOf({ y: [1, 2, -1, 3], x: [1, null, 3, 4] });
    const mistake = only(resolve("y ~ x\nfamily = poisson", frame), "impossible-response");
    expect(mistake.message).toContain("row 3");
  });
});

describe("a binomial response", () => {
  const codes = (y: readonly number[], n: readonly number[]): readonly string[] =>
    resolve("p(y, n) ~ x\nfamily = binomial", frameOf({ y, n, x })).codes;

  it("has its two kinds of mistake counted apart, each with its own first row", () => {
    const frame = frameOf({ y: [3, -1, 1, 5], n: [2, 4, 3, 4], x });
    const { diagnostics, codes: found } = resolve("p(y, n) ~ x\nfamily = binomial", frame);
    expect(found).toEqual(["more-successes-than-trials", "impossible-response"]);
    expect(diagnostics[0]!.message).toContain("(row 1, and 1 more row)");
    expect(diagnostics[1]!.message).toContain("(row 2)");
    expect(diagnostics[1]!.found).toBe("-1 of 4");
  });

  it("may have rows without trials", () => {
    expect(codes([1, 0, 2, 1], [2, 0, 3, 2])).toEqual([]);
  });

  it("has no more successes than trials", () => {
    expect(codes([1, 0, 4, 1], [2, 0, 3, 2])).toEqual(["more-successes-than-trials"]);
  });

  it("counts whole trials", () => {
    expect(codes([1, 0, 2, 1], [2, 0, 3.5, 2])).toEqual(["impossible-response"]);
    expect(codes([1, 0, -2, 1], [2, 0, 3, 2])).toEqual(["impossible-response"]);
  });

  it("has at least one trial", () => {
    expect(codes([0, 0, 0, 0], [0, 0, 0, 0])).toEqual(["no-information"]);
  });

  it("that is always the same is a warning", () => {
    expect(codes([0, 0, 0, 0], [1, 2, 3, 1])).toEqual(["response-always-same"]);
    expect(codes([1, 2, 3, 1], [1, 2, 3, 1])).toEqual(["response-always-same"]);
  });
});

describe("weights, standard errors and constant responses", () => {
  it("a weight is finite and not negative, and one of them is above zero", () => {
    const codes = (w: readonly number[]): readonly string[] =>
      resolve("weighted(y, w) ~ x\nfamily = gaussian", frameOf({ y: [1, 3, 2, 5], x, w })).codes;
    expect(codes([1, 0, 2, 1])).toEqual([]);
    expect(codes([1, -1, 2, 1])).toEqual(["bad-response"]);
    expect(codes([0, 0, 0, 0])).toEqual(["no-information"]);
  });

  it("a standard error is above zero", () => {
    const frame = frameOf({ y: [1, 3, 2, 5], x, s: [1, 0, 1, 1] });
    expect(resolve("se(y, s) ~ x\nfamily = gaussian", frame).codes).toEqual(["bad-response"]);
  });

  it("a gaussian response varies", () => {
    expect(codesOf("gaussian", [2, 2, 2, 2])).toEqual(["constant-response"]);
  });
});
