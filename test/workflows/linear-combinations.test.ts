/** Linear combinations of parameters: what they must equal, and what they refuse. */
import { beforeAll, describe, expect, it } from "vitest";
import type { ResultTable } from "../../src/posterior/index.js";
import { runText, type TextRun } from "../session/run-text.js";

const model = `
data d = simulate(
  cross(g = levels("g", 8), x = [-1, 0, 1], eth = ["Black", "White"]),
  seed = 1, n = 10, y = binomial(n, inverse_logit(0.3 * x + each(g, normal(0, 0.6)))), t = 3 * x
)
model m on d { p(y, n) ~ x * eth + (1 | g)
family = binomial }
model walk on d { p(y, n) ~ 1 + rw1(x)
family = binomial }
a = fit(m, engine = inla)
`;

const asked = `half = 0.5
combined = linear_combinations(a,
  one = x,
  first = Intercept + \`1|g[g1]\`,
  gap = \`1|g[g1]\` - \`1|g[g2]\`,
  slope = x + x:eth[White],
  twice = (slope * 2) / 4 - half,
  three = 3
)
all = summary(a, all = true)
b = fit(m, draws = 1500, chains = 4, tune = 500, seed = 2)
sampled = linear_combinations(b,
  one = x,
  first = Intercept + \`1|g[g1]\`,
  gap = \`1|g[g1]\` - \`1|g[g2]\`,
  slope = x + \`x:eth[White]\`
)
skew = fit(m, engine = inla, strategy = simplified_laplace)
skewed = linear_combinations(skew, one = x, gap = \`1|g[g1]\` - \`1|g[g2]\`)
skews = summary(skew, all = true)
full = fit(m, engine = inla, strategy = laplace)
exact = linear_combinations(full, one = x, gap = \`1|g[g1]\` - \`1|g[g2]\`)
exacts = summary(full)
w = fit(walk, engine = inla)
fixed = linear_combinations(w, sum = \`rw1(x)[-1]\` + \`rw1(x)[0]\` + \`rw1(x)[1]\`, part = \`rw1(x)[1]\`)
`;

describe("linear combinations", () => {
  let run: TextRun;
  const row = (table: string, name: string): readonly number[] => {
    const { rows } = run.value(table) as ResultTable;
    return rows.find(([first]) => first === name)!.slice(1) as number[];
  };

  beforeAll(async () => {
    run = await runText(model + asked);
  }, 60_000);

  it("of one parameter are that parameter, by every strategy", () => {
    expect(run.errors).toEqual([]);
    for (const [table, summary] of [
      ["combined", "all"],
      ["skewed", "skews"],
      ["exact", "exacts"],
    ] as const)
      row(summary, "x").forEach((value, i) => {
        expect(row(table, "one")[i], table).toBeCloseTo(value, 6);
      });
  });

  it("add, subtract and multiply by numbers, and use what was defined before", () => {
    const [slope, twice, three] = ["slope", "twice", "three"].map((name) => row("combined", name));
    expect(twice![0]).toBeCloseTo(slope![0]! / 2 - 0.5, 8);
    expect(twice![1]).toBeCloseTo(slope![1]! / 2, 8);
    expect(twice![4]).toBeCloseTo(slope![4]! / 2 - 0.5, 6);
    expect(three).toEqual([3, 0, 3, 3, 3, 3]);
    const sum = row("all", "Intercept")[0]! + row("all", "1|g[g1]")[0]!;
    expect(row("combined", "first")[0]).toBeCloseTo(sum, 8);
  });

  // 6,000 draws: one of these sixteen comparisons fails by chance in some 500 choices of the seeds.
  it("have the moments that NUTS finds", () => {
    for (const name of ["one", "first", "gap", "slope"]) {
      const [mean, sd] = row("sampled", name);
      expect(Math.abs(row("combined", name)[0]! - mean!) / sd!, name).toBeLessThan(0.12);
      expect(Math.abs(row("combined", name)[1]! / sd! - 1), name).toBeLessThan(0.1);
    }
    for (const table of ["skewed", "exact"]) {
      const [mean, sd] = row("sampled", "gap");
      expect(Math.abs(row(table, "gap")[0]! - mean!) / sd!, table).toBeLessThan(0.12);
      expect(Math.abs(row(table, "gap")[1]! / sd! - 1), table).toBeLessThan(0.1);
    }
  });

  it("have no sd where a constraint fixes them", () => {
    expect(row("fixed", "sum")[0]).toBeCloseTo(0, 6);
    expect(row("fixed", "sum")[1]).toBeLessThan(1e-12);
    expect(row("fixed", "part")[1]).toBeGreaterThan(0.01);
  });

  it("refuse what is not linear, what is no parameter, and scales of an approximation", async () => {
    const errors = async (text: string) => (await runText(`${model}${text}\n`)).errors;
    expect(await errors("linear_combinations(a, r = x * eth[White])")).toEqual([
      "bad-argument @ x * eth[White]",
    ]);
    expect(await errors("linear_combinations(a, r = x - eth[Wite])")).toEqual([
      "bad-argument @ eth[Wite]",
    ]);
    expect(await errors("linear_combinations(a, r = log(x))")).toEqual(["bad-argument @ log(x)"]);
    expect(await errors("linear_combinations(a, r = x - `sd(1|g)`)")).toEqual([
      "bad-argument @ x - `sd(1|g)`",
    ]);
  });

  it("have their names looked up before anything is fitted", async () => {
    const text = `${model}linear_combinations(a, r = x - y)\n`;
    expect((await runText(text, {}, { checkOnly: true })).errors).toEqual(["bad-argument @ y"]);
  });
});
