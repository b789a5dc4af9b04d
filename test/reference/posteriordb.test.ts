/** Every regression posterior of posteriordb, from its formula and priors, at default settings. */
import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compile, fit, frameFromColumns, type Posterior } from "../../src/index.js";
import { untrustworthy } from "../../src/posterior/index.js";
import { meanAndError } from "../support/draw-moments.js";
import { leastSquares } from "./least-squares.js";
import { posteriordbPrograms, type RawData } from "./posteriordb-programs.js";
import { readSharedJson, sharedIsHere, sharedPath } from "./shared-data.js";

interface PublishedPosterior {
  readonly name: string;
  readonly data: string;
  readonly expressible_by_formula: boolean;
  readonly parameters: Readonly<
    Record<string, { readonly mean: number; readonly sd: number; readonly mcse_mean: number }>
  >;
}

const folder = "data/posteriordb";
const published: readonly PublishedPosterior[] = sharedIsHere
  ? readdirSync(sharedPath(folder))
      .filter((file) => file.endsWith(".json"))
      .map((file) => readSharedJson(`${folder}/${file}`) as PublishedPosterior)
      .filter((posterior) => posterior.expressible_by_formula)
  : [];

async function fitPublished(posterior: PublishedPosterior): Promise<Posterior> {
  const program = posteriordbPrograms[posterior.name]!;
  const data = readSharedJson(`${folder}/data/${posterior.data}.json`) as RawData;
  const frame = frameFromColumns(posterior.data, program.columns(data));
  const model = compile(program.formula, frame, { family: "gaussian", priors: program.priors });
  return fit(model, { engine: "nuts", seed: 20251122 });
}

describe.skipIf(!sharedIsHere)("posteriordb", () => {
  it("has a program here for every posterior that a formula can express", () => {
    const missing = published.filter(({ name }) => !(name in posteriordbPrograms));
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  const squares: number[] = [];

  // A mean may differ by four Monte Carlo errors of both runs or a tenth of an sd, whichever is
  // larger, so with about 130 parameters the chance of a false alarm is below one in a hundred.
  it.each(published.map((posterior) => [posterior.name, posterior] as const))(
    "%s agrees with the published draws",
    async (_, posterior) => {
      const result = await fitPublished(posterior);
      const program = posteriordbPrograms[posterior.name]!;
      for (const [name, reference] of Object.entries(posterior.parameters)) {
        const ours = meanAndError(result, program.parameters[name]!);
        const error = Math.hypot(ours.error, reference.mcse_mean);
        squares.push(((ours.mean - reference.mean) / error) ** 2);
        const monteCarlo = 4 * error;
        const allowed = Math.max(monteCarlo, 0.1 * reference.sd);
        expect(Math.abs(ours.mean - reference.mean), `${name} mean`).toBeLessThanOrEqual(allowed);
        expect(Math.abs(ours.sd / reference.sd - 1), `${name} sd`).toBeLessThanOrEqual(0.1);
      }
      expect(untrustworthy(result.diagnostics)).toBe(false);
    },
    120_000,
  );

  // Draws whose errors are what they are said to be have a mean square of one; of about 110 parameters,
  // correlated within a posterior, it falls outside these bounds less than once in a hundred suites.
  it("has Monte Carlo errors of the size that it reports", () => {
    const mean = squares.reduce((sum, square) => sum + square, 0) / squares.length;
    expect(mean).toBeGreaterThan(0.7);
    expect(mean).toBeLessThan(1.4);
  });

  // Programs whose data are here and whose coefficients are flat have a closed form: least squares.
  const closedForm: readonly (readonly [string, string])[] = [
    ["kidiq_with_mom_work-kidscore_interaction_c2", "kidiq_with_mom_work"],
    ["earnings-earn_height", "earnings"],
    ["earnings-log10earn_height", "earnings"],
    ["earnings-logearn_height", "earnings"],
    ["earnings-logearn_interaction", "earnings"],
    ["mesquite-mesquite", "mesquite"],
    ["mesquite-logmesquite_logva", "mesquite"],
    ["nes1976-nes", "nes1976"],
  ];

  // Four Monte Carlo errors of ours alone: false alarms below 1 in 300 over the 40 coefficients.
  it.each(closedForm)("%s agrees with least squares", async (name, data) => {
    const program = posteriordbPrograms[name]!;
    const raw = readSharedJson(`${folder}/data/${data}.json`) as RawData;
    const frame = frameFromColumns(data, program.columns(raw));
    const model = compile(program.formula, frame, { family: "gaussian", priors: program.priors });
    const result = await fit(model, { engine: "nuts", seed: 7 });
    for (const { parameter, mean, sd } of leastSquares(model.spec)) {
      const ours = meanAndError(result, [parameter]);
      expect(Math.abs(ours.mean - mean), parameter).toBeLessThanOrEqual(4 * ours.error);
      expect(Math.abs(ours.sd / sd - 1), parameter).toBeLessThanOrEqual(0.1);
    }
    expect(untrustworthy(result.diagnostics)).toBe(false);
  });
});
