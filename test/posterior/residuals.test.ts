/** Residuals and influence by their definitions, on fits whose draws are known. */
import { describe, expect, it } from "vitest";
import { compile, fit, frameFromColumns, type ResultTable } from "../../src/index.js";
import { normalQuantile, openStream, samplePoisson } from "../../src/math/index.js";
import { influenceTable, leaveOneOut, residualTable } from "../../src/posterior/index.js";
import { fixedPosterior } from "../workflows/mrp/support/fixed-posterior.js";

const random = openStream(2, "residuals");
const y = Array.from({ length: 400 }, () => samplePoisson(3, random));
const n = y.map((value) => value + 4);
const z = y.map(() => 1 + 2 * random.normal());
const frame = frameFromColumns("rows", { y, n, z });

const column = ({ columns, rows }: ResultTable, name: string): number[] =>
  rows.map((row) => row[columns.findIndex((one) => one.name === name)] as number);

const poisson = fixedPosterior("y ~ 1", frame, "poisson", 40, () => Math.log(3));
const binomial = fixedPosterior("p(y, n) ~ 1", frame, "binomial", 40, () => 0);
const gaussian = fixedPosterior("z ~ 1", frame, "gaussian", 40, ({ role }) =>
  role === "auxiliary" ? 2 : 1,
);

describe("residuals", () => {
  it("are differences on the scale of the mean, shares where there are trials", () => {
    const counts = residualTable(poisson, { kind: "response" });
    expect(column(counts, "row")).toEqual(y.map((_, i) => i + 1));
    column(counts, "residual").forEach((value, i) => expect(value).toBeCloseTo(y[i]! - 3, 10));
    const shares = column(residualTable(binomial, { kind: "response" }), "residual");
    shares.forEach((value, i) => expect(value).toBeCloseTo(y[i]! / n[i]! - 0.5, 10));
  });

  it("of Pearson are over the sd of the family", () => {
    const of = (posterior: typeof poisson): number[] =>
      column(residualTable(posterior, { kind: "pearson" }), "residual");
    of(poisson).forEach((v, i) => expect(v).toBeCloseTo((y[i]! - 3) / Math.sqrt(3), 10));
    of(binomial).forEach((v, i) =>
      expect(v).toBeCloseTo((y[i]! - n[i]! / 2) / Math.sqrt(n[i]! / 4), 10),
    );
    of(gaussian).forEach((v, i) => expect(v).toBeCloseTo((z[i]! - 1) / 2, 10));
  });

  it("of the deviance are those of generalised linear models", () => {
    const of = (posterior: typeof poisson): number[] =>
      column(residualTable(posterior, { kind: "deviance" }), "residual");
    const ylog = (a: number, b: number): number => (a === 0 ? 0 : a * Math.log(a / b));
    of(poisson).forEach((v, i) => {
      const d = 2 * (ylog(y[i]!, 3) - (y[i]! - 3));
      expect(v).toBeCloseTo(Math.sign(y[i]! - 3) * Math.sqrt(Math.max(0, d)), 6);
    });
    of(binomial).forEach((v, i) => {
      const [a, b] = [y[i]!, n[i]! - y[i]!];
      const d = 2 * (ylog(a, n[i]! / 2) + ylog(b, n[i]! / 2));
      expect(v).toBeCloseTo(Math.sign(a - n[i]! / 2) * Math.sqrt(Math.max(0, d)), 6);
    });
    of(gaussian).forEach((v, i) => expect(v).toBeCloseTo((z[i]! - 1) / 2, 6));
  });

  it("of quantiles are normal where the model is right, exactly so for a normal one", () => {
    column(residualTable(gaussian), "residual").forEach((v, i) =>
      expect(v).toBeCloseTo((z[i]! - 1) / 2, 8),
    );
    const spread = column(residualTable(poisson), "residual");
    const within = spread.filter((v) => Math.abs(v) < -normalQuantile(0.25)).length;
    // Half of 400, within four binomial sds of 10.
    expect(Math.abs(within - 200)).toBeLessThan(40);
    expect(column(residualTable(poisson, { seed: 2 }), "residual")).not.toEqual(spread);
  });

  it("averaged in bins lie in their bands, with all rows in some bin", () => {
    const table = residualTable(binomial, { kind: "response", bins: 7 });
    expect(column(table, "n").reduce((sum, size) => sum + size, 0)).toBe(400);
    expect(table.rows.length).toBe(7);
    const total = y.reduce((sum, value) => sum + value, 0) / n.reduce((sum, v) => sum + v, 0);
    const one = residualTable(binomial, { kind: "response", bins: 1 });
    expect(column(one, "residual")[0]).toBeCloseTo(total - 0.5, 10);
    const trials = n.reduce((sum, value) => sum + value, 0);
    expect(column(one, "upper")[0]).toBeCloseTo(1 / Math.sqrt(trials), 10);
    expect(table.chart).toMatchObject({ x: "fitted", y: "residual", none: 0 });
  });
});

describe("the influence of rows", () => {
  it("puts a row that no other is like first, for draws of every engine", async () => {
    const values = [...z.slice(0, 60), 60];
    const model = compile("z ~ 1", frameFromColumns("far", { z: values }), { family: "gaussian" });
    for (const engine of ["nuts", "inla", "advi"] as const) {
      const loo = leaveOneOut(await fit(model, { engine, seed: 1 }));
      const table = influenceTable(loo);
      expect(column(table, "row")[0]).toBe(61);
      expect(column(table, "row").toSorted((a, b) => a - b)).toEqual(values.map((_, i) => i + 1));
      expect(table.rows[0]!.at(-1)).not.toBe("");
      expect(table.rows.at(-1)!.at(-1)).toBe("");
      expect(table.chart!.none).toBe(loo.threshold);
    }
  });
});
