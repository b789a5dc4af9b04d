/** `predictions`, `comparisons` and `slopes` as a program asks them: their arguments, and mistakes in these. */
import { describe, expect, it } from "vitest";
import type { ResultTable } from "../../src/posterior/index.js";
import { runText } from "./run-text.js";
import type { TextRun } from "./run-text.js";

const rows = Array.from({ length: 36 }, (_, row) => ({
  age: 20 + ((row * 7) % 30),
  income: (row % 7) / 2,
  edu: ["HS", "BA"][row % 2],
  state: ["CA", "NY", "TX"][row % 3],
  y: (row * row) % 5,
  n: 6,
}));
const people = [
  "age,income,edu,state,y,n",
  ...rows.map((row) => Object.values(row).join(",")),
].join("\n");
const files = { "people.csv": people, "more.csv": "income,edu,state,w\n1,HS,CA,2\n2,BA,WY,1\n" };

const program = `data people = read("people.csv")
data more = read("more.csv")
model vote on people {
  p(y, n) ~ income + edu + (1 | state)
  family = binomial
}
post = fit(vote, engine = inla, draws = 200, seed = 1)
`;

function ask(...questions: string[]): Promise<TextRun> {
  return runText(program + questions.map((one, at) => `t${at} = ${one}`).join("\n"), files);
}

function tableOf(run: TextRun, name: string): ResultTable {
  const value = run.value(name);
  if (value?.kind !== "table") throw new Error(`${name} is no table: ${run.errors.join("; ")}`);
  return value;
}

describe("questions of a program", () => {
  it("have Bambi's arguments, in every way that they can be written", async () => {
    const run = await ask(
      "predictions(post, income)",
      'predictions(post, conditional = ["income", edu])',
      'predictions(post, conditional = { income: [-1, 2], edu: "HS" }, prob = 0.9, use_hdi = false)',
      "predictions(post, average_by = true)",
      "predictions(post, average_by = all)",
      "predictions(post, average_by = [edu, state], weight = n)",
      'comparisons(post, contrast = { edu: ["HS", "BA"] }, comparison_type = diff)',
      "comparisons(post, state, average_by = all, comparison = log(high / low))",
      "slopes(post, wrt = { income: 1 }, conditional = edu, slope = eyex, eps = 0.001)",
      "predictions(post, frame = more, new_levels = zero)",
    );
    expect(run.errors).toEqual([]);
    const sizes = Array.from({ length: 10 }, (_, at) => tableOf(run, `t${at}`).rows.length);
    expect(sizes).toEqual([50, 100, 2, 1, 1, 6, 36, 3, 2, 2]);
    expect(tableOf(run, "t2").columns.map(({ name }) => name)).toEqual([
      "income",
      "edu",
      "state",
      "estimate",
      "lower_5.0%",
      "upper_95.0%",
    ]);
    expect(tableOf(run, "t3")).toEqual(tableOf(run, "t4"));
    expect(tableOf(run, "t7").rows[0]!.slice(0, 3)).toEqual([
      "state",
      "log(high / low)",
      "(CA, NY)",
    ]);
    expect(tableOf(run, "t7").chart).toMatchObject({ x: "value", none: 0 });
    expect(tableOf(run, "t9").rows[0]!.slice(0, 4)).toEqual([1, "HS", "CA", 2]);
    expect(run.codes).toContain("new-levels");
  });

  it("may use numbers and lists of the session, columns of the same name first", async () => {
    const run = await ask("[1, 2]", "predictions(post, conditional = { income: t0 })");
    expect(run.errors).toEqual([]);
    expect(tableOf(run, "t1").rows).toHaveLength(2);
  });

  it("are told from a saved table as data", async () => {
    const run = await ask("predictions(post, edu)", "filter(t0, estimate > 0)");
    expect(run.errors).toEqual([]);
    expect(run.value("t1")).toMatchObject({ kind: "data", rowCount: 2 });
  });
});

