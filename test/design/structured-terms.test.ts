/** Structured effects in formulas: nodes, copies, new data, known covariances and mistakes. */
import { describe, expect, it } from "vitest";
import { frameFromColumns } from "../../src/index.js";
import { buildDesign, evaluateDesign, type Design } from "../../src/design/index.js";
import type { FormulaSources } from "../../src/design/index.js";
import { collectDiagnostics } from "../../src/diagnostics/index.js";
import { parseFormulaText } from "../../src/language/index.js";
import { areas } from "../vocabulary/effects/structures.js";

const frame = frameFromColumns("d", {
  y: [1, 2, 3, 4, 5, 6],
  age: [20, 30, 25, 20, 30, 40],
  week: [1, 2, 5, 5, 2, 1],
  half: [0.5, 1, 1.5, 2, 2.5, 3],
  sex: ["m", "f", "m", "f", "m", "f"],
  area: ["a", "b", "c", "d", "e", "g"],
  state: ["NY", "CA", "NY", "CA", "NY", "CA"],
});

const covariance = (corner = 0.5, other = 0.5) =>
  frameFromColumns("S", {
    state: ["CA", "NY", "TX"],
    CA: [1, corner, 0.2],
    NY: [other, 2, 0.1],
    TX: [0.2, 0.1, 1],
  });

function sources(similarity = covariance()): FormulaSources {
  return {
    graphs: new Map([["areas", areas]]),
    frames: new Map([["S", similarity]]),
    absent: new Set(),
  };
}

function tryDesign(terms: string, given = sources()) {
  const sink = collectDiagnostics();
  const formula = parseFormulaText({ file: "formula", text: `y ~ ${terms}` }, sink)!;
  const options = { independentSlopes: false };
  const design = buildDesign(formula, frame, options, sink, given);
  return { design, diagnostics: sink.diagnostics };
}

function designOf(terms: string): Design {
  const { design, diagnostics } = tryDesign(terms);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return design!;
}

const blockOf = (terms: string) => designOf(terms).predictor.structured[0]!;

describe("a structured term", () => {
  it.each([
    ["rw1(age)", ["20", "25", "30", "40"], [0, 2, 1, 0, 2, 3]],
    ["rw2(half)", ["0.5", "1", "1.5", "2", "2.5", "3"], [0, 1, 2, 3, 4, 5]],
    ["ar1(week)", ["1", "2", "3", "4", "5"], [0, 1, 4, 4, 1, 0]],
    ["iid(sex)", ["f", "m"], [1, 0, 1, 0, 1, 0]],
    ["besag(area, graph=areas)", ["a", "b", "c", "d", "e", "f", "g"], [0, 1, 2, 3, 4, 6]],
    ["(1 | state, cov=S)", ["CA", "NY", "TX"], [1, 0, 1, 0, 1, 0]],
  ])("%s has its nodes and rows", (terms, nodes, index) => {
    const block = blockOf(terms);
    expect(block.nodes).toEqual(nodes);
    expect([...block.index]).toEqual(index);
  });

  it("has a copy for each level of `by`, and a name that says so", () => {
    const block = blockOf("rw1(age, by=sex)");
    expect(block.term).toBe("rw1(age, by=sex)");
    expect(block.copies).toEqual(["f", "m"]);
    expect([...block.index]).toEqual([4, 2, 5, 0, 6, 3]);
  });

  it("has copies of a known covariance too", () => {
    const block = blockOf("(1 | state, cov=S, by=sex)");
    expect(block.term).toBe("1|state, by=sex");
    expect(block.copies).toEqual(["f", "m"]);
    expect([...block.index]).toEqual([4, 0, 4, 0, 4, 0]);
  });

  it("has the same nodes on new data", () => {
    const { state } = designOf("rw1(age, by=sex) + bym2(area, graph=areas)");
    const fresh = frameFromColumns("new", { age: [25, 40], sex: ["f", "m"], area: ["f", "a"] });
    const sink = collectDiagnostics();
    const predictor = evaluateDesign(state, fresh, sink)!;
    expect(sink.diagnostics).toEqual([]);
    expect(predictor.structured.map(({ index }) => [...index])).toEqual([
      [1, 7],
      [5, 0],
    ]);
  });

  it("has no effect for a value that it has no node for", () => {
    const { state } = designOf("rw1(age)");
    const sink = collectDiagnostics();
    const fresh = frameFromColumns("new", { age: [20, 33] });
    expect(evaluateDesign(state, fresh, sink)).toBeUndefined();
    expect(sink.diagnostics.map(({ code }) => code)).toEqual(["unknown-node"]);
    expect(sink.diagnostics[0]!.message).toContain("`33`");
  });

  it("is removed and repeated as other terms are", () => {
    expect(designOf("age + rw1(age) + rw1(age)").predictor.structured).toHaveLength(1);
    expect(designOf("age + rw1(age) - rw1(age)").predictor.structured).toHaveLength(0);
  });

  it.each([
    ["rw1(sex)", "number-needed"],
    ["ar1(half)", "number-needed"],
    ["rw2(sex:age)", "bad-term"],
    ["rw1(age):sex", "bad-term"],
    ["(rw1(age) | sex)", "bad-term"],
    ["besag(area)", "bad-call-argument"],
    ["besag(area, graph=arae)", "unknown-name"],
    ["besag(area, graph=S)", "unknown-name"],
    ["besag(state, graph=areas)", "unknown-node"],
    ["rw1(age, graph=areas)", "bad-call-argument"],
    ["rw1(age, cyclic=3)", "bad-call-argument"],
    ["rw2(sex, cyclic=true)", "number-needed"],
    ["(1 | state, cov=T)", "bad-covariance"],
    ["(age | state, cov=S)", "bad-term"],
    ["(1 | state, kin=S)", "bad-call-argument"],
    ["(1 | state, cov=S, by=sex, by=sex)", "bad-call-argument"],
    ["(1 | state, by=sex)", "bad-call-argument"],
    ["(1 | area, cov=S)", "unknown-node"],
    ["rw1(nowhere)", "unknown-column"],
  ])("%s is reported as %s", (terms, code) => {
    const codes = tryDesign(terms).diagnostics.map((diagnostic) => diagnostic.code);
    expect(codes.filter((one) => one !== "graph-in-parts")).toEqual([code]);
  });

  it("names the pair where a covariance is not symmetric, and says when it is none", () => {
    const crooked = tryDesign("(1 | state, cov=S)", sources(covariance(0.5, 0.4)));
    expect(crooked.diagnostics[0]!.message).toContain("`NY` with `CA` is 0.5, but `CA` with `NY`");
    const impossible = tryDesign("(1 | state, cov=S)", sources(covariance(3, 3)));
    expect(impossible.diagnostics[0]!.message).toContain("not positive definite");
  });

  it("notes islands, parts and nodes without data", () => {
    const codes = tryDesign("bym2(area, graph=areas)").diagnostics.map(({ code }) => code);
    expect(codes).toEqual(["graph-in-parts", "nodes-without-data"]);
  });
});
