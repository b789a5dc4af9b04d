/** Runs variational engines to their end, and normals to run them on. */
import { advi, defaultAdviSettings } from "../../../src/engines/advi/index.js";
import type { AdviDraws, AdviSettings, AdviTarget } from "../../../src/engines/advi/index.js";
import { defaultPathfinderSettings, pathfinder } from "../../../src/engines/pathfinder/index.js";
import type { VariationalDraws } from "../../../src/engines/variational/variational-progress.js";
import type { LogDensity } from "../../../src/target/index.js";

export function finish<Result>(run: Generator<unknown, Result, boolean | undefined>): Result {
  let step = run.next();
  while (step.done !== true) step = run.next();
  return step.value;
}

export function runAdvi(target: AdviTarget, settings: Partial<AdviSettings> = {}): AdviDraws {
  const outcome = finish(advi(target, { ...defaultAdviSettings, ...settings }));
  if (typeof outcome === "string") throw new Error(outcome);
  return outcome;
}

export function runPathfinder(target: LogDensity): VariationalDraws {
  const outcome = finish(pathfinder(target, defaultPathfinderSettings));
  if (typeof outcome === "string") throw new Error(outcome);
  return outcome;
}

/** The normal with this mean and row-major precision. */
export function normalTarget(mean: readonly number[], precision: readonly number[]): LogDensity {
  const n = mean.length;
  return {
    dimension: n,
    logDensityAndGradient(position, gradient) {
      let value = 0;
      for (let i = 0; i < n; i++) {
        gradient[i] = 0;
        for (let j = 0; j < n; j++)
          gradient[i]! -= precision[i * n + j]! * (position[j]! - mean[j]!);
        value += 0.5 * gradient[i]! * (position[i]! - mean[i]!);
      }
      return value;
    },
  };
}
