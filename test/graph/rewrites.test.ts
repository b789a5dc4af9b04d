/** Each rewrite leaves the log density and its gradient the same function, and does what it says. */
import { describe, expect, it } from "vitest";
import {
  nodesOf,
  openGraphBuilder,
  openOracle,
  rewriteGraph,
  type Graph,
  type LikelihoodName,
  type LinkOpName,
} from "../../src/graph/index.js";
import { combineTables } from "../../src/graph/rewrites/combine-tables.js";
import { dropEmptyRows } from "../../src/graph/rewrites/drop-empty-rows.js";
import { dummiesAsGathers } from "../../src/graph/rewrites/dummies-as-gathers.js";
import { foldConstants } from "../../src/graph/rewrites/fold-constants.js";
import { gaussianSufficientStatistics } from "../../src/graph/rewrites/gaussian-sufficient-statistics.js";
import { mergeRows } from "../../src/graph/rewrites/merge-rows.js";
import type { Rewrite } from "../../src/graph/rewrites/rewrite.js";
import { relativeError } from "./finite-differences.js";
import { predictorGraph, predictorPosition, type PredictorCase } from "./predictor-graphs.js";

const links: Readonly<Record<LikelihoodName, LinkOpName>> = {
  binomial: "logit",
  poisson: "log",
  gaussian: "identity",
  gaussian_known: "identity",
  student_t: "identity",
  negative_binomial: "log",
  gamma: "log",
  beta: "logit",
};

const families = Object.keys(links) as LikelihoodName[];

function repeated(family: LikelihoodName, more: Partial<PredictorCase> = {}): PredictorCase {
  return { family, link: links[family], rowCount: 4000, distinctNumbers: 2, ...more };
}

function rowsOf(graph: Graph): number {
  return nodesOf(graph, "likelihood")[0]?.attributes.statistics[0]?.length ?? 0;
}

function expectSameFunction(found: Graph, expected: Graph): void {
  const position = predictorPosition(expected, 0.4);
  const evaluate = (graph: Graph) => {
    const oracle = openOracle(graph);
    const gradient = new Float64Array(oracle.dimension);
    return { value: oracle.logDensityAndGradient(position, gradient), gradient };
  };
  const before = evaluate(expected);
  const after = evaluate(found);
  expect(Number.isFinite(before.value)).toBe(true);
  expect(Math.abs(after.value - before.value)).toBeLessThan(1e-12 * Math.abs(before.value));
  expect(relativeError(after.gradient, before.gradient)).toBeLessThan(1e-12);
}

function expectRewritten(rewrite: Rewrite, graph: Graph): Graph {
  const rewritten = rewrite(graph);
  expect(rewritten.notes.length).toBeGreaterThan(0);
  expectSameFunction(rewritten.graph, graph);
  return rewritten.graph;
}

describe("merging identical rows", () => {
  it.each(families)("keeps the density of %s", (family) => {
    const graph = predictorGraph(repeated(family));
    const merged = expectRewritten(mergeRows, graph);
    expect(rowsOf(merged)).toBeLessThan(0.95 * rowsOf(graph));
  });

  it("leaves rows alone that do not repeat", () => {
    const graph = predictorGraph(repeated("poisson", { distinctNumbers: 0 }));
    expect(mergeRows(graph)).toEqual({ graph, notes: [] });
  });

  it("leaves single trials alone unless many rows are the same", () => {
    const few = predictorGraph(repeated("binomial", { singleTrials: true, rowCount: 300 }));
    expect(mergeRows(few).notes).toEqual([]);
  });
});

describe("dropping rows without information", () => {
  it.each(families)("keeps the density of %s", (family) => {
    const graph = predictorGraph(repeated(family, { emptyRows: true, rowCount: 300 }));
    expect(rowsOf(expectRewritten(dropEmptyRows, graph))).toBe(200);
  });

  it("removes binomial rows without trials and says how many", () => {
    const graph = predictorGraph(repeated("binomial", { emptyRows: true, rowCount: 30 }));
    const { graph: dropped, notes } = dropEmptyRows(graph);
    expect(rowsOf(dropped)).toBe(20);
    expect(notes).toEqual(["rows without information dropped: 30 → 20 rows"]);
  });
});