describe("mistakes in a question", () => {
  it.each([
    ["predictions(post, conditional = incom)", "unknown-column @ incom"],
    [
      "predictions(post, conditional = [age, income, edu, state])",
      "bad-argument @ [age, income, edu, state]",
    ],
    ["predictions(post, conditional = [edu, edu])", "bad-argument @ [edu, edu]"],
    ['predictions(post, conditional = { income: "high" })', 'bad-argument @ "high"'],
    ['predictions(post, conditional = { edu: ["HS", "PhD"] })', 'unknown-level @ "PhD"'],
    ['predictions(post, conditional = { edu: "PhD" }, new_levels = zero)', 'unknown-level @ "PhD"'],
    ['predictions(post, conditional = { state: "WY" })', 'unknown-level @ "WY"'],
    ["predictions(post, conditional = { income: [] })", "bad-argument @ income"],
    ["predictions(post, conditional = { income: [1, edu] })", "bad-argument @ edu"],
    ["predictions(post, conditional = 3)", "bad-argument @ 3"],
    ["predictions(post, conditional = edu, frame = more)", "bad-argument @ edu"],
    ["predictions(post, conditional = edu, average_by = age)", "unknown-column @ age"],
    ["predictions(post, average_by = stat)", "unknown-column @ stat"],
    ["predictions(post, frame = more, average_by = all, weight = n)", "unknown-column @ n"],
    ["predictions(post, weight = n)", "bad-argument @ n"],
    ["predictions(post, trials = 5)", "bad-argument @ 5"],
    ["predictions(post, scale = predictive, trials = 2.5)", "bad-argument @ 2.5"],
    ["predictions(post, scale = logit)", "bad-argument @ logit"],
    ["comparisons(post)", "bad-argument @ comparisons"],
    ["comparisons(post, contrast = [edu, state])", "bad-argument @ [edu, state]"],
    ['comparisons(post, contrast = { edu: ["HS", "MA"] })', 'unknown-level @ "MA"'],
    ['comparisons(post, contrast = { edu: ["HS"] })', "bad-argument @ edu"],
    ["comparisons(post, contrast = edu, conditional = edu)", "bad-argument @ edu"],
    ["comparisons(post, contrast = edu, comparison = ration)", "bad-argument @ ration"],
    ["comparisons(post, contrast = edu, comparison = high / lo)", "bad-argument @ high / lo"],
    ["comparisons(post, contrast = edu, comparison = lg(high))", "unknown-function @ lg"],
    [
      "comparisons(post, contrast = edu, scale = link, comparison = odds_ratio)",
      "bad-argument @ odds_ratio",
    ],
    ["comparisons(post, edu, comparison = ratio, comparison_type = lift)", "bad-argument @ lift"],
    ["slopes(post, wrt = edu)", "bad-argument @ edu"],
    ["slopes(post, wrt = income, scale = predictive)", "bad-argument @ slopes"],
    ["slopes(post, wrt = income, eps = 0)", "bad-argument @ 0"],
  ])("%s is reported at its place, before anything is fitted", async (question, error) => {
    const run = await ask(question);
    expect(run.errors).toEqual([error]);
    expect(run.value("post")).toBeUndefined();
  });

  it.each([
    ["predictions(post, frame = gaps)", "missing-in-new-data @ edu"],
    ["predictions(post, frame = gaps, average_by = w)", "missing-in-frame @ predictions"],
    ["predictions(post, frame = more, average_by = all, weight = minus)", "bad-population @ minus"],
    ["slopes(post, wrt = age, frame = more)", "not-a-number @ slopes"],
  ])("%s says what the new data lack", async (question, error) => {
    const more = {
      "more.csv": "income,edu,state,w,minus\n1,HS,CA,2,-1\n2,BA,WY,1,1\n",
      "gaps.csv": "income,edu,state,w\n1,,CA,2\n2,BA,WY,\n",
    };
    const text = `data gaps = read("gaps.csv")\n${program}${question}`;
    const run = await runText(text, { ...files, ...more });
    expect(run.errors).toEqual([error]);
  });

  it("that only the draws show are errors of the answer", async () => {
    const run = await ask("comparisons(post, contrast = edu, comparison = log(low - high - 1))");
    expect(run.errors).toEqual(["no-finite-answer @ comparisons"]);
  });
});
