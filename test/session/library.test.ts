import { describe, expect, it } from "vitest";
import {
  compile,
  differences,
  fit,
  frameFromColumns,
  leaveAreaOut,
  ModelError,
  outcomes,
  poststratify,
  probability,
  rank,
  sbc,
  summary,
} from "../../src/index.js";

const cells = frameFromColumns("cells", {
  state: ["A", "A", "B", "B", "C", "C"],
  male: [-0.5, 0.5, -0.5, 0.5, -0.5, 0.5],
  n: [40, 40, 40, 40, 40, 40],
  y: [10, 14, 20, 25, 28, 33],
});

function mistakeOf(run: () => unknown): ModelError {
  try {
    run();
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("the library", () => {
  it("asks of areas what the language asks", async () => {
    const model = compile("p(y, n) ~ male + (1 | state)", cells, { family: "binomial" });
    const census = frameFromColumns("census", {
      state: ["A", "A", "B", "B", "C", "C"],
      male: [-0.5, 0.5, -0.5, 0.5, -0.5, 0.5],
      people: [5, 6, 7, 8, 9, 10],
    });
    const known = frameFromColumns("known", { state: ["A", "B", "C"], share: [0.3, 0.5, 0.8] });
    const posterior = await fit(model, { engine: "inla" });
    const asked = { by: ["state", "male"], totals: true, weight: "people" };
    const estimates = poststratify(posterior, census, { ...asked, calibrate: known, weights: "n" });
    expect(estimates.areas).toHaveLength(6 + 3 + 2 + 1);
    expect(estimates.raw?.weighted).toHaveLength(12);
    const states = poststratify(posterior, census, { by: "state", weight: "people" });
    expect(rank(states, { top: 2 }).rows[0]?.[0]).toBe("C");
    expect(differences(states, { reference: "A" }).rows).toHaveLength(2);
    expect(probability(states, { above: 0.5 }).rows).toHaveLength(3);
    const { areas } = await leaveAreaOut(model, { by: "state", draws: 200 });
    expect(areas.map(({ labels }) => labels)).toEqual([["A"], ["B"], ["C"]]);
    const both = await outcomes(model, ["y", "p(n - y, n)"], census, {
      by: "state",
      weight: "people",
    });
    expect(both.areas.map(([outcome]) => outcome)).toEqual([
      "y",
      "y",
      "y",
      "n - y",
      "n - y",
      "n - y",
    ]);
    expect(mistakeOf(() => differences(states, { reference: "X" })).diagnostics[0]?.code).toBe(
      "bad-argument",
    );
    await expect(outcomes(model, ["z"], census, { weight: "people" })).rejects.toThrow(ModelError);
  });

  it("calibrates an engine on a model", async () => {
    const model = compile("p(y, n) ~ male", cells, {
      family: "binomial",
      priors: { Intercept: "Normal(0, 1)", common: "Normal(0, 1)" },
    });
    const seen: number[] = [];
    const { quantities, fits, diagnostics, table } = await sbc(model, {
      fits: 12,
      engine: "inla",
      onFit: ({ index }) => void seen.push(index),
    });
    expect(quantities.map(({ name }) => name)).toEqual(["Intercept", "male", "log likelihood"]);
    expect(fits.map(({ index }) => index)).toEqual(seen);
    expect(fits).toHaveLength(12);
    expect(diagnostics).toEqual([]);
    expect(table.rows).toHaveLength(3);
  });

  it("goes from a formula to estimates for areas, unseen ones included", async () => {
    const model = compile("p(y, n) ~ male + (1 | state)", cells, {
      family: "binomial",
      link: "logit",
      priors: { "sd(1 | state)": "HalfNormal(1)", common: "Normal(0, 2.5)" },
    });
    const seen: number[] = [];
    const posterior = await fit(model, {
      engine: "nuts",
      draws: 200,
      tune: 200,
      chains: 2,
      target_accept: 0.9,
      max_treedepth: 9,
      seed: 110,
      onProgress: ({ iteration }) => seen.push(iteration),
    });
    expect(seen.length).toBeGreaterThan(0);
    expect(posterior.settings).toEqual({
      draws: 200,
      tune: 200,
      coordinates: "levels",
      chains: 2,
      targetAccept: 0.9,
      maxTreeDepth: 9,
      seed: 110,
    });
    const names = summary(posterior).rows.map(({ name }) => name);
    expect(names).toEqual([
      "Intercept",
      "male",
      "sd(1|state)",
      "1|state[A]",
      "1|state[B]",
      "1|state[C]",
    ]);
    const frame = frameFromColumns("frame", {
      state: ["A", "B", "C", "D"],
      male: [0, 0, 0, 0],
      people: [1, 2, 3, 4],
    });
    const estimates = poststratify(posterior, frame, { by: "state", weight: "people" });
    expect(estimates.areas).toEqual([["A"], ["B"], ["C"], ["D"]]);
    const nation = poststratify(posterior, frame, { weight: "people", new_levels: "zero" });
    expect(nation.table.rows).toHaveLength(1);
  });

  it("throws every mistake at once, as text with places and as data", () => {
    const error = mistakeOf(() =>
      compile("p(yy, n) ~ mal + (1 | state)", cells, { family: "binomial" }),
    );
    expect(error.name).toBe("ModelError");
    expect(error.diagnostics.map(({ code }) => code)).toContain("unknown-column");
    expect(error.message).toContain("formula:1:3");
    expect(error.message).toContain("did you mean `male`?");
  });

  it("refuses families, links, priors and settings that do not exist", () => {
    const codes = (options: Parameters<typeof compile>[2]): readonly string[] =>
      mistakeOf(() => compile("p(y, n) ~ male", cells, options)).diagnostics.map(
        ({ code }) => code,
      );
    expect(codes({ family: "binomal" })).toContain("unknown-family");
    expect(codes({ family: "binomial", priors: { femal: "Normal(0, 1)" } })).toContain(
      "prior-target-absent",
    );
    const model = compile("y ~ male", cells);
    for (const options of [{ draws: 0 }, { target_accept: 1 }, { seed: -1 }, { chains: 1.5 }])
      expect(() => fit(model, options)).toThrow(ModelError);
  });

  it("refuses frames that the model has no answer for", async () => {
    const posterior = await fit(compile("y ~ male", cells), { draws: 50, tune: 50, chains: 1 });
    const frame = frameFromColumns("frame", { people: [1] });
    expect(() => poststratify(posterior, frame, { weight: "people" })).toThrow(/male/u);
    expect(() => frameFromColumns("odd", { a: [1], b: [1, 2] })).toThrow(ModelError);
  });

  it("stops where the signal says so and keeps what was drawn", async () => {
    const controller = new AbortController();
    const posterior = await fit(compile("y ~ male", cells), {
      draws: 50_000,
      tune: 50,
      chains: 1,
      signal: controller.signal,
      onProgress: ({ iteration }) => {
        if (iteration > 200) controller.abort();
      },
    });
    expect(posterior.interrupted).toBe(true);
    expect(posterior.draws.drawsPerChain).toBeLessThan(50_000);
  });
});
