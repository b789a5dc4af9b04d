/** Sums of ratios times baselines: noise that baselines have too, and units that change by far. */
import { beforeAll, describe, expect, it } from "vitest";
import { compile, fit, frameFromColumns, live } from "../../../src/index.js";
import type { DataFrame, Interval, UnitReport } from "../../../src/index.js";
import { deterministic, openStream } from "../../../src/math/index.js";
import { openSmallNight } from "./small-night.js";
import type { SmallNight } from "./small-night.js";

const noise = 0.3;
const units = 400;

interface NoisyCounts {
  readonly baseline: number[];
  readonly turnout: number[];
}

/** Two counts of units whose expected logs are the same; each has its own noise. */
function drawCounts(count: number, seed: number): NoisyCounts {
  const random = openStream(seed, "noisy counts");
  const draw = (expected: number): number =>
    Math.round(deterministic.exp(expected + noise * random.normal()));
  const expected = Array.from({ length: count }, () => 6.5 + 0.5 * random.normal());
  return { baseline: expected.map(draw), turnout: expected.map(draw) };
}

function noisyPast(): DataFrame {
  const { baseline, turnout } = drawCounts(3 * units, 1);
  const election = baseline.map((_, i) => `e${Math.floor(i / units)}`);
  return frameFromColumns("past", { election, baseline, turnout });
}

const widest = (intervals: readonly Interval[]): number =>
  intervals.at(-1)!.high - intervals.at(-1)!.low;

describe("counts over baselines that are as noisy as they are", () => {
  it("add up to what is expected of them, where a log-normal would expect too much", async () => {
    const model = compile("log(turnout / baseline) ~ 1 + (1 | election)", noisyPast(), {
      priors: { "sd(1|election)": "HalfNormal(0.1)" },
    });
    const before = await fit(model, { engine: "inla", seed: 1 });
    const { baseline, turnout } = drawCounts(units, 2);
    const unit = baseline.map((_, i) => `u${i}`);
    const tonight = frameFromColumns("tonight", { unit, baseline });
    const reports = turnout.slice(0, 100).map((counted, i): UnitReport => {
      return { unit: unit[i]!, status: "reported", counted };
    });
    const truth = turnout.reduce((sum, one) => sum + one, 0);
    const errorWith = (baseline_noise: number): number => {
      const { night } = live(before, tonight, {
        unit: "unit",
        level: "election=e9",
        baseline_noise,
      });
      return night.forecast(reports).total.predicted / truth - 1;
    };
    // The sd of a total is about 2 %: 100 reports tell the level within 4 %, and three quarters are open. A log-normal
    // expects exp(noise²) - 1, or 7 % of the whole, too much.
    expect(errorWith(0) - errorWith(1)).toBeGreaterThan(0.05);
    expect(Math.abs(errorWith(1))).toBeLessThan(0.06);
  });
});

describe("units that change by more than a factor", () => {
  let small: SmallNight;
  beforeAll(async () => {
    small = await openSmallNight(2);
  });

  const openWith = (factor: number | undefined) =>
    live(small.before, small.state.tonight, {
      unit: "precinct",
      level: "election=e4",
      by: ["district", "county"],
      ...(factor !== undefined && { factor }),
    }).night;

  /** Every tenth unit has four times its votes, or a quarter of them. */
  const withFar = (): UnitReport[] =>
    small.reports(120).map((report, i) => {
      const times = i % 10 > 0 ? 1 : i % 20 === 0 ? 4 : 0.25;
      return { ...report, counted: Math.round(times * report.counted) };
    });

  it("are expected among those that have not reported, in the share that has been seen", () => {
    const night = openWith(3);
    const [plain, far] = [small.reports(120), withFar()].map((reports) => night.forecast(reports));
    const [few, many] = [plain!, far!].map(({ total }) => widest(total.intervals));
    expect(many).toBeGreaterThan(1.3 * few!);
    const middle = far!.total.predicted - far!.total.counted;
    const usual = plain!.total.predicted - plain!.total.counted;
    expect(Math.abs(middle / usual - 1)).toBeLessThan(0.06);
  });

  it("widen a total by little where none has been seen, and nothing without a factor", () => {
    const reports = small.reports(120);
    const [without, none] = [openWith(undefined), openWith(3)].map((night) =>
      widest(night.forecast(reports).total.intervals),
    );
    expect(none! / without!).toBeGreaterThan(0.95);
    expect(none! / without!).toBeLessThan(1.6);
  });

  it("are not to be stated by a factor of one, nor noise by a negative number", () => {
    const options = { unit: "precinct", level: "election=e4" };
    const { before, state } = small;
    const withOption = (own: { factor?: number; baseline_noise?: number }) => () =>
      live(before, state.tonight, { ...options, ...own });
    expect(withOption({ factor: 1 })).toThrow("no night has such `factor`");
    expect(withOption({ baseline_noise: -1 })).toThrow("no night has such `baseline_noise`");
  });

  it("are part of what identifies a night", () => {
    const hashes = [openWith(undefined), openWith(3), openWith(4)].map(({ hash }) => hash);
    expect(new Set(hashes).size).toBe(3);
  });
});
