/** Programs with `aggregate by`: settings, the verbs that take their fits, and those that do not. */
import { describe, expect, it } from "vitest";
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

it.each(["summary(full)", "check(full)", "priors(gov)", 'show(gov, stage = "plan")'])(
  "%s is answered",
  async (statement) => {
    expect((await tableOf(statement)).errors).toEqual([]);
  },
);

it.each([
  "loo(full)",
  "waic(full)",
  "posterior_predictive(full)",
  "poststratify(full, voters, weight = n)",
  'save(full, "full.mlmfit")',
])("%s is refused, as totals have no rows", async (statement) => {
  const verb = statement.slice(0, statement.indexOf("("));
  expect((await tableOf(statement)).errors).toEqual([`not-for-totals @ ${verb}`]);
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
