/** `engine = auto`: which engine is chosen, and what the fit says of that. */
import { describe, expect, it } from "vitest";
import { compile, fit, frameFromColumns, type Posterior } from "../../src/index.js";
import { openStream, samplePoisson } from "../../src/math/index.js";
import { summaryTable } from "../../src/report/fit-summary.js";
import { answers } from "../engines/importance/answers.js";

const random = openStream(7, "counts");
const group = Array.from({ length: 60 }, (_, i) => `g${i % 10}`);
const counts = frameFromColumns("counts", {
  group,
  y: group.map((_, i) => samplePoisson(2 + (i % 10) / 3, random)),
});
const brief = { draws: 200, tune: 200, chains: 2 };

const noteOf = ({ diagnostics }: Posterior): string =>
  diagnostics.find(({ code }) => code === "engine-chosen")!.message;

describe("engine = auto", () => {
  it("keeps the approximation that could be made exact", async () => {
    const model = compile("y ~ 1 + (1 | group)", counts, { family: "poisson" });
    const chosen = await fit(model, { engine: "auto" });
    expect(chosen.engine).toBe("inla");
    expect(noteOf(chosen)).toMatch(/^engine = inla was chosen: .* count/u);
    expect(summaryTable(chosen).columns.map(({ name }) => name)).toContain("mcse_mean");
    expect(chosen.draws.drawsPerChain).toBe(4000);
  });

  it("samples where a prior is not normal", async () => {
    const model = compile("y ~ 1 + (1 | group)", counts, {
      family: "poisson",
      priors: { Intercept: "StudentT(4, 0, 2.5)" },
    });
    const chosen = await fit(model, { engine: "auto", ...brief });
    expect(chosen.engine).toBe("nuts");
    expect(noteOf(chosen)).toMatch(/^engine = nuts was chosen: .*StudentT/u);
  });

  it("samples where the correction does not pass", async () => {
    const model = compile("yes ~ 1 + (1 | subject) + (1 | visit)", answers(60, 3, 6, 2), {
      family: "bernoulli",
      priors: { "sd(1|subject)": "HalfNormal(10)", "sd(1|visit)": "HalfNormal(1)" },
    });
    const chosen = await fit(model, { engine: "auto", ...brief });
    expect(chosen.engine).toBe("nuts");
    expect(noteOf(chosen)).toMatch(/could not be corrected .*k-hat/u);
  }, 60_000);
});
