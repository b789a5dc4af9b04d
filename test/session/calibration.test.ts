/** The verb `sbc`: its table, its progress, what it refuses, and what it means for the exit code. */
import { beforeAll, describe, expect, it } from "vitest";
import { renderValue, type Value } from "../../src/report/index.js";
import { runText, type TextRun } from "./run-text.js";

const model = `
data d = simulate(cross(g = levels("g", 6), k = [1, 2]), seed = 1, x = normal(0, 1), n = 20, y = binomial(n, 0.4))
model m on d {
  p(y, n) ~ x + (1 | g)
  family = binomial
  prior Intercept ~ Normal(0, 1)
  prior common ~ Normal(0, 1)
  prior sd ~ HalfNormal(1)
}
`;

function rowsOf(value: Value | undefined) {
  if (value?.kind !== "table") throw new Error("there is no table");
  return value.rows;
}

describe("sbc", () => {
  let run: TextRun;
  beforeAll(async () => {
    run = await runText(`${model}
a = sbc(m, fits = 20, engine = inla, seed = 1)
b = sbc(m, fits = 12, draws = 150, chains = 1, seed = 1)
c = sbc(m, fits = 12, draws = 150, chains = 1, seed = 1)`);
  });

  it("answers with a line for every kind of quantity, in 80 columns", () => {
    expect(run.errors).toEqual([]);
    const names = rowsOf(run.value("a")).map(([name]) => name);
    expect(names.slice(0, 3)).toEqual(["Intercept", "x", "sd(1|g)"]);
    expect(names).toHaveLength(8);
    expect(names.at(-1)).toBe("log likelihood");
    for (const line of renderValue(run.value("a")!).split("\n"))
      expect(Array.from(line).length).toBeLessThanOrEqual(80);
  });

  it("is calibrated, and so does not change the exit code", () => {
    for (const name of ["a", "b"])
      for (const [, , adjusted] of rowsOf(run.value(name))) expect(adjusted).toBeGreaterThan(0.005);
    expect(run.codes).not.toContain("not-calibrated");
    expect(run.outcome.trusted).toBe(true);
  });

  it("is the same for the same seed", () => {
    expect(run.value("c")).toEqual(run.value("b"));
  });

  it("tells of every fit", () => {
    const progress = run.events.flatMap((event) =>
      event.kind === "fits-progress" ? [event.progress] : [],
    );
    expect(progress.map(({ done }) => done).slice(0, 3)).toEqual([1, 2, 3]);
    expect(progress).toHaveLength(44);
    expect(progress[19]).toMatchObject({ model: "m", done: 20, total: 20, failed: 0 });
  });
});

describe("what sbc refuses", () => {
  it("names the prior that has to be proper", async () => {
    const { errors, outcome } = await runText(
      `${model.replace("Normal(0, 1)\n  prior sd", "Flat()\n  prior sd")}sbc(m, fits = 10, seed = 1)`,
    );
    expect(errors).toEqual(["flat-prior-has-no-draws @ prior common ~ Flat()"]);
    expect(outcome.diagnostics.some(({ message }) => message.includes("prior of x"))).toBe(true);
  });

  it("is arguments of the other engine", async () => {
    const { errors } = await runText(`${model}sbc(m, engine = inla, tune = 100, seed = 1)`);
    expect(errors).toEqual(["bad-argument @ 100"]);
  });
});

describe("a calibration that fails", () => {
  it("makes the run one that is not to be trusted", async () => {
    const { codes, outcome } = await runText(`
data d = simulate(rows = 3, seed = 1, yes = binomial(1, 0.5))
model m on d {
  yes ~ 1
  family = bernoulli
  prior Intercept ~ Normal(0, 6)
}
sbc(m, fits = 100, engine = inla, strategy = gaussian, seed = 1)`);
    expect(codes).toContain("not-calibrated");
    expect(outcome.trusted).toBe(false);
  });
});
