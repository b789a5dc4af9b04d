/** Shrinkage against the exact answer of a normal model with known scales. */
import { describe, expect, it } from "vitest";
import { compile, fit, frameFromColumns, type ResultTable } from "../../src/index.js";
import { shrinkageTable } from "../../src/posterior/index.js";
import { binomialModel } from "./fitted-models.js";

const column = ({ columns, rows }: ResultTable, name: string): (number | null)[] =>
  rows.map((row) => row[columns.findIndex((one) => one.name === name)] as number | null);

describe("shrinkage", () => {
  // Group j has n_j rows of known error 1, effects have sd 1 and the mean is known to be zero.
  const sizes = [1, 2, 4, 8];
  const means = [2, -1, 1.5, 0.5];
  const g = sizes.flatMap((size, j) => Array<string>(size).fill(`g${j}`));
  const y = sizes.flatMap((size, j) => Array<number>(size).fill(means[j]!));
  const frame = frameFromColumns("known", { y, g, s: y.map(() => 1) });
  const model = compile("se(y, s) ~ 1 + (1 | g)", frame, {
    family: "gaussian",
    priors: { "Intercept(at = 0)": "Normal(0, 0.001)", "sd(1 | g)": "Uniform(1, 1.0001)" },
  });

  for (const engine of ["nuts", "inla"] as const)
    it(`is n / (n + 1) of the raw mean, and its factor 1 / (n + 1): ${engine}`, async () => {
      const table = shrinkageTable(await fit(model, { engine, seed: 5 }), { by: ["g"] });
      expect(column(table, "n")).toEqual(sizes);
      expect(column(table, "raw")).toEqual(means.map((m) => expect.closeTo(m, 12) as number));
      sizes.forEach((n, j) => {
        // 4,000 draws of sd below .71: five errors are .06 for the mean, and .06 of the variance ratio.
        expect(Math.abs(column(table, "estimate")[j]! - (means[j]! * n) / (n + 1))).toBeLessThan(
          0.06,
        );
        expect(Math.abs(column(table, "pooled")[j]!)).toBeLessThan(0.01);
        expect(Math.abs(column(table, "pooling")[j]! - 1 / (n + 1))).toBeLessThan(0.06);
      });
      expect(table.chart).toMatchObject({ x: "g", y: "estimate", beside: "raw" });
    });

  it("takes shares of all trials, logits where asked, and groups without a term of their own", async () => {
    const binomial = binomialModel();
    const { values, trials } = binomial.spec.design.response;
    const posterior = await fit(binomial, { engine: "inla", draws: 500 });
    const rows = Array.from(values.keys()).filter((row) => row % 5 === 0);
    const sum = (all: Float64Array): number => rows.reduce((total, row) => total + all[row]!, 0);
    const share = sum(values) / sum(trials!);
    const response = shrinkageTable(posterior, { by: ["g"] });
    expect(column(response, "raw")[0]).toBeCloseTo(share, 12);
    expect(column(response, "n")[0]).toBe(sum(trials!));
    const link = shrinkageTable(posterior, { by: ["g"], scale: "link" });
    expect(column(link, "raw")[0]).toBeCloseTo(Math.log(share / (1 - share)), 10);
    const byTrials = shrinkageTable(posterior, { by: ["n"] });
    expect(byTrials.columns.map(({ name }) => name)).toEqual([
      "n",
      "n",
      "raw",
      "estimate",
      "lower",
      "upper",
    ]);
  });
});
