/** Blocks with networks that are wrong: each mistake is named at its place before anything is trained. */
import { describe, expect, it } from "vitest";
import { openTextSession } from "../session-text.js";

const files = {
  "people.csv":
    "precinct,party,age,n\nA,D,30,30\nA,R,51,20\nB,D,44,10\nB,R,61,25\nC,D,28,5\nC,R,70,15\n",
  "votes.csv": "precinct,dem,rep,yes,no\nC,9,11,4,16\nA,30,20,25,25\nB,12,23,20,15\n",
};

const data = `data voters = read("people.csv")
data returns = read("votes.csv")
`;

const block = (formulas: string, settings = "weight = n"): string => `${data}model races on voters {
  aggregate by precinct to returns
  ${formulas}
  ${settings}
}`;

async function errorsOf(program: string): Promise<readonly string[]> {
  const session = openTextSession(files);
  await session.run(program);
  return session.errors();
}

const dense = "gov: votes(dem, rep) ~ dense(age + party, hidden = [8])";

describe("a block with a network", () => {
  it.each([
    dense,
    "votes(dem, rep) ~ dense(age + party)",
    "votes(dem, rep) ~ deep_mlm(1 + age | party, hidden = [8, 4], bayes = true, scale = 0.5)",
    "votes(dem, rep) ~ deep_mlm(age | party)",
    `${dense}\n  law: p(yes, both) ~ shared`.replace("p(yes, both)", "votes(yes, no)"),
  ])("is resolved: %s", async (formulas) => {
    expect(await errorsOf(block(formulas))).toEqual([]);
  });

  it.each([
    ["an unknown column", "votes(dem, rep) ~ dense(agee + party)", "unknown-column @ agee"],
    ["a width of no layer", "votes(dem, rep) ~ dense(age, hidden = [8, 0])", "bad-network @ 0"],
    ["a width that is half", "votes(dem, rep) ~ dense(age, hidden = 2.5)", "bad-network @ 2.5"],
    ["a word for a flag", "votes(dem, rep) ~ dense(age, bayes = yes)", "bad-network @ yes"],
    ["a scale below 0", "votes(dem, rep) ~ dense(age, scale = 0)", "bad-network @ 0"],
    [
      "an unknown setting",
      "votes(dem, rep) ~ dense(age, hiden = [8])",
      "bad-network @ hiden = [8]",
    ],
    ["slopes of categories", "votes(dem, rep) ~ deep_mlm(1 + party | age)", "bad-network @ party"],
    ["no bar", "votes(dem, rep) ~ deep_mlm(1 + age)", "bad-network @ 1 + age"],
    ["no intercept", "votes(dem, rep) ~ deep_mlm(0 + age | party)", "bad-network @ 0"],
    ["a column twice", "votes(dem, rep) ~ dense(age + age)", "bad-network @ age"],
    ["an interaction", "votes(dem, rep) ~ dense(age:party)", "bad-network @ age:party"],
    [
      "a network beside terms",
      "votes(dem, rep) ~ dense(age) + party",
      "bad-network @ dense(age) + party",
    ],
    ["shared without a network", "gov: votes(dem, rep) ~ shared", "bad-network @ shared"],
    ["a name before a plain formula", "gov: votes(dem, rep) ~ party", "races-need-network @ party"],
  ])("is refused for %s", async (_, formula, error) => {
    expect(await errorsOf(block(formula))).toEqual([error]);
  });

  it.each([
    ["two networks", `${dense}\n  law: votes(yes, no) ~ dense(age)`, "bad-network @ dense(age)"],
    [
      "a race without a name",
      `${dense}\n  votes(yes, no) ~ shared`,
      "bad-network @ votes(yes, no)",
    ],
    ["one name twice", `${dense}\n  gov: votes(yes, no) ~ shared`, "bad-network @ gov"],
    [
      "plain formulas of several races",
      "gov: votes(dem, rep) ~ party\n  law: votes(yes, no) ~ party",
      "races-need-network @ party",
    ],
  ])("is refused for %s among its races", async (_, formulas, error) => {
    expect((await errorsOf(block(formulas)))[0]).toBe(error);
  });

  it("wants totals", async () => {
    const program = `${data}model m on voters { n ~ dense(age) }`;
    expect(await errorsOf(program)).toEqual(["network-without-totals @ dense(age)"]);
  });

  it("has the likelihood of the units' means", async () => {
    const settings = 'weight = n\n  family = binomial(likelihood = "exact")';
    expect(await errorsOf(block(dense, settings))).toEqual([
      'bad-network @ binomial(likelihood = "exact")',
    ]);
  });

  it("has no priors but its scale", async () => {
    const settings = "weight = n\n  prior common ~ Normal(0, 1)";
    expect(await errorsOf(block(dense, settings))).toEqual([
      "bad-network @ prior common ~ Normal(0, 1)",
    ]);
  });

  it("counts its people as other models of totals do, race by race", async () => {
    const formulas = `${dense}\n  law: votes(yes, rep) ~ shared`;
    expect(await errorsOf(block(formulas))).toEqual(["totals-not-people @ votes(yes, rep)"]);
  });
});

describe("fit of a network", () => {
  it.each([
    ["an engine that samples", "engine = nuts", "bad-argument @ nuts"],
    ["draws", "draws = 100", "bad-argument @ 100"],
    ["no epochs", "epochs = 0", "bad-argument @ 0"],
    ["all units held out", "held_out = 1", "bad-argument @ 1"],
  ])("refuses %s", async (_, argument, error) => {
    expect(await errorsOf(`${block(dense)}\nnet = fit(races, ${argument})`)).toEqual([error]);
  });

  it("keeps its arguments to itself", async () => {
    const plain = block("votes(dem, rep) ~ party");
    expect(await errorsOf(`${plain}\nm = fit(races, epochs = 5)`)).toEqual(["bad-argument @ 5"]);
  });
});

it.each(["summary(net)", "loo(net)", "priors(races)", "embeddings(races)"])(
  "%s is refused: networks have no parameters with draws, and models no people embedded",
  async (question) => {
    const program = `${block(dense)}\nnet = fit(races, epochs = 1, restarts = 1, held_out = 0)\nanswer = ${question}`;
    const session = openTextSession(files);
    await session.run(program);
    expect(session.errors()[0]).toMatch(/^bad-argument/u);
  },
);
