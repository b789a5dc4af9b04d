/** Warm-up follows Stan's schedule, and dual averaging its recursion. */
import { describe, expect, it } from "vitest";
import { warmupSchedule } from "../../src/engines/nuts/windows.js";
import {
  learnStepSize,
  openStepSizeAdaptation,
  restartStepSize,
  settledStepSize,
} from "../../src/engines/nuts/step-size-adaptation.js";
import {
  addPosition,
  openVarianceEstimator,
  takeVariances,
} from "../../src/engines/nuts/variance-estimator.js";
import { runChain } from "./run-chain.js";
import type { LogDensity } from "../../src/target/index.js";

describe("the warm-up schedule", () => {
  it("updates the metric after 100, 150, 250, 450 and 950 of 1000 iterations", () => {
    expect(warmupSchedule(1000)).toEqual({ firstSlow: 75, updates: [100, 150, 250, 450, 950] });
  });

  it("stretches the last window to the end of the slow phase", () => {
    expect(warmupSchedule(500).updates).toEqual([100, 150, 250, 450]);
    expect(warmupSchedule(400).updates).toEqual([100, 150, 350]);
    expect(warmupSchedule(2000).updates).toEqual([100, 150, 250, 450, 850, 1950]);
    expect(warmupSchedule(150).updates).toEqual([100]);
    expect(warmupSchedule(200).updates).toEqual([100, 150]);
  });

  it("splits a short warm-up 15, 75 and 10 per cent", () => {
    expect(warmupSchedule(100)).toEqual({ firstSlow: 15, updates: [90] });
    expect(warmupSchedule(20)).toEqual({ firstSlow: 3, updates: [18] });
  });

  it("leaves the metric alone below 20 iterations", () => {
    expect(warmupSchedule(19).updates).toEqual([]);
  });

  it("changes the metric in a warm-up of 100 iterations", () => {
    const wide: LogDensity = {
      dimension: 2,
      logDensityAndGradient(position, gradient) {
        gradient[0] = -position[0]! / 100;
        gradient[1] = -position[1]! * 100;
        return 0.5 * (position[0]! * gradient[0] + position[1]! * gradient[1]);
      },
    };
    const { inverseMetric } = runChain(wide, { tune: 100, draws: 10 }).statistics;
    expect(inverseMetric[0]).toBeGreaterThan(20);
    expect(inverseMetric[1]).toBeLessThan(0.1);
    expect([...runChain(wide, { tune: 10, draws: 10 }).statistics.inverseMetric]).toEqual([1, 1]);
  });
});

describe("dual averaging", () => {
  it("follows its recursion over five steps", () => {
    const adaptation = openStepSizeAdaptation(0.8, 0.5);
    const acceptances = [1, 0.2, 0.9, 0.95, 0.4];
    let shortfall = 0;
    let average = 0;
    acceptances.forEach((acceptance, index) => {
      const t = index + 1;
      shortfall = (1 - 1 / (t + 10)) * shortfall + (0.8 - acceptance) / (t + 10);
      const x = Math.log(5) - (shortfall * Math.sqrt(t)) / 0.05;
      average = (1 - t ** -0.75) * average + t ** -0.75 * x;
      learnStepSize(adaptation, acceptance);
      expect(Math.abs(adaptation.stepSize / Math.exp(x) - 1)).toBeLessThan(1e-12);
    });
    expect(Math.abs(settledStepSize(adaptation) / Math.exp(average) - 1)).toBeLessThan(1e-12);
    // First step by hand: s = -0.2 / 11, x = log 5 + 0.2 / 11 / 0.05 = log 5 + 4 / 11.
    const first = openStepSizeAdaptation(0.8, 0.5);
    learnStepSize(first, 1);
    expect(first.stepSize).toBeCloseTo(5 * Math.exp(4 / 11), 12);
  });

  it("settles where the acceptance is the target", () => {
    const adaptation = openStepSizeAdaptation(0.8, 1);
    for (let t = 0; t < 2000; t++) learnStepSize(adaptation, Math.exp(-adaptation.stepSize));
    expect(settledStepSize(adaptation)).toBeCloseTo(-Math.log(0.8), 2);
  });

  it("forgets everything at a restart", () => {
    const adaptation = openStepSizeAdaptation(0.8, 0.5);
    learnStepSize(adaptation, 0.1);
    restartStepSize(adaptation, 0.25);
    expect(adaptation).toEqual(openStepSizeAdaptation(0.8, 0.25));
    expect(settledStepSize(adaptation)).toBe(0.25);
  });
});

describe("the variances of a window", () => {
  it("are shrunk towards a thousandth by five draws' weight", () => {
    const estimator = openVarianceEstimator(1);
    for (const x of [1, 2, 4, 9]) addPosition(estimator, Float64Array.of(x));
    const inverseMetric = new Float64Array(1);
    expect(takeVariances(estimator, inverseMetric)).toBe(true);
    const variance = (9 + 4 + 0 + 25) / 3;
    expect(inverseMetric[0]).toBeCloseTo((4 / 9) * variance + (1e-3 * 5) / 9, 12);
    expect(estimator.count).toBe(0);
  });

  it("say when draws have run away", () => {
    const estimator = openVarianceEstimator(1);
    for (const x of [1e300, -1e300, 1e300]) addPosition(estimator, Float64Array.of(x));
    expect(takeVariances(estimator, new Float64Array(1))).toBe(false);
  });
});
