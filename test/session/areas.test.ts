/** The verbs on areas as a program calls them: arguments, mistakes and their places. */
import { describe, expect, it } from "vitest";
import { runText } from "./run-text.js";

const program = `
data census = simulate(cross(state = levels("s", 4), age = ["old", "young"]), seed = 4, pop = round(100 * exp(normal(0, 0.5))))
data survey = simulate(census, seed = 5, n = 30, y = binomial(n, 0.2 + 0.4 * (age == "old")), w = 1 + (age == "old"))
data truth = group(census, by = state, share = 0.4)
data other = group(census, by = age, share = 0.5)
model m on survey {
  p(y, n) ~ age + (1 | state)
  family = binomial
}
f = fit(m, engine = inla, seed = 1)
`;

async function ask(line: string) {
  const run = await runText(program + line);
  const answer = run.outcome.results.at(-1)?.value;
  const table = answer?.kind === "estimates" ? answer.table : answer;
  return { errors: run.errors, rows: table?.kind === "table" ? table.rows : [], run };
}

describe("poststratify", () => {
  it("takes a column, columns that are crossed, and several groupings", async () => {
    const asked = [
      ["by = state", 4],
      ["by = [state, age]", 8],
      ["by = [[state, age], age, []]", 8 + 2 + 1],
      ["by = [state, age], totals = true", 8 + 4 + 2 + 1],
      ["by = [[]]", 1],
      ["totals = true", 1],
    ] as const;
    for (const [by, count] of asked) {
      const { errors, rows } = await ask(`e = poststratify(f, census, weight = pop, ${by})`);
      expect(errors).toEqual([]);
      expect(rows).toHaveLength(count);
    }
  });

  it.each([
    ["by = [[state, aeg], [age]]", "unknown-column @ aeg"],
    ["by = [[state, 3], [age]]", "bad-argument @ [[state, 3], [age]]"],
    ["weights = v", "unknown-column @ v"],
    ["calibrate = truth, known = shares", "unknown-column @ shares"],
    ["calibrate = census", "unknown-column @ census"],
  ])("points at what is wrong in %s", async (argument, error) => {
    expect((await ask(`poststratify(f, census, weight = pop, ${argument})`)).errors).toEqual([
      error,
    ]);
  });

  it("calibrates to another grouping than that of the areas", async () => {
    const { rows, errors } = await ask(
      "e = poststratify(f, census, weight = pop, by = [[state], [age]], calibrate = other)",
    );
    expect(errors).toEqual([]);
    const means = rows.map((row) => row[3] as number);
    for (const mean of means.slice(4)) expect(mean).toBeCloseTo(0.5, 10);
    expect(Math.abs(means[0]! - 0.5)).toBeGreaterThan(1e-4);
  });

  it("does not calibrate means", async () => {
    const { errors } = await ask(
      `model g on survey {
  y ~ age + (1 | state)
  family = gaussian
}
poststratify(fit(g, engine = inla, seed = 1), census, weight = pop, calibrate = truth)`,
    );
    expect(errors).toEqual(["bad-argument @ poststratify"]);
  });
});

describe("questions of estimates", () => {
  const estimates = "e = poststratify(f, census, weight = pop, by = [state, age], totals = true)\n";

  it("score takes the grouping that the truth has", async () => {
    const { errors, rows, run } = await ask(`${estimates}score(e, truth, by = state)`);
    expect(errors).toEqual([]);
    expect(rows[0]?.[1]).toBe(4);
    expect(run.codes).not.toContain("area-without-partner");
  });

  it.each([
    ['differences(e, reference = "s1, olt")', 'bad-argument @ "s1, olt"'],
    ['differences(e, other = e, reference = "s1, old")', 'bad-argument @ "s1, old"'],
    ["probability(e, above = 0.6, below = 0.5)", "bad-argument @ 0.6"],
    ["probability(e)", "bad-argument @ probability"],
    [
      "rank(poststratify(f, census, weight = pop))",
      "bad-argument @ poststratify(f, census, weight = pop)",
    ],
    ["rank(census)", "bad-argument @ census"],
  ])("%s points at what is wrong", async (line, error) => {
    expect((await ask(estimates + line)).errors).toEqual([error]);
  });
});
