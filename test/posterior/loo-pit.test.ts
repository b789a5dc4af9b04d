/** Leave-one-out transforms are uniform where the model made the data, and not where it did not. */
import { beforeAll, describe, expect, it } from "vitest";
import { compile, fit, frameFromColumns, type Posterior } from "../../src/index.js";
import { envelopeBand, openEnvelope, openStream, samplePoisson } from "../../src/math/index.js";
import { looPitTable } from "../../src/posterior/index.js";
import { looPitValues } from "../../src/posterior/criticism/loo-pit.js";

describe("the band of a uniform distribution function", () => {
  it("is left exactly by the samples whose p value is below its level", () => {
    const [random, alpha, count] = [openStream(4, "band"), 0.2, 60];
    const { z, lower, upper } = envelopeBand(count, alpha);
    const test = openEnvelope(count);
    let outside = 0;
    for (let sample = 0; sample < 500; sample++) {
      const values = Float64Array.from({ length: count }, () => random.uniform());
      const leaves = Array.from(z).some((point, i) => {
        const share = values.filter((value) => value <= point).length / count;
        return share < lower[i]! - 1e-12 || share > upper[i]! + 1e-12;
      });
      expect(leaves).toBe(test(values).p < alpha);
      outside += leaves ? 1 : 0;
    }
    // Counts are discrete, so the band has at least 80 %; 500 samples leave it 100 times, sd 9.
    expect(outside).toBeGreaterThan(50);
    expect(outside).toBeLessThan(145);
  });
});

describe("leave-one-out transforms of counts", () => {
  const posteriors: Posterior[] = [];
  beforeAll(async () => {
    const random = openStream(6, "counts");
    const x = Array.from({ length: 300 }, () => random.normal());
    const right = x.map((value) => samplePoisson(Math.exp(0.4 + 0.3 * value), random));
    const wide = right.map((value) => value * (1 + Math.floor(2 * random.uniform())));
    const frame = frameFromColumns("counts", { x, right, wide });
    for (const [y, engine] of [
      ["right", "nuts"],
      ["right", "inla"],
      ["right", "advi"],
      ["wide", "nuts"],
    ] as const) {
      const model = compile(`${y} ~ x`, frame, { family: "poisson" });
      posteriors.push(await fit(model, { engine, seed: 3 }));
    }
  });

  it("are uniform for the family that made them, and alike for every engine", () => {
    const [nuts, inla, advi] = posteriors.map((posterior) => looPitValues(posterior, 1).values);
    for (const values of [nuts!, inla!, advi!])
      expect(openEnvelope(300)(values).p).toBeGreaterThan(0.05);
    nuts!.forEach((value, row) => {
      expect(Math.abs(value - inla![row]!)).toBeLessThan(0.01);
      expect(Math.abs(value - advi![row]!)).toBeLessThan(0.02);
    });
  });

  it("show predictions that are too narrow, in words and outside of the band", () => {
    const { notes, rows, chart } = looPitTable(posteriors[3]!, 1);
    expect(notes[0]).toContain("too narrow");
    expect(
      rows.some(([, difference, lower, upper]) => difference! < lower! || difference! > upper!),
    ).toBe(true);
    expect(chart).toMatchObject({ shape: "intervals", x: "pit", y: "difference", none: 0 });
  });
});
