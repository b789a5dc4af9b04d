/** Poststratified areas whose effects are structured: areas without respondents borrow from their neighbours. */
import { describe, expect, it } from "vitest";
import {
  compile,
  fit,
  frameFromColumns,
  poststratify,
  type NeighbourGraph,
} from "../../../src/index.js";

/** Nine areas in a row; nobody answered in e, whose neighbours d and f differ from its far ends. */
const names = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
const line: NeighbourGraph = {
  kind: "graph",
  name: "line",
  nodes: names,
  neighbours: names.map((_, i) =>
    Int32Array.from([i - 1, i + 1].filter((j) => j >= 0 && j < names.length)),
  ),
};
const asked = names.filter((name) => name !== "e");
const agreed = [8, 12, 17, 24, 35, 38, 41, 45];
const cells = frameFromColumns("cells", { area: asked, n: asked.map(() => 50), yes: agreed });
const census = frameFromColumns("census", { area: names, people: names.map(() => 1000) });

function estimatesOf(areas: Awaited<ReturnType<typeof fit>>) {
  const { table } = poststratify(areas, census, { by: "area", weight: "people", interval: 0.9 });
  const at = (name: string): number => table.columns.findIndex((column) => column.name === name);
  return new Map(
    table.rows.map((row) => [
      row[at("area")] as string,
      { mean: row[at("mean")] as number, sd: row[at("sd")] as number },
    ]),
  );
}

describe("poststratified areas with a structured effect", () => {
  const model = compile("p(yes, n) ~ 1 + bym2(area, graph = line)", cells, {
    family: "binomial",
    graphs: { line },
    priors: { "phi(bym2(area))": "Beta(9, 1)" },
  });

  it("are those of NUTS by either engine, also where nobody was asked", async () => {
    const approximate = estimatesOf(await fit(model, { engine: "inla" }));
    const sampled = estimatesOf(await fit(model, { draws: 1500, target_accept: 0.9, seed: 4 }));
    for (const name of names) {
      const [ours, theirs] = [approximate.get(name)!, sampled.get(name)!];
      // .1 sd, and four Monte Carlo errors of some 3,000 effective draws; the seed is fixed.
      expect(Math.abs(ours.mean - theirs.mean), name).toBeLessThan(0.17 * theirs.sd);
      expect(Math.abs(ours.sd / theirs.sd - 1), name).toBeLessThan(0.15);
    }
    const [d, e, f] = ["d", "e", "f"].map((name) => approximate.get(name)!);
    expect(e!.mean).toBeGreaterThan(d!.mean);
    expect(e!.mean).toBeLessThan(f!.mean);
    expect(e!.sd).toBeGreaterThan(d!.sd);
  }, 30_000);
});
