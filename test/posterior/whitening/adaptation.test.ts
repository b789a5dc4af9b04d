/** What warm-up learns from is the compiler's choice by the coordinates, and the user's where asked for. */
import { describe, expect, it } from "vitest";
import { compile, fit, frameFromColumns, type FitOptions } from "../../../src/index.js";
import { samplingNotes } from "../../../src/report/describe-sampling.js";
import type { NutsPosterior } from "../../../src/posterior/posterior.js";

const data = frameFromColumns("d", {
  y: [1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1],
  x: [0.4, -1, 1.2, 0.3, -0.7, -0.1, 0.5, -1.4, 0.9, -0.2, 0.1, 1.6],
});
const model = (common: string) =>
  compile("y ~ x", data, { family: "bernoulli", priors: { common } });

async function run(common: string, options: FitOptions): Promise<NutsPosterior> {
  const posterior = await fit(model(common), { engine: "nuts", draws: 50, chains: 2, ...options });
  if (posterior.engine !== "nuts") throw new Error(posterior.engine);
  return posterior;
}

describe("the metric of a fit by nuts", () => {
  it("has directions after a warm-up of 400 where the model has no coordinates of a Laplace fit", async () => {
    const posterior = await run("StudentT(3, 0, 2.5)", {});
    expect(posterior.settings).toMatchObject({ adaptation: "low_rank", tune: 400 });
    expect(samplingNotes(posterior).join("\n")).toContain(
      "with a low-rank metric of draws and gradients: ",
    );
  });

  it("is Stan's where own coordinates are asked for", async () => {
    const posterior = await run("Normal(0, 1)", { coordinates: "own" });
    expect(posterior.settings).toMatchObject({ adaptation: "windows", tune: 1000 });
    expect(samplingNotes(posterior).join("\n")).not.toContain("metric");
  });

  it("is what was asked for, in any coordinates", async () => {
    const own = await run("StudentT(3, 0, 2.5)", { adaptation: "gradients" });
    expect(own.settings).toMatchObject({ adaptation: "gradients", tune: 400 });
    const whitened = await run("Normal(0, 1)", { adaptation: "low_rank" });
    expect(whitened.settings).toMatchObject({ adaptation: "low_rank", tune: 200 });
    expect(whitened.settings.coordinates).toBeDefined();
    expect(samplingNotes(whitened).join("\n")).toContain("low-rank metric");
  });
});
