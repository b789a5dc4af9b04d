/** Compiled models of totals: oracle, twins and kernels agree, and mini-batches of units add up. */
import { describe, expect, it } from "vitest";
import { planOfRows } from "../../src/compiler/index.js";
import { openOracle } from "../../src/graph/index.js";
import { openEvaluator } from "../../src/kernels/index.js";
import { openStream } from "../../src/math/index.js";
import type { LogDensity } from "../../src/target/index.js";
import { differentiate, relativeError } from "../graph/finite-differences.js";
import { simulatePrecincts, threeWay, totalsModel } from "../model/totals/precincts.js";

const data = simulatePrecincts({
  precincts: 15,
  people: 40,
  seed: 2,
  coefficients: threeWay,
});

const formulas = [
  "votes(dem, rep, none) ~ 1",
  "votes(dem, rep, none) ~ party * age",
  "votes(dem, rep, none) ~ party + (1 + n | age) + (1 | precinct)",
  "votes(dem, rep, none) ~ bs(n, df = 4) + rw1(n)",
];

const evaluate = (target: LogDensity, position: Float64Array): readonly [number, Float64Array] => {
  const gradient = new Float64Array(target.dimension);
  return [target.logDensityAndGradient(position, gradient), gradient];
};

const positionOf = (dimension: number): Float64Array => {
  const stream = openStream(3, "position", 0);
  return Float64Array.from({ length: dimension }, () => 0.3 * stream.normal());
};

describe.each(formulas)("%s", (formula) => {
  it.each(["mean", "normal", "saddlepoint", "exact", "dispersed"])("by %s", (likelihood) => {
    const options =
      likelihood === "dispersed" ? { family: "dirichlet_multinomial" } : { likelihood };
    const model = totalsModel(data, formula, options);
    const oracle = openOracle(model.graph);
    const position = positionOf(oracle.dimension);
    const [value, gradient] = evaluate(oracle, position);
    if (likelihood === "mean" || likelihood === "dispersed")
      expect(relativeError(gradient, differentiate(oracle, position))).toBeLessThan(1e-8);
    const [a, b] = (["wasm", "javascript"] as const).map((backend) =>
      evaluate(openEvaluator(model.plan, { backend }).logDensity, position),
    );
    expect(a![0]).toBe(b![0]);
    expect(a![1]).toEqual(b![1]);
    expect(Math.abs(a![0] - value)).toBeLessThan(1e-9 * Math.abs(value));
    expect(relativeError(a![1], gradient)).toBeLessThan(1e-8);
  });
});

it("the plans of two halves of the units add up to that of all", () => {
  const model = totalsModel(data, "votes(dem, rep, none) ~ party + (1 | precinct)");
  const { unit } = model.spec.totals!;
  const position = positionOf(model.plan.dimension);
  const rows = Int32Array.from(unit, (_, row) => row);
  const value = (kept: Int32Array): number =>
    evaluate(openEvaluator(planOfRows(model, kept)).logDensity, position)[0];
  const halves = [0, 1].map((half) => value(rows.filter((row) => unit[row]! % 2 === half)));
  const whole = evaluate(openEvaluator(model.plan).logDensity, position)[0];
  expect(halves[0]! + halves[1]! - value(new Int32Array(0))).toBeCloseTo(whole, 7);
});
