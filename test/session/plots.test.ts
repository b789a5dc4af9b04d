/** The verb `plot` in programs: what it takes, what it refuses before anything is fitted, what save writes. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { documentToJson } from "../../src/report/index.js";
import { schemaProblems } from "../report/json-schema.js";
import { memoryHost } from "./memory-host.js";
import { runText } from "./run-text.js";

const program = `
data cells = simulate(
  cross(state = levels("s", 6), k = [1, 2, 3]),
  seed = 1, x = normal(0, 1), n = 9 + k, y = binomial(n, inverse_logit(0.4 * x))
)
model m on cells {
  p(y, n) ~ x + (1 | state)
  family = binomial
}
model flat on cells {
  y ~ x
}
full = fit(m, draws = 60, tune = 60, chains = 2, seed = 1)
quick = fit(m, engine = inla)
line = fit(flat, engine = inla)
estimates = poststratify(quick, cells, weight = n, by = state)
truth = group(cells, by = state, truth = sum(y) / sum(n))
`;

const chartOf = (value: unknown): { readonly name: string; readonly text: string } => {
  const { kind } = value as { readonly kind: string };
  expect(kind).toBe("chart");
  return value as { readonly name: string; readonly text: string };
};

describe("plot", () => {
  it("chooses the kind that suits its values, and takes another one", async () => {
    const run = await runText(`${program}
      plot(full)
      plot(quick, line)
      plot(quick, full)
      plot(estimates)
      plot(estimates, truth)
      plot(compare(quick, full, criterion = waic))
      plot(full, kind = caterpillar, term = "1|state", interval = 0.5)
    `);
    expect(run.errors).toEqual([]);
    const names = ["1", "2", "3", "4", "5", "6", "7"].map((name) => chartOf(run.value(name)).name);
    expect(names).toEqual([
      "forest",
      "forest",
      "density",
      "areas",
      "accuracy",
      "compare",
      "caterpillar",
    ]);
    expect(chartOf(run.value("7")).text).toContain("50 % highest-density interval");
  });

  it("is refused, before anything is fitted, where the model cannot be drawn so", async () => {
    const run = await runText(`${program}
      plot(line, kind = odds_ratios)
      plot(line, kind = caterpillar)
      plot(full, kind = map)
      plot(full, kind = forrest)
      plot(cells)
      plot(full, parameters = ["sigma"])
      plot(full, kind = effects, term = "1|county")
    `);
    expect(run.errors).toEqual([
      "bad-argument @ odds_ratios",
      "bad-argument @ caterpillar",
      "bad-argument @ map",
      "bad-argument @ forrest",
      "bad-argument @ cells",
      'bad-argument @ ["sigma"]',
      'bad-argument @ "1|county"',
    ]);
    expect(run.codes).toContain("nothing-fitted");
  });

  it("is refused for values that make no picture, each at its place", async () => {
    const run = await runText(`${program}
      plot(quick, kind = trace)
      plot(estimates, quick)
      plot(full, quick, kind = trace)
      plot(summary(full))
      plot(estimates, kind = map)
    `);
    expect(run.errors).toEqual([
      "bad-argument @ trace",
      "bad-argument @ estimates, quick",
      "bad-argument @ full, quick",
      "bad-argument @ summary(full)",
      "bad-argument @ map",
    ]);
  });

  it("is valid in the document of results", async () => {
    const { outcome } = await runText(`${program}\nplot(full)`);
    const document = documentToJson({ ...outcome, version: "0" });
    const schema = JSON.parse(readFileSync("docs/mlm-output.schema.json", "utf8")) as object;
    expect(schemaProblems(schema as never, document)).toEqual([]);
  });
});

describe("saving a chart", () => {
  it("writes SVG, a page, Vega-Lite, its numbers and its text", async () => {
    const run = await runText(`${program}
      chart = plot(full)
      save(chart, "out/x.svg")
      save(chart, "out/x.html")
      save(chart, "out/x.json")
      save(chart, "out/x.csv")
      save(chart, "out/x.txt")
    `);
    expect(run.errors).toEqual([]);
    const written = (file: string): string => run.host.written.get(`out/${file}`) ?? "";
    expect(written("x.svg")).toMatch(/^<svg /u);
    expect(written("x.html")).toMatch(/^<!doctype html>/u);
    expect(JSON.parse(written("x.json"))).toMatchObject({
      $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    });
    expect(written("x.csv")).toMatch(/^parameter,median,lower,upper\nIntercept,/u);
    expect(written("x.txt")).toContain("median, quartiles and 94 %");
  });

  it("is for charts alone, and PNG only where something makes it", async () => {
    const run = await runText(`${program}
      save(cells, "cells.svg")
      save(plot(full), "full.parquet")
      save(plot(full), "full.png")
    `);
    expect(run.errors).toEqual(["bad-argument @ cells"]);
    expect(run.codes).toContain("nothing-fitted");
    const second = await runText(`${program}
      save(plot(full), "full.parquet")
      save(plot(full), "full.png")
    `);
    expect(second.errors).toEqual(["bad-argument @ plot(full)", 'bad-argument @ "full.png"']);
  });

  it("leaves PNG to the host", async () => {
    const { runFile } = await import("../../src/session/index.js");
    const host = { ...memoryHost(), rasterise: () => Promise.resolve(new Uint8Array([1, 2])) };
    const text = `${program}save(plot(full), "full.png")`;
    const outcome = await runFile({ file: "test.mlm", text }, host, {});
    expect(outcome.hasErrors).toBe(false);
    expect(host.bytesOf("full.png")).toEqual(new Uint8Array([1, 2]));
  });
});
