import { describe, expect, it } from "vitest";
import type { ResultTable } from "../../src/posterior/result-table.js";
import { runText } from "./run-text.js";
import type { TextRun } from "./run-text.js";

const files = {
  "people.csv":
    "id,state,age,edu,w,yes\n" +
    "p1,A,young,HS,1,1\np2,A,old,HS,2,0\np3,A,old,College,1,1\np4,B,young,College,1,0\np5,B,old,HS,1.5,1\np6,B,young,HS,1,0\n",
  "census.csv":
    "state,age,edu,N\nA,young,HS,30\nA,old,HS,20\nA,old,College,10\nB,young,HS,20\nB,old,College,15\nB,young,College,5\n",
  "cells.csv": "state,n,y\nA,500,200\nB,300,60\n",
};
const declarations = 'data people = read("people.csv")\ndata census = read("census.csv")\n';

function tableOf(run: TextRun, name: string): ResultTable {
  const value = run.value(name);
  if (value?.kind === "table") return value;
  throw new Error(`no table: ${run.errors.join("; ")}`);
}

describe("the verbs of survey weights", () => {
  it("rake a sample, estimate with its weights, describe it, and save the weights with their keys", async () => {
    const run = await runText(
      `${declarations}
raked = rake(people, census, by = [state, age:edu], weight = N, base = w, name = "raked")
classical = weighted_estimates(raked, yes, weight = raked, by = state)
beside = describe(raked, census, by = [state, age:edu], weight = N, survey_weight = raked)
save(raked, "weights.csv")
`,
      files,
    );
    expect(run.errors).toEqual([]);
    expect(run.codes).toContain("raked");
    expect(tableOf(run, "classical").rows.map(([state]) => state)).toEqual(["A", "B"]);
    const written = String(run.host.written.get("weights.csv")).trim().split("\n");
    expect(written[0]).toBe("id,state,age,edu,w,yes,raked");
    const weights = written.slice(1).map((line) => Number(line.split(",").at(-1)));
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(100, 6);
    expect(written[2]).toMatch(/^p2,A,old,HS,2,0,/u);
    for (const row of tableOf(run, "beside").rows) expect(row[8]).toBeCloseTo(0, 6);
  });

  it("poststratify weights, take margins as a list of tables, and trim", async () => {
    const run = await runText(
      `${declarations}
states = group(census, by = state, N = sum(N))
ages = group(census, by = age, N = sum(N))
one = rake(people, census, by = [state, age], weight = N, method = poststratify)
two = rake(people, [states, ages], weight = N, trim = 1.6)
joint = synthetic_joint([states, ages], weight = N)
`,
      files,
    );
    expect(run.errors).toEqual([]);
    for (const name of ["one", "two", "joint"]) expect(run.value(name)?.kind).toBe("data");
    const [note] = run.outcome.diagnostics.filter(({ message }) => message.includes("1.6 times"));
    expect(note?.code).toBe("raked");
  });

  it("draw samples that lean, from rows and from cells", async () => {
    const run = await runText(
      `${declarations}data cells = read("cells.csv")
bias = 3
few = sample(people, n = 3, weights = where(age == "old", bias, 1), seed = 1)
drawn = sample(cells, n = 50, count = n, successes = y, seed = 1)
again = sample(cells, n = 50, count = n, successes = y)
`,
      files,
    );
    expect(run.errors).toEqual([]);
    expect(run.value("few")).toMatchObject({ rowCount: 3 });
    expect(run.value("drawn")).toMatchObject({ rowCount: 2 });
    expect(run.codes).toContain("default-settings");
  });

  it("recode by records whose values a session may name", async () => {
    const run = await runText(
      `${declarations}school = "School"
data coded = recode(people, edu, {"HS": school, College: none})
`,
      files,
    );
    expect(run.errors).toEqual([]);
    const value = run.value("coded");
    expect(value?.kind === "data" && value.columns[3]).toMatchObject({ levels: ["School"] });
  });

  it("point at what is wrong with a call", async () => {
    const run = await runText(
      `${declarations}a = rake(people, census, by = [state, aeg], weight = N)
b = rake(people, census, by = [state, age + edu], weight = N)
c = rake(people, census, by = state, weight = M)
d = rake(people, [census, 3], by = state, weight = N)
e = rake(people, census, by = state, weight = N, base = www)
f = rake(people, census, by = state, weight = N, name = "id")
g = rake(people, census, by = state, weight = N, method = raking)
h = weighted_estimates(people, yess)
i = sample(people, n = 7)
j = recode(people, edu, {"Hs": "School"})
k = recode(people, edu, "School")
l = recode(people, edu, {"HS": age})
m = describe(people, census, by = [id], weight = N)
o = synthetic_joint([], weight = N)
p = rake(people, census, by = state:state, weight = N)
`,
      files,
    );
    expect(run.errors).toEqual([
      "unknown-column @ aeg",
      "bad-argument @ [state, age + edu]",
      "unknown-column @ M",
      "bad-argument @ 3",
      "unknown-column @ www",
      'bad-column-name @ "id"',
      "bad-argument @ raking",
      "unknown-column @ yess",
      "too-few-to-sample @ 7",
      'unknown-level @ "Hs"',
      'bad-argument @ "School"',
      "bad-argument @ age",
      "unknown-column @ id",
      "bad-argument @ []",
      "bad-argument @ state:state",
    ]);
  });
});
