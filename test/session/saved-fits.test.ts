import { describe, expect, it } from "vitest";
import { runFile } from "../../src/session/index.js";
import { memoryHost } from "./memory-host.js";
import { runText } from "./run-text.js";

const program = `
data cells = simulate(
  cross(state = levels("s", 6), k = [1, 2, 3]),
  seed = 1, x = normal(0, 1), n = 9 + k, y = binomial(n, inverse_logit(0.4 * x))
)
model m on cells { p(y, n) ~ x + (1 | state); family = binomial() }
full = fit(m, draws = 60, tune = 60, chains = 2, seed = 1)
`.replace(";", "\n");

const questions = `
summary(full, all = true)
loo(full)
poststratify(full, people, weight = size, by = state)
variance_components(full)
posterior_predictive(full, draws = 20, seed = 4)
save(full, "again.json")
`;

const people = `
data people = simulate(cross(state = levels("s", 6)), seed = 2, x = normal(0, 1), size = 10 + 0 * x)
`;

describe("saving a fit", () => {
  it("writes the files that the ending names, and says which", async () => {
    const run = await runText(`${program}
      save(full, "out/full.csv")
      save(full, "full.json")
      save(full, "az.json", format = arviz, log_likelihood = true)
      save(full, "full.parquet")
      save(full, "full.mlmfit")
    `);
    expect(run.errors).toEqual([]);
    expect([...run.host.written.keys()]).toEqual([
      "out/full_1.csv",
      "out/full_2.csv",
      "out/full-names.csv",
      "full.json",
      "az.json",
      "full.parquet",
      "full.mlmfit",
    ]);
    expect(run.value("1")).toEqual({
      kind: "text",
      value: "saved out/full_1.csv, out/full_2.csv, out/full-names.csv",
    });
    expect(JSON.parse(run.host.written.get("full.json") ?? "")).toMatchObject({ kind: "fit" });
    expect(run.host.written.get("az.json")).toContain('"log_likelihood":');
  });

  it("refuses, before anything is fitted, a format that the ending is not of", async () => {
    const run = await runText(`${program}
      save(full, "full.csv", format = arviz)
      save(full, "full.rds")
      save(full, "full.csv", log_likelihood = true)
    `);
    expect(run.errors).toEqual([
      'file-format-unknown @ "full.csv"',
      'file-format-unknown @ "full.rds"',
      "bad-argument @ true",
    ]);
    expect(run.host.written.size).toBe(0);
  });

  it("saves nothing but fits for other programs", async () => {
    const run = await runText(`${program}
      save(cells, "cells.parquet")
      save(summary(full), "table.mlmfit")
    `);
    expect(run.errors).toEqual(["bad-argument @ cells", "bad-argument @ summary(full)"]);
  });
});

describe("a loaded fit", () => {
  it("answers as the fit that was saved, and its document is the same", async () => {
    const first = await runText(`${program}save(full, "full.mlmfit")${people}${questions}`);
    expect(first.errors).toEqual([]);
    const bytes = first.host.bytesOf("full.mlmfit") ?? new Uint8Array();
    const host = memoryHost({ "full.mlmfit": bytes });
    const text = `full = load("full.mlmfit")${people}${questions}`;
    const second = await runFile({ file: "test.mlm", text }, host, {});
    expect(second.hasErrors).toBe(false);
    const tables = (results: typeof second.results) =>
      results.filter(({ value }) => value.kind === "table").map(({ value }) => value);
    expect(tables(second.results).length).toBe(4);
    expect(tables(second.results)).toEqual(tables(first.outcome.results));
    expect(host.written.get("again.json")).toBe(first.host.written.get("again.json"));
    expect(second.trusted).toBe(first.outcome.trusted);
  });

  it("is refused, before anything is fitted, when it is no fit", async () => {
    const files = { "other.mlmfit": "a,b\n1,2\n", "torn.mlmfit": "mlmfit\r\n\u0001\0\0\0" };
    const run = await runText(
      `${program}load("other.mlmfit")\nload("torn.mlmfit")\nload("none.mlmfit")`,
      files,
    );
    expect(run.errors).toEqual([
      'not-a-saved-fit @ "other.mlmfit"',
      'saved-fit-damaged @ "torn.mlmfit"',
      'file-not-readable @ "none.mlmfit"',
    ]);
    expect(run.codes).toContain("nothing-fitted");
  });
});
