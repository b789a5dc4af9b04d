/** The builder refuses shapes that do not fit; graphs and plans print so that a person can read them. */
import { describe, expect, it } from "vitest";
import {
  blockRows,
  openGraphBuilder,
  planGraph,
  printGraph,
  printPlan,
  rewriteGraph,
} from "../../src/graph/index.js";
import { predictorGraph } from "./predictor-graphs.js";

describe("the builder", () => {
  it("refuses to add vectors of different lengths", () => {
    const builder = openGraphBuilder(5);
    const left = builder.add("slice", [0], { start: 0, length: 2 });
    const right = builder.add("slice", [0], { start: 2, length: 3 });
    expect(() => builder.add("add", [left, right], {})).toThrow("add: shapes 2 and 3 differ");
  });

  it("refuses to mix values per row with small vectors", () => {
    const builder = openGraphBuilder(3);
    const rows = builder.add("constant", [], { values: new Float64Array(3), rows: true });
    expect(() => builder.add("add", [0, rows], {})).toThrow("3 and 3 rows differ");
  });

  it("refuses slices beyond the end, unknown inputs and outputs that are no scalars", () => {
    const builder = openGraphBuilder(3);
    expect(() => builder.add("slice", [0], { start: 2, length: 2 })).toThrow();
    expect(() => builder.add("exp", [7], {})).toThrow("node 7 does not exist");
    expect(() => builder.finish(0)).toThrow("scalar");
  });

  it("refuses a likelihood without its auxiliary parameter", () => {
    const builder = openGraphBuilder(1);
    const eta = builder.add("constant", [], { values: new Float64Array(2), rows: true });
    const statistics = [1, 2, 3].map(() => new Float64Array(2));
    const attributes = { family: "gaussian", link: "identity", statistics, constant: 0 } as const;
    expect(() => builder.add("likelihood", [eta], attributes)).toThrow("do not fit");
  });

  it("refuses names that are not as many as the values", () => {
    const builder = openGraphBuilder(2);
    expect(() => builder.report(0, [])).toThrow("0 names for 2 values");
  });
});

describe("printing", () => {
  const graph = predictorGraph({
    family: "binomial",
    link: "logit",
    rowCount: 3000,
    distinctNumbers: 2,
    emptyRows: true,
  });

  it("shows one line for each node of a graph, with its label and shape", () => {
    const lines = printGraph(graph).split("\n");
    expect(lines.find((line) => line.includes("1|g"))).toMatch(
      /^%\d+ = gather %\d+ · 1\|g, 3000 entries \[3000 rows\]$/,
    );
    expect(lines.some((line) => /^log density: %\d+$/.test(line))).toBe(true);
  });

  it("shows what the rewrites did to a plan and which kernels run", () => {
    const { graph: rewritten, notes } = rewriteGraph(graph);
    const text = printPlan(planGraph(rewritten, notes));
    expect(text).toContain("rows without information dropped: 3000 → 2000 rows");
    expect(text).toContain("identical rows merged: 2000 → ");
    expect(text).toMatch(/estimated time per gradient: [\d.]+ µs → [\d.]+ µs/);
    expect(text).toMatch(/binomial_logit +y/);
  });
});

describe("a plan", () => {
  const plan = planGraph(
    predictorGraph({ family: "gaussian", link: "log", rowCount: 1201, distinctNumbers: 0 }),
  );

  it("places every buffer and every column on a border of 64 bytes, inside its region", () => {
    for (const { value, adjoint, size } of plan.buffers) {
      expect([value % 64, adjoint % 64]).toEqual([0, 0]);
      expect(Math.max(value, adjoint) + 8 * size).toBeLessThanOrEqual(plan.privateBytes);
    }
    for (const { offset, values } of plan.data) {
      expect(offset % 64).toBe(0);
      expect(offset + values.byteLength).toBeLessThanOrEqual(plan.dataBytes);
    }
  });

  it("holds no small node with one entry per row", () => {
    expect(plan.graph.nodes.every(({ shape }) => !shape.rows)).toBe(true);
    expect(plan.blockPrograms.map(({ rowCount }) => rowCount)).toEqual([1201]);
    expect(blockRows).toBe(512);
  });

  it("can be sent to a worker as it is", () => {
    expect(structuredClone(plan)).toEqual(plan);
  });

  it("refuses a likelihood whose weight in the density is not one", () => {
    const graph = predictorGraph({
      family: "poisson",
      link: "log",
      rowCount: 10,
      distinctNumbers: 0,
    });
    const nodes = [...graph.nodes];
    const scaled = {
      id: nodes.length,
      op: "affine" as const,
      inputs: [graph.output],
      attributes: { scale: 2, shift: 0 },
      shape: { size: 1, rows: false },
    };
    const doubled = { ...graph, nodes: [...nodes, scaled], output: scaled.id };
    expect(() => planGraph(doubled)).toThrow("must be an addend");
  });
});
