/** A regression of twelve rows with proper priors, and fits of it by the sampler. */
import type { CompiledModel } from "../../../src/compiler/index.js";
import { compile, fit, frameFromColumns } from "../../../src/index.js";
import type { FitSimulated } from "../../../src/workflows/calibration/index.js";

const x = Array.from({ length: 12 }, (_, i) => (i - 5.5) / 4);

export function smallModel(priors: Readonly<Record<string, string>> = {}): CompiledModel {
  const frame = frameFromColumns("d", {
    x,
    y: x.map((value) => 1 + value * value),
    w: x.map(() => 2),
  });
  return compile("y ~ 1 + x", frame, {
    family: "gaussian",
    priors: {
      Intercept: "Normal(0, 1)",
      common: "Normal(0, 1)",
      sigma: "HalfNormal(1)",
      ...priors,
    },
  });
}

export const sampled: FitSimulated = (model, seed) =>
  fit(model, { engine: "nuts", chains: 1, draws: 200, tune: 150, seed });
