/** The nested Laplace engine against fits by R-INLA: same data, same priors. */
import { describe, expect, it } from "vitest";
import { compile, fit, summary, type InlaPosterior } from "../../src/index.js";
import { read, readNeighbours } from "../../src/node/index.js";
import { inlaPrograms, type InlaProgram } from "./inla-programs.js";
import { readSharedJson, sharedIsHere, sharedPath } from "./shared-data.js";

interface Moments {
  readonly name: string;
  readonly mean: number;
  readonly sd: number;
  readonly "0.025_quant": number;
  readonly "0.975_quant": number;
  readonly mode: number;
}

interface ReferenceFit {
  /** Null where there is none. */
  readonly fixed: readonly Moments[] | null;
  readonly hyper_internal: readonly Moments[];
  readonly mlik: { readonly gaussian: number };
  readonly dic: { readonly dic: number };
  readonly waic: { readonly waic: number };
}

async function fitProgram(program: InlaProgram) {
  const data = await read(sharedPath(program.data));
  const graphs = program.graph ? { g: await readNeighbours(sharedPath(program.graph)) } : {};
  const model = compile(program.formula, data, { ...program, graphs });
  return fit(model, { engine: "inla" });
}

/** The peer's internal scale: logs, and log((x − lower) / (upper − x)) between bounds. */
function internal(name: string, value: number): number {
  if (name.startsWith("rho(")) return Math.log((1 + value) / (1 - value));
  return Math.log(name.startsWith("phi(") ? value / (1 - value) : value);
}

/** Of an auxiliary parameter, or of a precision: −2 log sd; of a correlation or share: its coordinate. */
function meanOfLog({ model, marginals, precisions }: InlaPosterior, name: string): number {
  const precision = precisions.find((one) => one.name === name)?.marginal;
  const marginal = precision ?? marginals[model.parameters.findIndex((one) => one.name === name)];
  if (marginal?.kind !== "transformed") throw new Error(`${name} has no marginal on a grid`);
  const { theta, density } = marginal.coordinate;
  const mass = density.reduce((total, value) => total + value, 0);
  const mean = density.reduce((total, value, i) => total + value * theta[i]!, 0) / mass;
  return precision ? -2 * mean : mean;
}

/** Hyperparameters of the peer whose log precision is vaguer than this are compared by a NUTS run instead. */
const vaguest = 0.5;

describe.skipIf(!sharedIsHere)("the R-INLA fit", () => {
  it.each(Object.entries(inlaPrograms))("%s agrees", async (name, program) => {
    const reference = readSharedJson(`reference/inla_fits/${name}.json`) as ReferenceFit;
    const result = await fitProgram(program);
    const rows = new Map(summary(result).rows.map((row) => [row.name, row]));
    const { sampled } = program;
    (sampled ?? (reference.fixed ?? []).map(({ mean, sd }) => [mean, sd] as const)).forEach(
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
    reference.hyper_internal.forEach(({ mean, sd, ...quantiles }, k) => {
      if (sd > vaguest) return;
      const name = program.hyper[k]!;
      const { q025, q975 } = rows.get(name)!;
      const run = program.sampledHyper?.[k];
      // Where we differ from the peer, the NUTS run decides.
      const distance = (ours: number, peer: number, nuts = peer): number =>
        Math.min(Math.abs(ours - peer), Math.abs(ours - nuts)) / sd;
      expect(distance(meanOfLog(result, name), mean, run?.[2]), `mean of log ${name}`).toBeLessThan(
        program.meanOfLogs ?? 0.05,
      );
      const [low, high] = [quantiles["0.025_quant"], quantiles["0.975_quant"]];
      expect(distance(internal(name, q025), low, run?.[0]), `2.5 % of log ${name}`).toBeLessThan(
        0.1,
      );
      expect(distance(internal(name, q975), high, run?.[1]), `97.5 % of log ${name}`).toBeLessThan(
        0.1,
      );
    });
    const { gaussian } = result.approximation.logMarginalLikelihood;
    if (program.marginalLikelihood !== false)
      expect(Math.abs(gaussian - reference.mlik.gaussian), "marginal likelihood").toBeLessThan(
        0.05,
      );
    const allowed = reference.hyper_internal.length === 1 ? 0.3 : 1;
    if (program.criteria === false || sampled) return;
    expect(Math.abs(result.criteria.dic.value - reference.dic.dic), "DIC").toBeLessThan(allowed);
    expect(Math.abs(result.criteria.waic.value - reference.waic.waic), "WAIC").toBeLessThan(
      allowed,
    );
  });
});

const skewPrograms = {
  seeds_iid_classic_slaplace: inlaPrograms["seeds_iid_default"]!,
  election1988_iid_classic_slaplace: inlaPrograms["election1988_iid_default"]!,
  epil_poisson_two_iid_slaplace: inlaPrograms["epil_poisson_two_iid"]!,
};

describe.skipIf(!sharedIsHere)("the simplified Laplace fit of R-INLA", () => {
  it.each(Object.entries(skewPrograms))(
    "%s agrees in its skewed marginals",
    async (name, program) => {
      const reference = readSharedJson(`reference/inla_fits/${name}.json`) as ReferenceFit;
      const data = await read(sharedPath(program.data));
      const model = compile(program.formula, data, program);
      const result = await fit(model, { engine: "inla", strategy: "simplified_laplace" });
      const rows = new Map(summary(result).rows.map((row) => [row.name, row]));
      reference.fixed?.forEach(({ mean, sd, ...quantiles }, j) => {
        const ours = rows.get(program.fixed[j]!)!;
        expect(Math.abs(ours.mean - mean) / sd, `mean of ${ours.name}`).toBeLessThan(0.01);
        expect(Math.abs(ours.sd / sd - 1), `sd of ${ours.name}`).toBeLessThan(0.01);
        expect(Math.abs(ours.q025 - quantiles["0.025_quant"]) / sd).toBeLessThan(0.02);
        expect(Math.abs(ours.q975 - quantiles["0.975_quant"]) / sd).toBeLessThan(0.02);
      });
    },
  );
});

const laplacePrograms = {
  seeds_iid_classic_laplace: inlaPrograms["seeds_iid_default"]!,
  epil_poisson_two_iid_laplace: inlaPrograms["epil_poisson_two_iid"]!,
};

describe.skipIf(!sharedIsHere)("the full Laplace fit of R-INLA", () => {
  it.each(Object.entries(laplacePrograms))("%s agrees in its marginals", async (name, program) => {
    const reference = readSharedJson(`reference/inla_fits/${name}.json`) as ReferenceFit;
    const model = compile(program.formula, await read(sharedPath(program.data)), program);
    const result = await fit(model, { engine: "inla", strategy: "laplace" });
    const rows = new Map(summary(result).rows.map((row) => [row.name, row]));
    reference.fixed?.forEach(({ mean, sd, mode, ...quantiles }, j) => {
      const ours = rows.get(program.fixed[j]!)!;
      expect(Math.abs(ours.mean - mean) / sd, `mean of ${ours.name}`).toBeLessThan(0.01);
      expect(Math.abs(ours.sd / sd - 1), `sd of ${ours.name}`).toBeLessThan(0.01);
      expect(Math.abs(ours.mode - mode) / sd, `mode of ${ours.name}`).toBeLessThan(0.05);
      expect(Math.abs(ours.q025 - quantiles["0.025_quant"]) / sd).toBeLessThan(0.02);
      expect(Math.abs(ours.q975 - quantiles["0.975_quant"]) / sd).toBeLessThan(0.02);
    });
  });
});
