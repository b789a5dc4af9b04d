import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { documentToJson, renderValue } from "../../src/report/index.js";
import { schemaProblems } from "../report/json-schema.js";
import { runText } from "./run-text.js";
import type { TextRun } from "./run-text.js";

const schema = JSON.parse(readFileSync("docs/mlm-output.schema.json", "utf8")) as Record<
  string,
  unknown
>;

const program = `
seed = 3
data cells = simulate(
  cross(state = levels("s", 8), male = [-0.5, 0.5], k = [1, 2, 3]),
  seed = seed,
  people = 100 * k,
  truth = inverse_logit(0.3 * male + each(state, normal(0, 0.6))),
  n = 12 * (state != "s8"),
  y = binomial(n, truth)
)
model m on cells {
  p(y, n) ~ male + (1 | state)
  family = binomial(link = "logit")
  prior sd ~ HalfNormal(1)
}
priors(m)
prior_predictive(m, draws = 20, seed = 1)
full = fit(m, draws = 150, tune = 150, chains = 2, seed = seed, target_accept = 0.9)
summary(full)
summary(full, all = true)
posterior_predictive(full, draws = 20, seed = 1)
estimates = poststratify(full, cells, weight = people, by = state)
nation = poststratify(full, cells, weight = people)
known = group(cells, by = state, truth = sum(people * truth) / sum(people))
score(estimates, known, by = state)
align(m, cells, weight = people, by = state)
show(m)
show(m, stage = design)
save(estimates, "estimates.csv")
save(full, "full.json")
save(summary(full), "summary.txt")
better = filter(estimates, mean > 0.5)
full
`;