describe("Gaussian sufficient statistics", () => {
  it("replace the rows by a quadratic form in all coefficients", () => {
    const graph = predictorGraph(repeated("gaussian", { distinctNumbers: 0 }));
    const rewritten = expectRewritten(gaussianSufficientStatistics, graph);
    const [node] = nodesOf(rewritten, "gaussian_sufficient");
    expect(node?.attributes.centre.length).toBe(13);
  });

  it("are exact after rows were merged", () => {
    const graph = predictorGraph(repeated("gaussian"));
    const merged = mergeRows(graph).graph;
    expectSameFunction(gaussianSufficientStatistics(merged).graph, graph);
  });

  it("are left alone where the quadratic form is dearer than the rows", () => {
    const graph = predictorGraph(repeated("gaussian", { rowCount: 5 }));
    expect(gaussianSufficientStatistics(graph).notes).toEqual([]);
  });

  it("do not lose digits when responses are far from zero", () => {
    const builder = openGraphBuilder(3);
    const size = 2000;
    const x = Float64Array.from({ length: size }, (_, i) => 1e4 + (i % 17));
    const y = x.map((value, i) => 1e6 + 3 * value + ((i * 7) % 11));
    const beta = builder.add("slice", [0], { start: 0, length: 2 });
    const sigma = builder.add("exp", [builder.add("slice", [0], { start: 2, length: 1 })], {});
    const columns = [new Float64Array(size).fill(1), x];
    const eta = builder.add("columns_times", [beta], { columns, rows: true });
    const graph = builder.finish(
      builder.add("likelihood", [eta, sigma], {
        family: "gaussian",
        link: "identity",
        statistics: [y, new Float64Array(size).fill(1), new Float64Array(size)],
        constant: 0,
      }),
    );
    const rewritten = gaussianSufficientStatistics(graph).graph;
    const position = Float64Array.of(1e6 + 5, 3, 1);
    const value = (target: Graph): number =>
      openOracle(target).logDensityAndGradient(position, new Float64Array(3));
    expect(Math.abs(value(rewritten) / value(graph) - 1)).toBeLessThan(1e-8);
  });
});

describe("dummies as gathers", () => {
  it("keep the density and leave no pattern_times", () => {
    const graph = predictorGraph(repeated("poisson", { distinctNumbers: 0 }));
    const rewritten = expectRewritten(dummiesAsGathers, graph);
    expect(nodesOf(rewritten, "pattern_times")).toEqual([]);
  });
});

describe("combining tables", () => {
  it.each(families)("keeps the density of %s", (family) => {
    const graph = dummiesAsGathers(predictorGraph(repeated(family))).graph;
    const rewritten = expectRewritten(combineTables, graph);
    const gathers = nodesOf(rewritten, "gather").filter(({ shape }) => shape.rows);
    expect(gathers.some(({ label }) => label?.includes(" + "))).toBe(true);
  });

  it("puts a column that is constant within levels into the levels' table", () => {
    const rowCount = 2000;
    const builder = openGraphBuilder(21);
    const index = Int32Array.from({ length: rowCount }, (_, i) => (i * 7) % 20);
    const column = Float64Array.from(index, (level) => Math.sin(level));
    const table = builder.add("slice", [0], { start: 0, length: 20 }, "1|state");
    const slope = builder.add("slice", [0], { start: 20, length: 1 }, "repvote");
    const terms = [
      builder.add("gather", [table], { index, multiplier: undefined, rows: true }),
      builder.add("columns_times", [slope], { columns: [column], rows: true }),
    ];
    const statistics = [new Float64Array(rowCount).fill(1), new Float64Array(rowCount).fill(2)];
    const attributes = { family: "poisson", link: "log", statistics, constant: 0 } as const;
    const eta = builder.add("add", terms, {});
    const graph = builder.finish(builder.add("likelihood", [eta], attributes));
    const { graph: rewritten, notes } = combineTables(graph);
    expectSameFunction(rewritten, graph);
    expect(notes).toEqual(["summed into one table of 20 entries: 1|state, repvote"]);
  });

  it("leaves look-ups alone whose combinations are as many as the rows", () => {
    const graph = predictorGraph(repeated("poisson", { distinctNumbers: 0, rowCount: 20 }));
    expect(combineTables(graph).notes).toEqual([]);
  });
});

describe("folding constants", () => {
  it("computes what does not depend on the position and drops zeros from sums", () => {
    const builder = openGraphBuilder(2);
    const constant = (value: number) =>
      builder.add("constant", [], { values: Float64Array.of(value), rows: false });
    const folded = builder.add("exp", [builder.add("add", [constant(1), constant(2)], {})], {});
    const same = builder.add("add", [builder.add("sum", [0], {}), constant(0)], {});
    const graph = builder.finish(builder.add("multiply", [same, folded], {}));
    const rewritten = expectRewritten(foldConstants, graph);
    expect(rewriteGraph(rewritten).graph.nodes.map(({ op }) => op)).toEqual([
      "position",
      "constant",
      "sum",
      "multiply",
    ]);
  });

  it("turns an offset that is the same in every row into one number", () => {
    const item = repeated("poisson", { distinctNumbers: 1 });
    const graph = predictorGraph(item);
    expectSameFunction(foldConstants(graph).graph, graph);
  });
});

describe("all rewrites together", () => {
  it.each(families)("keep the density of %s", (family) => {
    const graph = predictorGraph(repeated(family, { emptyRows: true }));
    const { graph: rewritten, notes } = rewriteGraph(graph);
    expectSameFunction(rewritten, graph);
    expect(notes.at(-1)).toMatch(/^estimated time per gradient: /);
  });

  it("choose the product trick where every row is one trial", () => {
    const item = repeated("binomial", { singleTrials: true, distinctNumbers: 0 });
    expect(rewriteGraph(predictorGraph(item)).notes.join("\n")).toContain("one trial");
  });
});
