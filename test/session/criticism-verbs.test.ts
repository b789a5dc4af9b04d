/** Questions to a fit about its own data, in a program and in the library. */
import { beforeAll, describe, expect, it } from "vitest";
import {
  check,
  compile,
  fit,
  frameFromColumns,
  influence,
  loo,
  looPit,
  ModelError,
  posteriorPredictive,
  priorPredictive,
  residuals,
  sensitivity,
  shrinkage,
  waic,
  type Posterior,
  type ResultTable,
} from "../../src/index.js";
import { openStream, sampleBinomial } from "../../src/math/index.js";
import { remedyOf } from "../../src/posterior/criticism/remedies.js";
import { runText, type TextRun } from "./run-text.js";

const random = openStream(9, "cells");
const cells = Array.from({ length: 60 }, (_, i) => {
  const n = 5 + (i % 4);
  const g = `g${i % 6}`;
  return { g, x: (i % 10) / 5 - 1, n, y: sampleBinomial(n, 0.3 + 0.05 * (i % 6), random) };
});
const csv = ["g,x,n,y", ...cells.map(({ g, x, n, y }) => `${g},${x},${n},${y}`)].join("\n");
const frame = frameFromColumns("cells", {
  g: cells.map(({ g }) => g),
  x: cells.map(({ x }) => x),
  n: cells.map(({ n }) => n),
  y: cells.map(({ y }) => y),
});

const program = (engine: string): string => `
data cells = read("cells.csv")
model m on cells {
  p(y, n) ~ x + (1 | g)
  family = binomial
}
f = fit(m, engine = ${engine}, seed = 2)
groups = posterior_predictive(f, by = g, seed = 1)
counts = posterior_predictive(f, kind = bars, by = g, draws = 50, seed = 1)
before = prior_predictive(m, kind = density, draws = 50, seed = 1)
pit = loo_pit(f)
leaning = influence(f)
left = residuals(f)
binned = residuals(f, kind = response, bins = 6)
pulled = shrinkage(f, by = g)
moved = sensitivity(f)
checked = check(f)
`;

const names = [
  "groups",
  "counts",
  "before",
  "pit",
  "leaning",
  "left",
  "binned",
  "pulled",
  "moved",
  "checked",
];

describe("criticism in a program", () => {
  for (const engine of ["nuts", "inla", "inla, correct = true", "advi"])
    it(`answers tables with charts for a fit by ${engine}`, async () => {
      const run = await runText(program(engine), { "cells.csv": csv });
      expect(run.errors).toEqual([]);
      for (const name of names) {
        const table = run.value(name) as ResultTable;
        expect(table.kind, name).toBe("table");
        expect(table.rows.length, name).toBeGreaterThan(0);
        for (const row of table.rows) expect(row.length).toBe(table.columns.length);
        if (name === "checked") continue;
        const columns = table.columns.map((column) => column.name);
        const { x, y } = table.chart!;
        expect(columns, name).toContain(x);
        expect(columns, name).toContain(y);
      }
    });

  it("points at columns that the data do not have and at kinds that the family cannot have", async () => {
    const bad = async (line: string): Promise<TextRun["errors"]> =>
      (
        await runText(
          `data cells = read("cells.csv")\nmodel m on cells {\n  x ~ 1 + (1 | g)\n}\nf = fit(m, engine = inla)\n${line}\n`,
          { "cells.csv": csv },
        )
      ).errors;
    expect(await bad("posterior_predictive(f, by = gg)")).toEqual(["unknown-column @ gg"]);
    expect(await bad("shrinkage(f, by = [g, h])")).toEqual(["unknown-column @ h"]);
    expect(await bad("posterior_predictive(f, kind = bars)")).toEqual(["bad-argument @ bars"]);
    expect(await bad("prior_predictive(m, kind = rootogram)")).toEqual([
      "bad-argument @ rootogram",
    ]);
    const beta = `data cells = read("cells.csv")\nd = derive(cells, share = (y + 0.5) / (n + 1))\nmodel m on d {\n  share ~ 1\n  family = beta\n}\nf = fit(m, engine = inla)\nresiduals(f, kind = deviance)\n`;
    const run = await runText(beta, { "cells.csv": csv });
    expect(run.errors).toEqual(["bad-argument @ deviance"]);
  });
});

describe("criticism in the library", () => {
  let posterior: Posterior;
  beforeAll(async () => {
    posterior = await fit(compile("p(y, n) ~ x + (1 | g)", frame, { family: "binomial" }), {
      engine: "inla",
      seed: 2,
    });
  });

  it("asks the questions of the language by the same words, with its answers", async () => {
    const run = await runText(program("inla"), { "cells.csv": csv });
    const sameRows = (name: string, table: ResultTable): void =>
      expect(table.rows, name).toEqual((run.value(name) as ResultTable).rows);
    sameRows("groups", posteriorPredictive(posterior, { by: "g" }).table);
    sameRows("counts", posteriorPredictive(posterior, { kind: "bars", by: "g", draws: 50 }).table);
    sameRows("before", priorPredictive(posterior.model, { kind: "density", draws: 50 }).table);
    sameRows("pit", looPit(posterior));
    sameRows("leaning", influence(posterior));
    sameRows("left", residuals(posterior));
    sameRows("binned", residuals(posterior, { kind: "response", bins: 6 }));
    sameRows("pulled", shrinkage(posterior, { by: "g" }));
    sameRows("moved", sensitivity(posterior).table);
    sameRows("checked", check(posterior));
    expect(loo(posterior).elpd.length).toBe(60);
    expect(waic(posterior).table.rows[0]![0]).toBe("elpd_waic");
  });

  it("throws for columns that are not there, with the nearest one", () => {
    expect(() => shrinkage(posterior, { by: "G" })).toThrow(ModelError);
    expect(() => posteriorPredictive(posterior, { by: "gg" })).toThrow("did you mean `g`?");
  });
});

describe("the table of every diagnostic", () => {
  it("has a remedy for each line that can be bad, and tells it where one is", async () => {
    // Three far values that a normal does not make, and a prior that knows better than the data.
    const y = [...Array.from({ length: 80 }, () => random.normal()), 12, 14, 16];
    const model = compile("y ~ 1", frameFromColumns("far", { y }), {
      family: "gaussian",
      priors: { Intercept: "Normal(3, 0.2)" },
    });
    for (const engine of ["nuts", "inla", "advi"] as const) {
      const { rows } = check(await fit(model, { engine, seed: 1 }));
      for (const [diagnostic, , threshold, verdict, , remedy] of rows) {
        const flagged = verdict === "look" || verdict === "bad";
        expect(remedy !== "", `${diagnostic}`).toBe(flagged);
        // What a prior weighs is no fault.
        if (threshold !== "" && diagnostic !== "prior sensitivity")
          expect(remedyOf(`${diagnostic}`), `${diagnostic}`).not.toBe("");
      }
      const verdictOf = (name: string): unknown => rows.find(([first]) => first === name)![3];
      expect(verdictOf("predictive p, most extreme")).toBe("look");
      expect(verdictOf("prior-data conflicts")).toBe("look");
    }
  });
});
