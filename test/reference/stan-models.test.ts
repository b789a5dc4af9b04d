/** Multilevel models against long Stan runs of the same posteriors, at default settings. */
import { describe, expect, it } from "vitest";
import { compile, fit, frameFromColumns } from "../../src/index.js";
import { meanAndError } from "../support/draw-moments.js";
import type { RawData } from "./posteriordb-programs.js";
import { readSharedJson, sharedIsHere } from "./shared-data.js";
import { stanPrograms } from "./stan-programs.js";

interface StanRun {
  readonly parameters: Readonly<
    Record<string, { readonly mean: number; readonly sd: number; readonly mcse_mean: number }>
  >;
}

describe.skipIf(!sharedIsHere)("a long Stan run", () => {
  // Four Monte Carlo errors of both runs or a tenth of an sd, whichever is larger: with about 200
  // parameters, most of them within the tenth, false alarms are below one in a hundred.
  it.each(Object.entries(stanPrograms))("of %s agrees", async (name, program) => {
    const raw = readSharedJson(`data/stan_models/data/${program.data}.json`) as RawData;
    const { parameters } = readSharedJson(`data/stan_models/${name}.json`) as StanRun;
    const frame = frameFromColumns(program.data, program.columns(raw));
    const model = compile(program.formula, frame, program);
    const result = await fit(model, { engine: "nuts", seed: 3, draws: 2000 });
    for (const [parameter, reference] of Object.entries(parameters)) {
      const ours = program.parameter(parameter);
      if (ours === undefined) continue;
      const { mean, sd, error } = meanAndError(result, ours);
      const allowed = Math.max(4 * Math.hypot(error, reference.mcse_mean), 0.1 * reference.sd);
      expect(Math.abs(mean - reference.mean), `${parameter} mean`).toBeLessThanOrEqual(allowed);
      expect(Math.abs(sd / reference.sd - 1), `${parameter} sd`).toBeLessThanOrEqual(0.1);
    }
  });
});
