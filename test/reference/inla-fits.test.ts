/** The nested Laplace engine against fits by R-INLA: same data, same priors. */
import { describe, expect, it } from "vitest";
import { compile, fit, summary } from "../../src/index.js";
import { read } from "../../src/node/index.js";
import { inlaPrograms, type InlaProgram } from "./inla-programs.js";
import { readSharedJson, sharedIsHere, sharedPath } from "./shared-data.js";

interface Moments {
  readonly name: string;
  readonly mean: number;
  readonly sd: number;
  readonly "0.025_quant": number;
  readonly "0.975_quant": number;
}

interface ReferenceFit {
  readonly fixed: readonly Moments[];
  readonly hyper: readonly Moments[];
  readonly hyper_internal: readonly Moments[];
  readonly mlik: { readonly gaussian: number };
  readonly dic: { readonly dic: number };
  readonly waic: { readonly waic: number };
}

async function fitProgram(program: InlaProgram) {
  const data = await read(sharedPath(program.data));
  const model = compile(program.formula, data, program);
  return fit(model, { engine: "inla" });
}

/** Hyperparameters of the peer whose log precision is vaguer than this are compared by a NUTS run instead. */
const vaguest = 0.5;

describe.skipIf(!sharedIsHere)("the R-INLA fit", () => {
  it.each(Object.entries(inlaPrograms))("%s agrees", async (name, program) => {
    const reference = readSharedJson(`reference/inla_fits/${name}.json`) as ReferenceFit;
    const result = await fitProgram(program);
    const rows = new Map(summary(result).rows.map((row) => [row.name, row]));
    const { sampled } = program;
    (sampled ?? reference.fixed.map(({ mean, sd }) => [mean, sd] as const)).forEach(
      ([mean, sd], j) => {
        const ours = rows.get(program.fixed[j]!)!;
        // The NUTS runs have Monte Carlo errors of up to .013 sd, and of 3 % of an sd (few effective draws).
        expect(Math.abs(ours.mean - mean) / sd, `mean of ${ours.name}`).toBeLessThan(
          sampled ? 0.05 : 0.02,
        );
        expect(Math.abs(ours.sd / sd - 1), `sd of ${ours.name}`).toBeLessThan(
          sampled ? 0.05 : 0.02,
        );
      },
    );
    reference.hyper.forEach(({ mean, sd, ...quantiles }, k) => {
      if (reference.hyper_internal[k]!.sd > vaguest) return;
      const ours = rows.get(program.hyper[k]!)!;
      expect(Math.abs(ours.mean - mean) / sd, `mean of ${ours.name}`).toBeLessThan(0.05);
      expect(Math.abs(ours.q025 - quantiles["0.025_quant"]) / sd).toBeLessThan(0.1);
      expect(Math.abs(ours.q975 - quantiles["0.975_quant"]) / sd).toBeLessThan(0.1);
    });
    const { gaussian } = result.approximation.logMarginalLikelihood;
    expect(Math.abs(gaussian - reference.mlik.gaussian), "marginal likelihood").toBeLessThan(0.05);
    const allowed = reference.hyper.length === 1 ? 0.3 : 1;
    if (program.criteria === false || sampled) return;
    expect(Math.abs(result.criteria.dic.value - reference.dic.dic), "DIC").toBeLessThan(allowed);
    expect(Math.abs(result.criteria.waic.value - reference.waic.waic), "WAIC").toBeLessThan(
      allowed,
    );
  });
});
