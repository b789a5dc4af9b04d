/** Programs with `aggregate by`: settings, the verbs that take their fits, and those that do not. */
import { describe, expect, it } from "vitest";
import { crosstab, loadFit } from "../../../src/index.js";
import { runText } from "../run-text.js";
import { openTextSession } from "../session-text.js";

const files = {
  "people.csv": "precinct,party,n\nA,D,30\nA,R,20\nB,D,10\nB,R,25\nC,D,5\nC,R,15\n",
  "votes.csv": "precinct,dem,rep,none\nC,5,11,4\nA,27,18,5\nB,10,20,5\n",
};

const model = `data voters = read("people.csv")
data returns = read("votes.csv")
model gov on voters {
  aggregate by precinct to returns
  votes(dem, rep, none) ~ party
  family = multinomial(likelihood = "mean")
  weight = n
}
full = fit(gov, engine = nuts, draws = 20, tune = 50, chains = 1, seed = 1)`;

const tableOf = async (statement: string) => {
  const session = openTextSession(files);
  await session.run(model);
  await session.run(`table = ${statement}`);
  const value = session.value("table");
  return { errors: session.errors(), table: value?.kind === "table" ? value : undefined };
};

describe("crosstab", () => {
  it.each(["party + precinct", "[party, precinct]", "party:precinct"])(
    "crosses the columns of `by = %s`",
    async (by) => {
      const { errors, table } = await tableOf(`crosstab(full, by = ${by})`);
      expect(errors).toEqual([]);
      expect(table?.columns.map(({ name }) => name).slice(0, 3)).toEqual([
        "party",
        "precinct",
        "outcome",
      ]);
      expect(table?.rows).toHaveLength(2 * 3 * 3);
    },
  );

  it("has everybody where no groups are asked for, with shares that add up to one", async () => {
    const { table } = await tableOf("crosstab(full)");
    expect(table?.rows.map(([outcome, people]) => [outcome, people])).toEqual([
      ["dem", 105],
      ["rep", 105],
      ["none", 105],
    ]);
    const sum = table!.rows.reduce((total, row) => total + Number(row[2]), 0);
    expect(sum).toBeCloseTo(1, 12);
  });

  it("names an unknown column", async () => {
    const { errors } = await tableOf("crosstab(full, by = partei)");
    expect(errors).toEqual(["unknown-column @ partei"]);
  });
});

it("shows a model by its equations, one score an outcome", async () => {
  const session = openTextSession(files);
  await session.run(model);
  await session.run("equations = show(gov)");
  const shown = session.value("equations");
  if (shown?.kind !== "text") throw new Error("no equations");
  expect(shown.value.split("\n").slice(0, 2)).toEqual([
    "votes(dem, rep, none)[u] ~ Multinomial(n[u], p̄[u])",
    "p̄[u] = mean(softmax(η[i]))   # over the people i of unit u",
  ]);
  expect(shown.value).toContain("η[i, none] = 0");
});

it.each([
  "summary(full)",
  "check(full)",
  "priors(gov)",
  'show(gov, stage = "plan")',
  "sensitivity(full)",
  "plot(full, kind = trace)",
  "compare(full, full)",
])("%s is answered", async (statement) => {
  expect((await tableOf(statement)).errors).toEqual([]);
});

describe("criticism by unit", () => {
  it.each(["loo", "waic"])("%s leaves out a unit with all its counts", async (verb) => {
    const { errors, table } = await tableOf(`${verb}(full)`);
    expect(errors).toEqual([]);
    expect(table?.notes.join(" ")).toContain("20 draws, 3 units");
  });

  it("influence names the units", async () => {
    const { table } = await tableOf("influence(full)");
    expect(table?.rows.map((row) => row[1]).toSorted()).toEqual(["A", "B", "C"]);
  });

  it("replicates the counts of every unit", async () => {
    const { table } = await tableOf("posterior_predictive(full, kind = intervals, seed = 1)");
    expect(table?.rows.map((row) => row.slice(0, 3))).toEqual([
      ["C", "dem", 5],
      ["C", "rep", 11],
      ["C", "none", 4],
      ["A", "dem", 27],
      ["A", "rep", 18],
      ["A", "none", 5],
      ["B", "dem", 10],
      ["B", "rep", 20],
      ["B", "none", 5],
    ]);
    for (const [, , , lower, , upper] of table!.rows) {
      expect(Number(lower)).toBeLessThanOrEqual(Number(upper));
      expect(Number(upper)).toBeLessThanOrEqual(50);
    }
  });

  it("refuses kinds of checks that units do not have", async () => {
    const { errors } = await tableOf("posterior_predictive(full, kind = rootogram)");
    expect(errors).toEqual(["bad-argument @ rootogram"]);
  });
});

