/** A model as a plate diagram. */
import { describe, expect, it } from "vitest";
import { modelGraph } from "../../src/charts/models/model-graph.js";
import { layOutPlates } from "../../src/charts/models/plate-layout.js";
import { plates } from "../../src/charts/models/plates.js";
import { compile, frameFromColumns } from "../../src/index.js";
import { renderSvg } from "../../src/rendering/index.js";

const rows = Array.from({ length: 30 }, (_, i) => i);
const frame = frameFromColumns("d", {
  y: rows.map((i) => Math.sin(i)),
  x: rows.map((i) => Math.cos(i)),
  yes: rows.map((i) => i % 3),
  n: rows.map(() => 4),
  state: rows.map((i) => ["AK", "AL", "AZ"][i % 3]!),
  age: rows.map((i) => i % 5),
});
const cells = compile("p(yes, n) ~ x + (1 | state) + rw1(age)", frame, { family: "binomial" }).spec;
const slopes = compile("y ~ x + (x | state)", frame).spec;

describe("the graph of a model", () => {
  it("has every parameter once, and plates of the size of what is repeated", () => {
    const nodes = modelGraph(cells).map(({ name, plate }) => `${name} ${plate?.size ?? 1}`);
    expect(nodes).toEqual([
      "Intercept 1",
      "x 1",
      "sd(1|state) 1",
      "1|state 3",
      "sd(rw1(age)) 1",
      "rw1(age) 5",
      "p 30",
      "p(yes, n) 30",
    ]);
  });

  it("draws correlated slopes from their sds and their correlation", () => {
    const nodes = modelGraph(slopes);
    const effect = nodes.find(({ role }) => role === "effect");
    expect(effect?.parents.map((id) => nodes[id]?.name)).toEqual([
      "sd(1|state)",
      "sd(x|state)",
      "cor(1 + x|state)",
    ]);
    expect(nodes.at(-1)?.parents.map((id) => nodes[id]?.name)).toEqual(["mu", "sigma"]);
  });
});

describe("the layout of plates", () => {
  it("lays no two nodes over each other, and every plate around its nodes only", () => {
    for (const spec of [cells, slopes]) {
      const { nodes, plates: boxes, width, height } = layOutPlates(modelGraph(spec));
      for (const [at, a] of nodes.entries())
        for (const b of nodes.slice(at + 1))
          expect(a.y !== b.y || Math.abs(a.x - b.x) >= (a.width + b.width) / 2).toBe(true);
      for (const { left, right, top, bottom } of boxes) {
        expect([left > 0, right < width, top > 0, bottom < height]).toEqual([
          true,
          true,
          true,
          true,
        ]);
        const inside = nodes.filter(({ x, y }) => x > left && x < right && y > top && y < bottom);
        expect(inside.every(({ node }) => node.plate !== undefined)).toBe(true);
      }
    }
  });

  it("ends every arrow at the edge of its target", () => {
    const { arrows, nodes } = layOutPlates(modelGraph(slopes));
    expect(arrows).toHaveLength(
      modelGraph(slopes).reduce((sum, { parents }) => sum + parents.length, 0),
    );
    for (const { x2, y2 } of arrows)
      expect(
        nodes.some(({ x, y, width }) => Math.abs(x - x2) <= width / 2 && Math.abs(y - y2) <= 20),
      ).toBe(true);
  });
});

describe("a chart of plates", () => {
  it("shows names and distributions, and says in a terminal what depends on what", async () => {
    const chart = plates.draw(cells);
    const svg = await renderSvg(chart);
    expect(svg).toContain("state × 3");
    expect(svg).toContain("rows × 30");
    expect(svg).not.toMatch(/NaN|undefined/u);
    expect(chart.text).toContain("1|state [state × 3] ~ Normal(0, sd) from sd(1|state)");
    expect(chart.text.split("\n").every((line) => line.length <= 80)).toBe(true);
  });
});
