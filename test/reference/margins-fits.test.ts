/** Models of margins against other programs' published answers and against the truth, by short fits with fixed seeds. */
import { describe, expect, it } from "vitest";
import { fitMargins, type MarginsFit } from "../../src/workflows/ecological/margins/index.js";
import { overallRates } from "../../src/workflows/ecological/margins/judge-fit.js";
import { marginsOf, sharedTable } from "../workflows/ecological/read-shared.js";
import { sharedIsHere } from "./shared-data.js";

function meanRates(fit: MarginsFit): number[] {
  const draws = fit.draws.map((draw) => overallRates(fit, draw));
  return Array.from(draws[0]!, (_, cell) => {
    return draws.reduce((sum, rates) => sum + rates[cell]!, 0) / draws.length;
  });
}

describe.skipIf(!sharedIsHere)("models of margins", () => {
  it("agrees on Santa Clara with MCMChierEI, whose 50,000 draws say .751 and .255", async () => {
    const margins = marginsOf(
      sharedTable("ei_pyei/SantaClaraSampleData.csv"),
      "votes(pct_for_hardy2, total = total2)",
      "composition(pct_e_asian_vote, total = total2)",
      "precinct",
    )!;
    const options = { model: "wakefield", chains: 1, draws: 300, tune: 150, seed: 1 } as const;
    const [asian, , others] = meanRates(await fitMargins(margins, options));
    // The posterior sds are .075 and .013; with a hundred effective draws 3.3 standard errors are exceeded by chance
    // once in a thousand seeds.
    expect(Math.abs(asian! - 0.751)).toBeLessThan(3.3 * 0.0075);
    expect(Math.abs(others! - 0.255)).toBeLessThan(3.3 * 0.0013);
  }, 120_000);

  it("is within .02 of how North Carolina's groups registered, where eiPack is within .017", async () => {
    const table = sharedTable("ei_senc/senc.csv");
    const margins = marginsOf(table, "votes(dem, rep, non)", "composition(white, black, natam)")!;
    const options = { model: "contextual", chains: 1, draws: 80, tune: 120, seed: 1 } as const;
    const rates = meanRates(await fitMargins(margins, options));
    const truth = [0.468, 0.373, 0.159, 0.895, 0.041, 0.065, 0.89, 0.06, 0.05];
    const error = truth.reduce((sum, value, cell) => sum + Math.abs(value - rates[cell]!), 0) / 9;
    expect(error).toBeLessThan(0.02);
  }, 240_000);
});
