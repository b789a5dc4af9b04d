/**
 * Simulation-based calibration: sound fits pass, wrong ones do not, and no fit is left out. Seeds are
 * fixed; with others a sound calibration would fail in one of 200 runs.
 */
import { describe, expect, it } from "vitest";
import { compileModel } from "../../../src/compiler/index.js";
import { isInferenceFailure } from "../../../src/posterior/index.js";
import { inferenceFailure } from "../../../src/posterior/inference-failure.js";
import type { NutsPosterior } from "../../../src/posterior/posterior.js";
import {
  calibrate,
  calibrationLevel,
  type CalibrationFit,
  type CalibrationOptions,
  type FitSimulated,
} from "../../../src/workflows/calibration/index.js";
import { compile, frameFromColumns } from "../../../src/index.js";
import { sampled, smallModel } from "./small-model.js";

const options: CalibrationOptions = { fits: 80, seed: 1, engine: "nuts", fit: sampled };

/** Draws at half their distance from their mean. */
const halved: FitSimulated = async (model, seed) => {
  const posterior = (await sampled(model, seed)) as NutsPosterior;
  const { draws } = posterior;
  const width = draws.parameters.length;
  const count = draws.values.length / width;
  const means = new Float64Array(width);
  draws.values.forEach((value, at) => (means[at % width]! += value / count));
  const values = draws.values.map((value, at) => (value + means[at % width]!) / 2);
  return { ...posterior, draws: { ...draws, values } };
};

/** The posterior under a prior of the intercept that the data do not come from. */
const misled: FitSimulated = (model, seed) => {
  const { intercept } = smallModel({ Intercept: "Normal(2, 0.2)" }).spec;
  return sampled(
    compileModel({ ...model.spec, intercept }, () => 0),
    seed,
  );
};

async function adjustedOf(fit: FitSimulated): Promise<ReadonlyMap<string, number>> {
  const { quantities } = await calibrate(smallModel(), { ...options, fit });
  return new Map(quantities.map(({ name, adjusted }) => [name, adjusted]));
}

async function failureOf(run: Promise<unknown>): Promise<readonly string[]> {
  const error: unknown = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isInferenceFailure(error)) throw new Error("it did not fail as it should");
  return error.diagnostics.map(({ code, message }) => `${code}: ${message}`);
}

describe("a calibration", () => {
  it("finds nothing against the sampler, the log likelihood among what it looks at", async () => {
    const { quantities, diagnostics, table, fits } = await calibrate(smallModel(), options);
    expect(quantities.map(({ name }) => name)).toEqual([
      "Intercept",
      "x",
      "sigma",
      "log likelihood",
    ]);
    for (const { adjusted } of quantities) expect(adjusted).toBeGreaterThan(calibrationLevel);
    expect(diagnostics).toEqual([]);
    expect(table.doubtful).toBeUndefined();
    expect(fits).toHaveLength(80);
  });

  it("sees posteriors that are too narrow", async () => {
    const { quantities, diagnostics, table } = await calibrate(smallModel(), {
      ...options,
      fit: halved,
    });
    const [intercept] = quantities;
    expect(intercept!.adjusted).toBeLessThan(calibrationLevel);
    expect(intercept!.reading).toBe("too narrow");
    expect(diagnostics.map(({ code }) => code)).toEqual(["not-calibrated"]);
    expect(table.doubtful).toBe(true);
  });

  it("sees a prior that is not the one the data come from", async () => {
    const adjusted = await adjustedOf(misled);
    expect(adjusted.get("Intercept")).toBeLessThan(calibrationLevel);
  });

  it("counts a fit that failed as one that missed", async () => {
    let started = 0;
    const failing: FitSimulated = (model, seed) =>
      started++ % 4 === 0
        ? Promise.reject(
            inferenceFailure([{ code: "no-finite-start", severity: "error", message: "none" }]),
          )
        : sampled(model, seed);
    const { diagnostics, fits, quantities } = await calibrate(smallModel(), {
      ...options,
      fit: failing,
    });
    expect(fits).toHaveLength(80);
    expect(fits.filter(({ outcome }) => outcome === "failed")).toHaveLength(20);
    expect(fits[0]!.places.every((place) => place === 0 || place === 1)).toBe(true);
    for (const { adjusted } of quantities) expect(adjusted).toBeLessThan(calibrationLevel);
    expect(diagnostics.map(({ code }) => code)).toEqual([
      "calibration-fits-failed",
      "not-calibrated",
    ]);
  });

  it("counts a fit that is not to be trusted, and keeps its place", async () => {
    const flagged: FitSimulated = async (model, seed) => {
      const posterior = await sampled(model, seed);
      const diagnostic = { code: "stuck-chain", severity: "warning", message: "it" } as const;
      return { ...posterior, diagnostics: [diagnostic] };
    };
    const plain = await calibrate(smallModel(), { ...options, fits: 12 });
    const { fits } = await calibrate(smallModel(), { ...options, fits: 12, fit: flagged });
    expect(fits.every(({ outcome }) => outcome === "flagged")).toBe(true);
    expect(fits.map(({ places }) => places)).toEqual(plain.fits.map(({ places }) => places));
  });

  it("is the same for the same seed, and each fit whatever came before it", async () => {
    const places = (fits: readonly CalibrationFit[]) => fits.map((one) => one.places);
    const long = await calibrate(smallModel(), { ...options, fits: 20 });
    const short = await calibrate(smallModel(), { ...options, fits: 11 });
    const other = await calibrate(smallModel(), { ...options, fits: 11, seed: 2 });
    expect(places(short.fits)).toEqual(places(long.fits).slice(0, 11));
    expect(places(other.fits)).not.toEqual(places(short.fits));
  });

  it("keeps the fits that were done when it is stopped", async () => {
    const controller = new AbortController();
    const stopAfter = (count: number): Partial<CalibrationOptions> => ({
      signal: controller.signal,
      onFit: ({ index }) => {
        if (index === count - 1) controller.abort();
      },
    });
    const { fits, diagnostics } = await calibrate(smallModel(), { ...options, ...stopAfter(12) });
    expect(fits).toHaveLength(12);
    expect(diagnostics.map(({ code }) => code)).toContain("interrupted");
    expect(await failureOf(calibrate(smallModel(), { ...options, ...stopAfter(3) }))).toEqual([
      "nothing-drawn: the calibration of model was stopped before it had 10 fits, so nothing is kept",
    ]);
  });

  it("says which prior has to be proper, and that weights have no data", async () => {
    const flat = smallModel({ common: "Flat()" });
    expect((await failureOf(calibrate(flat, options))).join()).toContain("the prior of x is Flat");
    const frame = frameFromColumns("d", { y: [1, 2, 3, 5], w: [1, 2, 1, 1] });
    const weighted = compile("weighted(y, w) ~ 1", frame, { family: "gaussian" });
    expect((await failureOf(calibrate(weighted, options))).join()).toContain("nothing-simulated");
  });
});