describe("a program with a fit", () => {
  let run: TextRun;
  beforeAll(async () => {
    run = await runText(program);
  });

  it("runs without errors and answers every statement", () => {
    expect(run.errors).toEqual([]);
    const kinds = run.outcome.results.map(({ name, value }) => `${name} ${value.kind}`);
    expect(kinds.join(", ")).toBe(
      "seed number, cells data, m model, 1 table, 2 table, full fit, 3 table, 4 table, 5 table, " +
        "estimates estimates, nation estimates, known data, 6 table, 7 table, 8 chart, 9 text, " +
        "10 text, 11 text, 12 text, better data",
    );
    expect(run.outcome.seed).toBe(3);
  });

  it("gives a document that the schema describes", () => {
    const json: unknown = JSON.parse(
      JSON.stringify(documentToJson({ ...run.outcome, version: "0.0.0" })),
    );
    expect(schemaProblems(schema, json)).toEqual([]);
    expect(json).toMatchObject({
      file: "test.mlm",
      seed: 3,
      results: {
        full: {
          kind: "fit",
          model: "m",
          engine: "nuts",
          n_obs: 48,
          settings: { draws: 150, tune: 150, chains: 2, target_accept: 0.9, seed: 3 },
        },
        estimates: { kind: "table" },
      },
    });
  });

  it("has a schema that would notice a wrong document", () => {
    const json = documentToJson({ ...run.outcome, version: "0.0.0" }) as Record<string, unknown>;
    expect(schemaProblems(schema, { ...json, seed: "three" })).toEqual([
      "$.seed is not integer,null",
    ]);
    expect(schemaProblems(schema, { ...json, extra: 1 })).toEqual(["$ has an unknown extra"]);
  });

  it("lists every parameter in the document but only counts group effects in the summary", () => {
    const shown = run.value("3");
    const all = run.value("4");
    const names = (value = shown): unknown[] =>
      value?.kind === "table" ? value.rows.map(([name]) => name) : [];
    expect(names()).toEqual(["Intercept", "male", "sd(1|state)"]);
    expect(names(all)).toHaveLength(11);
    expect(shown?.kind === "table" && shown.notes).toEqual([
      "8 group effects not shown; summary(fit, all = true) shows them",
      "in coordinates of a Laplace fit that follow the scales level by level",
      "by trajectories of a quarter period; trajectory = u_turn has those of NUTS",
    ]);
  });

  it("prints a summary within 80 columns", () => {
    const value = run.value("full");
    const lines = value === undefined ? [] : renderValue(value).split("\n");
    expect(lines[0]).toMatch(/^HMC: 2 chains of 150 draws after 150 tuning, seed 3, /u);
    expect(lines.some((line) => line.includes("hdi_3%") && line.includes("r_hat"))).toBe(true);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it("writes what was saved, and only that", () => {
    expect([...run.host.written.keys()]).toEqual(["estimates.csv", "full.json", "summary.txt"]);
    expect(run.host.written.get("estimates.csv")?.split("\n")[0]).toMatch(
      /^state,population,mean,/u,
    );
  });

  it("says that a state has no respondents", () => {
    const messages = run.outcome.diagnostics.map(({ message }) => message).join("\n");
    expect(messages).toContain("area without respondents, by `state`: `s8`");
  });

  it("tells of the fit's start, progress and end", () => {
    const kinds = new Set(run.events.map(({ kind }) => kind));
    for (const kind of ["declared", "shown", "fit-started", "fit-progress", "fit-ended"])
      expect(kinds).toContain(kind);
  });
});

describe("fits", () => {
  const small = 'data d = read("d.csv")\nmodel m on d { y ~ x }\n';
  const files = { "d.csv": "y,x\n1,2\n2,3\n3,5\n4,4\n5,7\n6,6\n" };

  it("use NUTS and say so when no engine and no seed is given", async () => {
    const { outcome, value } = await runText(`${small}f = fit(m, draws = 20, tune = 20)\n`, files);
    expect(value("f")).toMatchObject({ kind: "fit", engine: "nuts", settings: { seed: 1 } });
    const note = outcome.diagnostics.find(({ code }) => code === "default-settings");
    expect(note?.message).toContain("engine = nuts, seed = 1");
  });

  it("take the engine bare or quoted", async () => {
    for (const engine of ["nuts", '"nuts"', "'nuts'"]) {
      const text = `${small}f = fit(m, engine = ${engine}, draws = 20, tune = 20, seed = 1)\n`;
      expect((await runText(text, files)).value("f")?.kind).toBe("fit");
    }
  });

  it("are not begun while a program is only checked, yet what uses them is checked", async () => {
    const text = `${small}f = fit(m)
a = poststratify(f, d, weight = pop)
e = poststratify(f, d, weight = x, by = y)
score(e, d, by = z)
save(e, "e.doc")
summary(e)
`;
    const { errors, events, value } = await runText(text, files, { checkOnly: true });
    expect(errors).toEqual([
      "unknown-column @ pop",
      "unknown-column @ z",
      'file-format-unknown @ "e.doc"',
      "bad-argument @ e",
    ]);
    expect(value("f")).toBeUndefined();
    expect(events.some(({ kind }) => kind === "fit-started")).toBe(false);
  });

  it("refuse settings that have no meaning, at the setting", async () => {
    const { errors } = await runText(
      `${small}a = fit(m, draws = 0)\nb = fit(m, target_accept = 1)\nc = fit(m, seed = 1.5)\nd2 = fit(m, chains = "2")\n`,
      files,
    );
    expect(errors).toEqual([
      "bad-argument @ 0",
      "bad-argument @ 1",
      "bad-argument @ 1.5",
      'bad-argument @ "2"',
    ]);
  });

  it("keep what was drawn when they are stopped, and the rest of the program runs", async () => {
    const controller = new AbortController();
    const text = `${small}f = fit(m, draws = 20000, tune = 50, chains = 1, seed = 1)\nsummary(f)\n`;
    const { outcome, value, errors } = await runText(text, files, {
      openSignal: () => controller.signal,
      onEvent: (event) => {
        if (event.kind === "fit-progress" && event.progress.iteration > 90) controller.abort();
      },
    });
    expect(errors).toEqual([]);
    const fit = value("f");
    expect(fit?.kind === "fit" && fit.interrupted).toBe(true);
    expect(fit?.kind === "fit" && fit.draws.drawsPerChain).toBeLessThan(20000);
    expect(value("1")?.kind).toBe("table");
    expect(outcome.trusted).toBe(false);
  });

  it("that fail tell why, and the rest of the program runs", async () => {
    const controller = new AbortController();
    controller.abort();
    const text = `${small}f = fit(m, seed = 1)\nsummary(f)\n1 + 1\n`;
    const { errors, value, outcome } = await runText(text, files, {
      openSignal: () => controller.signal,
    });
    expect(errors).toEqual(["nothing-drawn @ fit"]);
    expect([outcome.hasErrors, outcome.trusted]).toEqual([false, false]);
    expect(value("2")).toEqual({ kind: "number", value: 2 });
  });
});

describe("verbs that criticise fits", () => {
  const models = `
data d = simulate(rows = 40, seed = 2, x = normal(0, 1), z = normal(0, 1), y = normal(x, 1))
model with on d { y ~ x
  family = gaussian }
model without on d { y ~ z
  family = gaussian }
`;

  it("answer with tables whose JSON follows the schema, and by row with data", async () => {
    const run = await runText(`${models}
a = fit(with, draws = 250, chains = 2, seed = 1)
b = fit(without, draws = 250, chains = 2, seed = 1)
c = fit(with, engine = inla)
loo(a)
waic(c)
check(a)
compare(b, a, c, seed = 1)
compare(a, b, criterion = waic, seed = 1)
rows = leave_one_out(a)
`);
    expect(run.errors).toEqual([]);
    const tables = run.outcome.results.filter(({ value }) => value.kind === "table");
    expect(tables).toHaveLength(5);
    const document = documentToJson({ ...run.outcome, version: "0.0.0" });
    expect(schemaProblems(schema, document)).toEqual([]);
    const compared = tables[3]!.value;
    if (compared.kind !== "table") throw new Error("compare gives no table");
    expect(compared.rows.map(([name]) => name).slice(-1)).toEqual(["b"]);
    expect(compared.rows.map((row) => row[0]).toSorted()).toEqual(["a", "b", "c"]);
    const rows = run.value("rows");
    expect(rows?.kind === "data" && rows.columns.map(({ name }) => name)).toEqual([
      "row",
      "cpo",
      "pit",
      "elpd_loo",
      "p_loo",
      "pareto_k",
    ]);
  });

  it("are refused before anything is fitted where fits cannot be compared", async () => {
    const text = `${models}
data part = filter(d, x > 0)
model few on part { y ~ 1
  family = gaussian }
a = fit(with, seed = 1)
b = fit(few, seed = 1)
compare(a, b)
compare(a)
compare(a, d)
`;
    const { errors } = await runText(text, {}, { checkOnly: true });
    expect(errors.map((error) => error.split(" @ ")[0])).toEqual([
      "fits-not-comparable",
      "bad-argument",
      "bad-argument",
    ]);
  });
});

describe("a word of a verb", () => {
  it("is that word also where a value has its name", async () => {
    const run = await runText(
      `${program}bars = posterior_predictive(full, kind = bars, draws = 20)\n`,
    );
    expect(run.errors).toEqual([]);
    expect(run.value("bars")?.kind).toBe("table");
  });
});
