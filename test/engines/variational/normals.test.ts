/** Variational engines on normals, whose approximation is known exactly, and on a funnel, which has none. */
import { describe, expect, it } from "vitest";
import { fitDeterministically } from "../../../src/engines/advi/deterministic-fit.js";
import { fixedDraws } from "../../../src/engines/advi/fixed-draws.js";
import { openMeanFieldObjective } from "../../../src/engines/advi/mean-field-objective.js";
import { fitStochastically } from "../../../src/engines/advi/stochastic-fit.js";
import { defaultAdviSettings } from "../../../src/engines/advi/index.js";
import type { NormalFit } from "../../../src/engines/advi/deterministic-fit.js";
import { openStream } from "../../../src/math/index.js";
import { funnel, quartic } from "../targets.js";
import { finish, normalTarget, runAdvi, runPathfinder } from "./run-variational.js";

const mean = [0.3, -0.2, 0.1];
const precision = [4, 1.5, 0, 1.5, 9, -2, 0, -2, 1];
const target = normalTarget(mean, precision);
/** Of the precision, by its adjugate. */
const determinant = 4 * (9 - 4) - 1.5 * 1.5;
const covariance = [5, -1.5, -3, -1.5, 4, 8, -3, 8, 33.75].map((x) => x / determinant);

/** A Aᵀ of the fitted map. */
function covarianceOf({ normal }: NormalFit): number[] {
  const columns = [0, 1, 2].map((j) => {
    const [z, at] = [new Float64Array(3), new Float64Array(3)];
    z[j] = 1;
    normal.place(z, at);
    return at.map((x, i) => x - normal.mean[i]!);
  });
  return [0, 1, 2].flatMap((i) =>
    [0, 1, 2].map((j) => columns.reduce((sum, column) => sum + column[i]! * column[j]!, 0)),
  );
}

function expectClose(found: ArrayLike<number>, expected: readonly number[], digits: number): void {
  expected.forEach((value, i) => expect(found[i]).toBeCloseTo(value, digits));
}

function settled(fit: NormalFit | "stopped"): NormalFit {
  if (fit === "stopped") throw new Error(fit);
  return fit;
}

describe("an exact normal", () => {
  it("has its mean and, by linear response, its covariance under fixed draws", () => {
    const fit = settled(finish(fitDeterministically(target, defaultAdviSettings)));
    expect(fit.linearResponse).toBe(true);
    expectClose(fit.normal.mean, mean, 5);
    expectClose(covarianceOf(fit), covariance, 4);
  });

  it("has independent sds of one over the root of the precision's diagonal", () => {
    const draws = fixedDraws(3, 15, openStream(1, "test"));
    const objective = openMeanFieldObjective(target, draws);
    const gradient = new Float64Array(6);
    const logSds = [4, 9, 1].map((value) => -0.5 * Math.log(value));
    objective.evaluate(Float64Array.from([...mean, ...logSds]), gradient);
    expectClose(gradient, [0, 0, 0, 0, 0, 0], 12);
  });

  it("is found by stochastic gradients of full rank, which have no noise at it", () => {
    const run = fitStochastically({ density: target }, "full_rank", defaultAdviSettings);
    const fit = settled(finish(run));
    expect(fit.search.converged).toBe(true);
    expectClose(fit.normal.mean, mean, 2);
    expectClose(covarianceOf(fit), covariance, 1);
  });

  // The averages may be off by the .02 sds at which the engine calls them settled, and a little more.
  it("has nearly those independent sds by stochastic gradients, annealed or not", () => {
    for (const annealing of [0, 0.3]) {
      const settings = { ...defaultAdviSettings, annealing };
      const fit = settled(finish(fitStochastically({ density: target }, "mean_field", settings)));
      const variances = covarianceOf(fit).filter((_, at) => at % 4 === 0);
      variances.forEach((value, i) => {
        expect(Math.sqrt(value * precision[4 * i]!)).toBeCloseTo(1, 1);
      });
    }
  });

  it("passes every verdict, far from zero and badly scaled as well", () => {
    const far = normalTarget([1, -200, 3000], precision);
    for (const { quality } of [runAdvi({ density: far }), runPathfinder(far)]) {
      expect(quality.resampled).toBe(true);
      expect(quality.effectiveDraws).toBeGreaterThan(3000);
    }
  });
});

describe("the bound on fixed draws", () => {
  it("has the gradient that differences show", () => {
    const objective = openMeanFieldObjective(quartic(4), fixedDraws(4, 5, openStream(2, "test")));
    const at = Float64Array.from([0.3, -0.5, 0.2, 0.9, -0.4, 0.1, -0.2, 0.3]);
    const [gradient, scratch] = [new Float64Array(8), new Float64Array(8)];
    objective.evaluate(at, gradient);
    gradient.forEach((slope, i) => {
      const moved = (by: number): number =>
        objective.evaluate(
          at.map((x, j) => (j === i ? x + by : x)),
          scratch,
        );
      expect((moved(1e-5) - moved(-1e-5)) / 2e-5).toBeCloseTo(slope, 6);
    });
  });
});

describe("a funnel", () => {
  it("is not trusted by any engine", () => {
    const wide = funnel(9);
    expect(runAdvi({ density: wide }).quality.kHat).toBeGreaterThan(0.7);
    expect(runPathfinder(wide).quality.kHat).toBeGreaterThan(0.7);
  });
});

describe("a run", () => {
  it("gives the same bytes for the same seed", () => {
    const first = runAdvi({ density: quartic(4) });
    expect(runAdvi({ density: quartic(4) }).positions).toEqual(first.positions);
    expect(runPathfinder(quartic(4)).positions).toEqual(runPathfinder(quartic(4)).positions);
  });
});
