import { describe, expect, it } from "vitest";
import { collectDiagnostics } from "../../../src/diagnostics/index.js";
import { evaluateDesign } from "../../../src/design/index.js";
import { openStream } from "../../../src/math/index.js";
import { openNewEffects } from "../../../src/workflows/mrp/new-effects.js";
import type { NewLevelRule } from "../../../src/workflows/mrp/index.js";
import { table } from "../../data/support/tables.js";
import { drawByName, fixedPosterior } from "./support/fixed-posterior.js";

const survey = table({
  g: ["a", "b", "c", "a", "b", "c"],
  h: ["u", "u", "v", "v", "u", "v"],
  x: [1, 2, 3, 4, 5, 7],
  y: [1, 0, 2, 1, 3, 2],
});
const frame = table({ g: ["new1", "a", "new2", "new1"], h: ["u", "w", "w", "v"], x: [0, 1, 2, 3] });

/** sd(1|g) = 2, sd(x|g) = 0.5, their correlation -0.6, sd(1|h) = 1. */
const posterior = fixedPosterior(
  "y ~ x + (x | g) + (1 | h) + (1 | g:h)",
  survey,
  "gaussian",
  3,
  ({ name, role }, random) => {
    const known: Record<string, number> = {
      "sd(1|g)": 2,
      "sd(x|g)": 0.5,
      "cor(1,x|g)": -0.6,
      "sd(1|h)": 1,
    };
    return known[name] ?? (role === "sd" ? 0.3 : random.normal());
  },
);

function open(rule: NewLevelRule) {
  const { spec, parameters } = posterior.model;
  const predictor = evaluateDesign(spec.design.state, frame, collectDiagnostics());
  if (predictor === undefined) throw new Error("the design has no value");
  const random = openStream(3, "test");
  const effects = openNewEffects(spec, predictor, parameters, rule, random);
  const draw = posterior.draws.values.subarray(0, parameters.length);
  return { effects, draw, newLevels: predictor.group.map(({ factor }) => factor.newLevels) };
}

describe("effects of new levels", () => {
  it("there is a row of effects for every new level of every block", () => {
    const { effects, newLevels } = open("gaussian");
    expect(newLevels.slice(0, 2)).toEqual([["new1", "new2"], ["w"]]);
    expect(effects.arrays.slice(0, 2).map(({ length }) => length)).toEqual([4, 1]);
  });

  it("zero leaves them at zero", () => {
    const { effects, draw } = open("zero");
    effects.fill(draw);
    expect(effects.arrays.every((array) => array.every((effect) => effect === 0))).toBe(true);
  });

  /* 9 moments of 20,000 draws at 4.5 standard errors: false alarm below 1e-4. */
  it("gaussian effects have the draw's covariance within a level and are independent between levels", () => {
    const { effects, draw } = open("gaussian");
    const size = 20_000;
    const sums = new Float64Array(8);
    for (let i = 0; i < size; i++) {
      effects.fill(draw);
      const [first, slope, second, otherSlope] = effects.arrays[0]!;
      const [h] = effects.arrays[1]!;
      [
        first!,
        slope!,
        first! ** 2,
        slope! ** 2,
        first! * slope!,
        first! * second!,
        slope! * otherSlope!,
        first! * h!,
      ].forEach((value, place) => (sums[place]! += value / size));
    }
    const within = (place: number, expected: number, sd: number): void => {
      expect(Math.abs(sums[place]! - expected)).toBeLessThan((4.5 * sd) / Math.sqrt(size));
    };
    within(0, 0, 2);
    within(1, 0, 0.5);
    within(2, 4, 4 * Math.SQRT2);
    within(3, 0.25, 0.25 * Math.SQRT2);
    within(4, -0.6, Math.sqrt(1 + 0.36));
    within(5, 0, 4);
    within(6, 0, 0.25);
    within(7, 0, 2);
  });

  it("resampled effects are those of one known level, shared by all effects of the factor", () => {
    const { effects, draw } = open("resample");
    const values = drawByName(posterior, 0);
    const known = ["a", "b", "c"].map((level) => [
      values.get(`1|g[${level}]`),
      values.get(`x|g[${level}]`),
    ]);
    const picks = new Set<number>();
    let differing = 0;
    for (let i = 0; i < 200; i++) {
      effects.fill(draw);
      const [u1, s1, u2, s2] = effects.arrays[0]!;
      const first = known.findIndex(([u, s]) => u === u1 && s === s1);
      const second = known.findIndex(([u, s]) => u === u2 && s === s2);
      expect(first).toBeGreaterThanOrEqual(0);
      expect(second).toBeGreaterThanOrEqual(0);
      picks.add(first);
      differing += Number(first !== second);
    }
    expect(picks).toEqual(new Set([0, 1, 2]));
    expect(differing).toBeGreaterThan(80);
  });

  it("two terms of one factor copy the same level", () => {
    const fit = fixedPosterior("y ~ x + (1 | g) + (0 + x | g)", survey, "gaussian", 1);
    const { spec, parameters } = fit.model;
    const predictor = evaluateDesign(spec.design.state, frame, collectDiagnostics())!;
    const effects = openNewEffects(spec, predictor, parameters, "resample", openStream(1, "test"));
    const values = drawByName(fit, 0);
    for (let i = 0; i < 50; i++) {
      effects.fill(fit.draws.values);
      const level = ["a", "b", "c"].find(
        (name) => values.get(`1|g[${name}]`) === effects.arrays[0]![0],
      )!;
      expect(effects.arrays[1]![0]).toBe(values.get(`x|g[${level}]`));
    }
  });

  it("a perfect correlation gives effects that are multiples of each other", () => {
    const fit = fixedPosterior("y ~ x + (x | g)", survey, "gaussian", 1, ({ role }) =>
      role === "correlation" ? 1 : 2,
    );
    const { spec, parameters } = fit.model;
    const predictor = evaluateDesign(spec.design.state, frame, collectDiagnostics())!;
    const effects = openNewEffects(spec, predictor, parameters, "gaussian", openStream(1, "test"));
    effects.fill(fit.draws.values);
    expect(effects.arrays[0]![1]).toBeCloseTo(effects.arrays[0]![0]!, 12);
  });
});