describe("a saved fit of totals", () => {
  it.each(["factor", "text"])("answers as the fit did, with a key that is %s", async (type) => {
    const typed = model.replace('read("votes.csv")', `read("votes.csv") { precinct: ${type} }`);
    const run = await runText(`${typed}\nsave(full, "full.mlmfit")`, files);
    expect(run.errors).toEqual([]);
    const [full, loaded] = [run.value("full"), await loadFit(run.host.bytesOf("full.mlmfit")!)];
    if (full?.kind !== "fit") throw new Error("no fit");
    expect(loaded.draws).toEqual(full.draws);
    expect(crosstab(loaded, { by: "party" })).toEqual(crosstab(full, { by: "party" }));
    expect(loaded.model.spec.totals?.counts).toEqual(full.model.spec.totals?.counts);
  });

  it("is not written for ArviZ, which lays files out by rows", async () => {
    const { errors } = await tableOf('save(full, "full.json", format = arviz)');
    expect(errors).toEqual(["bad-argument @ full"]);
  });
});

describe("crosstab among some outcomes and given the counts", () => {
  it("has two-way shares among two of three outcomes", async () => {
    const { errors, table } = await tableOf("crosstab(full, by = party, among = [dem, rep])");
    expect(errors).toEqual([]);
    expect(table!.rows.map(([party, outcome]) => `${party}:${outcome}`)).toEqual([
      "D:dem",
      "D:rep",
      "R:dem",
      "R:rep",
    ]);
    expect(Number(table!.rows[0]![3]) + Number(table!.rows[1]![3])).toBeCloseTo(1, 12);
  });

  it("names an outcome that there is not, and refuses one alone", async () => {
    const unknown = await tableOf("crosstab(full, by = party, among = [dem, repp])");
    expect(unknown.errors).toEqual(["bad-argument @ repp"]);
    const alone = await tableOf("crosstab(full, by = party, among = [dem])");
    expect(alone.errors).toEqual(["bad-argument @ dem"]);
  });

  it("estimates a unit's shares as what was counted there", async () => {
    const { table } = await tableOf("crosstab(full, by = precinct, given_counts = true)");
    const mean = (precinct: string, outcome: string): number =>
      Number(table!.rows.find((row) => row[0] === precinct && row[1] === outcome)![3]);
    expect(mean("A", "dem")).toBeCloseTo(27 / 50, 6);
    expect(mean("B", "rep")).toBeCloseTo(20 / 35, 6);
    expect(mean("C", "none")).toBeCloseTo(4 / 20, 6);
  });
});

it.each(["residuals(full)", "loo_pit(full)"])(
  "%s is refused, as totals have no rows",
  async (statement) => {
    const verb = statement.slice(0, statement.indexOf("("));
    expect((await tableOf(statement)).errors).toEqual([`not-for-totals @ ${verb}`]);
  },
);

it("predicts an outcome beside the others, for areas of people and for each of them", async () => {
  const { errors } = await tableOf("poststratify(full, voters, weight = n, by = party)");
  expect(errors).toEqual([]);
  const { table: people } = await tableOf("predictions(full, conditional = party)");
  expect(people?.columns.map(({ name }) => name)).toContain("outcome");
});

describe("settings", () => {
  const errorsOf = async (change: (text: string) => string): Promise<readonly string[]> => {
    const session = openTextSession(files);
    await session.run(change(model.slice(0, model.indexOf("\nfull"))));
    return session.errors();
  };

  it("a likelihood that there is not is refused with those that there are", async () => {
    const errors = await errorsOf((text) => text.replace('"mean"', "exakt"));
    expect(errors).toEqual(["bad-setting @ exakt"]);
  });

  it("a binomial of three outcomes is refused", async () => {
    const errors = await errorsOf((text) => text.replace("multinomial", "binomial"));
    expect(errors).toEqual(['family-and-response @ binomial(likelihood = "mean")']);
  });

  it("a concentration goes with the likelihood of the mean", async () => {
    const errors = await errorsOf((text) =>
      text.replace("multinomial", "dirichlet_multinomial").replace("mean", "exact"),
    );
    expect(errors).toEqual(['bad-setting @ dirichlet_multinomial(likelihood = "exact")']);
  });

  it("a weight without totals is refused", async () => {
    const errors = await errorsOf((text) =>
      text.replace("  aggregate by precinct to returns\n", ""),
    );
    expect(errors).toContain("bad-setting @ weight = n");
  });
});
