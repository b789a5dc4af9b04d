/** A night whose counties move together by a covariance that the user states. */
import { beforeAll, describe, expect, it } from "vitest";
import { compile, fit, frameFromColumns, live, simulateNight } from "../../../src/index.js";
import type { DataFrame, NightForecast, SimulatedNight, UnitReport } from "../../../src/index.js";
import { invertCholesky } from "../../../src/math/index.js";
import { covarianceFactor } from "../../../src/workflows/election-night/past/node-effects.js";

const priors = { "sd(1|election)": "HalfNormal(0.2)", "sd(1|county)": "HalfNormal(0.2)" };
const start = "log(turnout / baseline) ~ 1 + urban + (1 | election)";
const counties = Array.from({ length: 8 }, (_, i) => `c${i + 1}`);

/** The first two counties are nearly one; all others are alone. */
function covarianceOf(alike: number): DataFrame {
  const entry = (i: number, j: number): number => (i === j ? 1 : i + j === 1 ? alike : 0);
  const columns = counties.map((name, j) => [name, counties.map((_, i) => entry(i, j))] as const);
  return frameFromColumns("S", { county: counties, ...Object.fromEntries(columns) });
}

let state: SimulatedNight;
beforeAll(() => {
  state = simulateNight({ units: 240, districts: 20, counties: 8, elections: 4, seed: 3 });
});

async function openNight(term: string, alike = 0) {
  const own = {
    ...priors,
    ...(term.includes("county:election") && {
      "sd(1|county)": undefined,
      "sd(1|county:election)": priors["sd(1|county)"],
    }),
  };
  const stated = Object.entries(own).filter((one): one is [string, string] => one[1] !== undefined);
  const model = compile(`${start} + ${term}`, state.past, {
    priors: Object.fromEntries(stated),
    frames: { S: covarianceOf(alike) },
  });
  const before = await fit(model, { engine: "inla", seed: 1 });
  return live(before, state.tonight, { unit: "precinct", level: "election=e4", by: ["county"] })
    .night;
}

/** Final counts of the units of some counties, times a factor. */
function reportsOf(names: readonly string[], times: number): UnitReport[] {
  const find = (name: string) => state.final.columns.find((one) => one.name === name)!;
  const [unit, county, turnout] = ["precinct", "county", "turnout"].map(find);
  if (unit?.kind !== "factor" || county?.kind !== "factor" || turnout?.kind !== "numeric")
    throw new Error("the simulated night has other columns");
  return [...unit.codes.keys()]
    .filter((row) => names.includes(county.levels[county.codes[row]!]!))
    .map((row) => ({
      unit: unit.levels[unit.codes[row]!]!,
      status: "reported",
      counted: Math.round(times * turnout.values[row]!),
    }));
}

const predicted = ({ areas }: NightForecast, name: string): number =>
  areas.find(({ area }) => area === name)!.predicted;

describe("effects of counties with a known covariance, new in every election", () => {
  const copied = "(1 | county, cov = S, by = election)";

  it("are those of county:election where the covariance says nothing", async () => {
    const [known, plain] = [await openNight(copied), await openNight("(1 | county:election)")];
    const reports = reportsOf(["c1", "c3", "c5"], 1);
    const [a, b] = [known.forecast(reports), plain.forecast(reports)];
    const width = (forecast: NightForecast): number => {
      const { low, high } = forecast.total.intervals.at(-1)!;
      return high - low;
    };
    expect(Math.abs(a.total.predicted - b.total.predicted)).toBeLessThan(0.1 * width(b));
    expect(width(a) / width(b)).toBeGreaterThan(0.85);
    expect(width(a) / width(b)).toBeLessThan(1.15);
    expect(a.learnt.map(({ name }) => name)).toContain("sd(1|county, by=election)");
  });

  it("are learnt from alike counties, and not from others", async () => {
    const night = await openNight(copied, 0.95);
    const [usual, more] = [1, 1.5].map((times) =>
      night.forecast([...reportsOf(["c1"], times), ...reportsOf(["c4", "c5", "c6"], 1)]),
    );
    const change = (name: string): number => predicted(more!, name) / predicted(usual!, name);
    expect(change("c2")).toBeGreaterThan(1.1);
    // The election's own effect moves all counties by some of it.
    expect(change("c2") - 1).toBeGreaterThan(2 * Math.abs(change("c3") - 1));
  });

  it("persist where there is no `by`, and are then what the fit says of them", async () => {
    const night = await openNight("(1 | county, cov = S)", 0.5);
    const { areas } = night.forecast(reportsOf(["c1"], 1));
    for (const { intervals } of areas) expect(intervals[1]!.high).toBeLessThan(Infinity);
    expect(areas).toHaveLength(8);
  });
});

describe("the factor of a known covariance", () => {
  it("times itself is the inverse of the structure's precision", () => {
    const model = compile(`${start} + (1 | county, cov = S)`, state.past, {
      frames: { S: covarianceOf(0.6) },
    });
    const factor = covarianceFactor(model.spec.design.predictor.structured[0]!);
    const at = (i: number, j: number): number =>
      counties.reduce((sum, _, k) => sum + factor[i * 8 + k]! * factor[j * 8 + k]!, 0);
    expect(at(0, 1)).toBeCloseTo(0.6, 12);
    expect(at(1, 1)).toBeCloseTo(1, 12);
    expect(at(2, 1)).toBeCloseTo(0, 12);
    expect(invertCholesky(factor, 8)[0]).toBeCloseTo(1 / (1 - 0.36), 10);
  });
});
