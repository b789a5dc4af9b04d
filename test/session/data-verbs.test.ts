import { describe, expect, it } from "vitest";
import { frameToCsv } from "../../src/report/index.js";
import { runText } from "./run-text.js";
import type { TextRun } from "./run-text.js";

const files = {
  "cells.csv": "state,n,y\nA,4,1\nA,6,3\nB,10,5\n",
  "states.csv": "state,vote\nA,0.4\nB,0.6\n",
};
const declarations = 'data cells = read("cells.csv")\ndata states = read("states.csv")\n';

function csvOf(run: TextRun, name: string): string {
  const value = run.value(name);
  return value?.kind === "data" ? frameToCsv(value) : `not data: ${run.errors.join("; ")}`;
}

describe("verbs on data", () => {
  it("join, group, filter and derive as values and as sources", async () => {
    const run = await runText(
      `${declarations}data both = join(cells, states, by = state)
totals = group(cells, by = state, share = sum(y) / sum(n))
few = filter(cells, n < 10)
more = derive(states, double = 2 * vote, half = double / 4)
`,
      files,
    );
    expect(run.errors).toEqual([]);
    expect(csvOf(run, "both")).toBe("state,n,y,vote\nA,4,1,0.4\nA,6,3,0.4\nB,10,5,0.6\n");
    expect(csvOf(run, "totals")).toBe("state,share\nA,0.4\nB,0.5\n");
    expect(csvOf(run, "few")).toBe("state,n,y\nA,4,1\nA,6,3\n");
    expect(csvOf(run, "more")).toBe("state,vote,double,half\nA,0.4,0.8,0.2\nB,0.6,1.2,0.3\n");
  });

  it("sort rows, and group without keys or by all combinations", async () => {
    const run = await runText(
      `${declarations}most = sort(cells, by = y, descending = true)
all = group(cells, n = sum(n), rows = count())
every = group(cells, by = [state, n], complete = true, y = sum(y))
`,
      files,
    );
    expect(run.errors).toEqual([]);
    expect(csvOf(run, "most")).toBe("state,n,y\nB,10,5\nA,6,3\nA,4,1\n");
    expect(csvOf(run, "all")).toBe("n,rows\n20,3\n");
    expect(csvOf(run, "every")).toBe("state,n,y\nA,4,1\nA,6,3\nA,10,0\nB,4,0\nB,6,0\nB,10,5\n");
  });

  it("use the session's numbers in column expressions, where no column has the name", async () => {
    const run = await runText(
      `${declarations}limit = 5\nn = 0\nfew = filter(cells, n < limit)\n`,
      files,
    );
    expect(csvOf(run, "few")).toBe("state,n,y\nA,4,1\n");
  });

  it("read columns as the declaration says", async () => {
    const run = await runText('data d = read("d.csv") { code: factor("2", "1") }\n', {
      "d.csv": "code\n1\n2\n",
    });
    const value = run.value("d");
    expect(value?.kind === "data" && value.columns[0]).toMatchObject({
      kind: "factor",
      levels: ["2", "1"],
    });
  });

  it("point at what is wrong with a call", async () => {
    const run = await runText(
      `${declarations}a = join(cells, states, by = stat)
b = filter(cells, m > 1)
c = group(1, by = state)
d = read(5)
e = read("cells.xlsx")
f = read("cells.docx")
g = simulate(seed = 1, x = normal(0, 1))
h = simulate(rows = 1.5, seed = 1)
i = simulate(rows = 2, seed = -1)
`,
      files,
    );
    expect(run.errors).toEqual([
      "unknown-column @ stat",
      "unknown-column @ m",
      "bad-argument @ 1",
      "bad-argument @ 5",
      'not-in-this-version @ "cells.xlsx"',
      'file-format-unknown @ "cells.docx"',
      "bad-argument @ simulate",
      "bad-argument @ 1.5",
      "bad-argument @ -1",
    ]);
  });

  it("make the same data from the same seed, and other data from another", async () => {
    const text = "data d = simulate(rows = 3, seed = seed, x = normal(0, 1))\nseed = 1\n";
    const [one, again, two] = await Promise.all(
      ["1", "1", "2"].map((seed) => runText(text.replace("seed = seed", `seed = ${seed}`))),
    );
    expect(csvOf(one!, "d")).toBe(csvOf(again!, "d"));
    expect(csvOf(one!, "d")).not.toBe(csvOf(two!, "d"));
  });

  it("say which seed was used when none was given", async () => {
    const { outcome } = await runText("data d = simulate(rows = 3, x = normal(0, 1))\n");
    expect(outcome.diagnostics[0]).toMatchObject({ code: "default-settings", severity: "note" });
    expect(outcome.diagnostics[0]?.message).toContain("seed = 1");
  });

  it("refuse a declaration of data that is something else", async () => {
    const run = await runText(
      "a = 1\ndata d = a\nmodel m on a { y ~ x }\nmodel k on e { y ~ x }\n",
    );
    expect(run.errors).toEqual(["not-data @ d", "not-data @ a", "unknown-name @ e"]);
  });
});
