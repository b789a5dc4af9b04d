/** `sql(...)`: data by a query over the data above, in a database that can reach nothing else. */
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nodeHost } from "../../src/node/index.js";
import { inProcessRunner } from "../../src/posterior/index.js";
import { runFile } from "../../src/session/index.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mlm-sql-"));
});
afterAll(() => rm(folder, { recursive: true }));

const declarations = `
data cells = simulate(cross(state = ["TX", "AL"], edu = ["HS", "No HS", "College"]), seed = 1, n = 10 + 0 * poisson(1), y = binomial(n, 0.4))
data states = simulate(cross(state = ["AL", "TX"]), seed = 1, vote = 0.6 * (state == "AL"))
`;

async function runText(text: string) {
  const host = nodeHost({ folder, runner: inProcessRunner });
  const file = { file: "a.mlm", text: declarations + text };
  const outcome = await runFile(file, host);
  const place = (start: number, end: number): string => file.text.slice(start, end);
  return {
    value: (name: string) => outcome.results.find((result) => result.name === name)?.value,
    errors: outcome.diagnostics
      .filter(({ severity }) => severity === "error")
      .map(({ code, span }) => `${code} @ ${span ? place(span.start, span.end) : ""}`),
  };
}

describe("sql", () => {
  it("joins and sums data under their names, and keeps the order of levels", async () => {
    const run = await runText(
      `data d = sql("SELECT c.state, edu, vote, sum(n) AS n FROM cells c JOIN states s ON c.state = s.state GROUP BY ALL ORDER BY c.state, edu")\n`,
    );
    expect(run.errors).toEqual([]);
    const frame = run.value("d");
    expect(frame?.kind === "data" && frame.columns).toMatchObject([
      { kind: "factor", levels: ["TX", "AL"], codes: Int32Array.from([1, 1, 1, 0, 0, 0]) },
      { kind: "factor", levels: ["HS", "No HS", "College"] },
      { kind: "numeric", values: Float64Array.from([0.6, 0.6, 0.6, 0, 0, 0]) },
      { kind: "numeric", values: new Float64Array(6).fill(10) },
    ]);
  });

  it("joins by USING, and keeps rows without a partner", async () => {
    const run = await runText(
      `data few = filter(states, state == "AL")
data d = sql("SELECT state, edu, coalesce(vote, 0) AS vote FROM cells LEFT JOIN few USING (state) ORDER BY state, edu")\n`,
    );
    expect(run.errors).toEqual([]);
    const frame = run.value("d");
    expect(frame?.kind === "data" && frame.columns[2]).toMatchObject({
      values: Float64Array.from([0.6, 0.6, 0.6, 0, 0, 0]),
    });
  });

  it("points at the word that the database does not understand", async () => {
    const run = await runText(`
data a = sql("SELECT nn FROM cells")
data b = sql("SELECT n FROM cell")
data c = sql("SELEC n FROM cells")
`);
    expect(run.errors).toEqual(["bad-query @ nn", "bad-query @ cell", "bad-query @ SELEC"]);
  });

  it.each([
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM glob('/*')",
    "COPY cells TO 'x.csv'",
    "SELECT * FROM cells; DROP TABLE cells",
    "SET enable_external_access = true",
    "ATTACH 'x.db'",
    "INSTALL httpfs",
    "EXPORT DATABASE 'x'",
  ])("refuses to reach outside: %s", async (query) => {
    const run = await runText(`data d = sql("${query}")\n`);
    expect(run.errors).toHaveLength(1);
    expect(await readdir(folder)).toEqual([]);
  });

  it("is stopped by the signal of the run, and says that it was", async () => {
    const host = nodeHost({ folder, runner: inProcessRunner });
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 300);
    const outcome = await runFile(
      { file: "a.mlm", text: 'data d = sql("SELECT count(*) AS n FROM range(10000000000000)")\n' },
      host,
      { openSignal: () => stop.signal },
    );
    expect(outcome.diagnostics.map(({ code }) => code)).toEqual(["bad-query"]);
    expect(outcome.diagnostics[0]?.message).toMatch(/interrupt/iu);
  }, 20_000);

  it("takes types of columns, as a file does", async () => {
    const run = await runText('data d = sql("SELECT n, edu FROM cells") { n: factor }\n');
    const frame = run.value("d");
    expect(frame?.kind === "data" && frame.columns[0]).toMatchObject({
      kind: "factor",
      levels: ["10"],
    });
  });
});
