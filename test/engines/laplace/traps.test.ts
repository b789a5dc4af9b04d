/**
 * Data on which approximations mislead: the engine is close to NUTS, or says itself that it is not.
 * Hyperparameters of flat likelihood: test/bad/flat-hyperparameter.mlm.
 */
import { describe, expect, it } from "vitest";
import {
  compile,
  fit,
  frameFromColumns,
  summary,
  type DataFrame,
  type InlaPosterior,
  type Model,
  type NeighbourGraph,
} from "../../../src/index.js";
import { openStream, samplePoisson } from "../../../src/math/index.js";
import { untrustworthy } from "../../../src/posterior/index.js";

/** `count` subjects with `visits` binary answers each, whose log odds differ with the given sd. */
function answers(count: number, visits: number, sd: number, seed: number): DataFrame {
  const random = openStream(seed, "answers");
  const rows = Array.from({ length: count }, (_, subject) => {
    const level = sd * random.normal();
    return Array.from({ length: visits }, (_visit, time) => ({ subject, time, level }));
  }).flat();
  return frameFromColumns("answers", {
    subject: rows.map(({ subject }) => `s${subject}`),
    time: rows.map(({ time }) => time / visits),
    yes: rows.map(({ level, time }) =>
      random.uniform() < 1 / (1 + Math.exp(0.5 + time / visits - level)) ? 1 : 0,
    ),
  });
}

/** Names whose means are more than .1 posterior sds (and Monte Carlo noise) from those of NUTS. */
async function offNames(model: Model, approximate: InlaPosterior): Promise<readonly string[]> {
  const sampled = await fit(model, { draws: 1500, tune: 800, target_accept: 0.9, seed: 8 });
  const others = new Map(summary(sampled).rows.map((row) => [row.name, row]));
  return summary(approximate).rows.flatMap(({ name, mean }) => {
    const other = others.get(name);
    return other && Math.abs(mean - other.mean) > 0.14 * other.sd ? [name] : [];
  });
}

const codesOf = ({ diagnostics }: InlaPosterior): readonly string[] =>
  diagnostics.map(({ code }) => code);

describe("few binary answers a subject with a large sd, as in the toenail data", () => {
  it("are flagged where their approximation is off", async () => {
    const model = compile("yes ~ time + (1 | subject)", answers(120, 7, 4, 2), {
      family: "bernoulli",
      priors: { "sd(1|subject)": "HalfNormal(5)" },
    });
    const approximate = await fit(model, { engine: "inla" });
    const off = await offNames(model, approximate);
    if (off.length > 0.05 * model.parameters.length)
      expect(codesOf(approximate)).toContain("approximation-not-trusted");
  }, 60_000);
});

describe("three binary answers a group", () => {
  it("are close to NUTS on nineteen of twenty parameters, or flagged", async () => {
    const model = compile("yes ~ 1 + (1 | subject)", answers(60, 3, 1, 5), {
      family: "bernoulli",
      priors: { "sd(1|subject)": "HalfNormal(1)" },
    });
    const approximate = await fit(model, { engine: "inla" });
    const off = await offNames(model, approximate);
    if (off.length > 0.05 * model.parameters.length)
      expect(codesOf(approximate).join(" ")).toContain("approximation-");
    else expect(untrustworthy(approximate.diagnostics)).toBe(false);
  }, 60_000);
});

describe("groups that do not differ", () => {
  it("have an sd near zero that both engines see alike", async () => {
    const random = openStream(3, "alike");
    const group = Array.from({ length: 120 }, (_, i) => `g${i % 12}`);
    const data = frameFromColumns("alike", { group, y: group.map(() => samplePoisson(4, random)) });
    const model = compile("y ~ 1 + (1 | group)", data, {
      family: "poisson",
      priors: { "sd(1|group)": "HalfNormal(1)" },
    });
    const approximate = await fit(model, { engine: "inla" });
    expect(await offNames(model, approximate)).toEqual([]);
    expect(untrustworthy(approximate.diagnostics)).toBe(false);
  }, 60_000);
});

describe("a predictor that separates the responses", () => {
  const x = Array.from({ length: 40 }, (_, i) => i / 20 - 1);
  const data = frameFromColumns("separated", { x, yes: x.map((value) => (value > 0 ? 1 : 0)) });

  it("has no posterior mode under flat priors, which is said", async () => {
    const model = compile("yes ~ x", data, {
      family: "bernoulli",
      priors: { x: "Flat()", Intercept: "Flat()" },
    });
    await expect(fit(model, { engine: "inla" })).rejects.toThrow(/no mode of the posterior/u);
  });

  it("is fitted under normal priors, and close to NUTS or flagged", async () => {
    const model = compile("yes ~ x", data, {
      family: "bernoulli",
      priors: { x: "Normal(0, 2.5)", Intercept: "Normal(0, 2.5)" },
    });
    const approximate = await fit(model, { engine: "inla" });
    const off = await offNames(model, approximate);
    if (off.length > 0) expect(codesOf(approximate).join(" ")).toContain("approximation-");
  }, 30_000);
});

describe("a map in two parts with an island", () => {
  const nodes = ["a", "b", "c", "d", "p", "q", "r", "o"];
  const edges = [[1], [0, 2], [1, 3], [2], [5], [4, 6], [5], []];
  const map: NeighbourGraph = {
    kind: "graph",
    name: "map",
    nodes,
    neighbours: edges.map((own) => Int32Array.from(own)),
  };
  const counts = [3, 5, 4, 9, 14, 17, 12, 2];
  const data = frameFromColumns("areas", {
    area: [...nodes, ...nodes],
    y: [...counts, ...counts.map((count) => count + 1)],
  });

  it("sums to zero in each part under either engine, and they agree", async () => {
    const model = compile("y ~ 1 + besag(area, graph = map)", data, {
      family: "poisson",
      graphs: { map },
      priors: { "sd(besag(area))": "HalfNormal(1)" },
    });
    const approximate = await fit(model, { engine: "inla" });
    expect(await offNames(model, approximate)).toEqual([]);
    const mean = new Map(summary(approximate).rows.map((row) => [row.name, row.mean]));
    const sum = (...names: readonly string[]): number =>
      names.reduce((total, name) => total + mean.get(`besag(area)[${name}]`)!, 0);
    expect(sum("a", "b", "c", "d")).toBeCloseTo(0, 8);
    expect(sum("p", "q", "r")).toBeCloseTo(0, 8);
    expect(Math.abs(sum("o"))).toBeGreaterThan(0.2);
  }, 30_000);
});
