/** What is in the picture of a fit, kind by kind. */
import { beforeAll, describe, expect, it } from "vitest";
import { ModelError, plot, summary, type Chart } from "../../src/index.js";
import { chartSubjects, stateNames, type ChartSubjects } from "./chart-subjects.js";
import { channelOf, colorOf, domainOf, marksOf, titlesOf } from "./read-specification.js";

let subjects: ChartSubjects;
beforeAll(async () => {
  subjects = await chartSubjects(stateNames);
});

const subtitleOf = ({ specification }: Chart): readonly string[] =>
  (specification["title"] as { readonly subtitle: readonly string[] }).subtitle;

const pointsOf = (chart: Chart) => marksOf(chart).filter(({ type }) => type === "point");

describe("a forest", () => {
  it("has a point, an interval and quartiles for every parameter of the population", async () => {
    const chart = await plot(subjects.sampled);
    expect(chart.name).toBe("forest");
    const names = pointsOf(chart).flatMap(({ values }) => values.map(({ label }) => label));
    expect(names).toEqual(["Intercept", "male", "sd(1|area)"]);
    const [first] = pointsOf(chart);
    const row = summary(subjects.sampled).rows.find(({ name }) => name === "Intercept")!;
    const { value, lower, upper, innerLower, innerUpper } = first!.values[0]!;
    expect(value).toBeCloseTo(row.median, 4);
    expect(lower).toBeCloseTo(row.hdiLow, 4);
    expect(upper).toBeCloseTo(row.hdiHigh, 4);
    expect(innerLower).toBeLessThan(Number(value));
    expect(innerUpper).toBeGreaterThan(Number(value));
  });

  it("says what its intervals are, and the units of its axes", async () => {
    const chart = await plot(subjects.sampled, { interval: 0.8 });
    expect(subtitleOf(chart).at(-1)).toBe("median, quartiles and 80 % highest-density interval");
    expect(titlesOf(chart)).toContain("coefficient (log odds)");
    expect(chart.text).toContain("80 %");
  });

  it("draws the marginals of INLA where there are no chains", async () => {
    const chart = await plot(subjects.approximated);
    const [first] = pointsOf(chart);
    const row = summary(subjects.approximated).rows.find(({ name }) => name === "Intercept")!;
    expect(first!.values[0]!["value"]).toBeCloseTo(row.median, 4);
    expect(subtitleOf(chart)[0]).toContain("by INLA");
  });

  it("colours several fits and puts them below each other", async () => {
    const { sampled, approximated } = subjects;
    const chart = await plot({ nuts: sampled, inla: approximated }, { kind: "forest" });
    const [first] = pointsOf(chart);
    expect(first!.values.map(({ label, group }) => [label, group]).slice(0, 2)).toEqual([
      ["Intercept", "nuts"],
      ["Intercept", "inla"],
    ]);
    expect(channelOf(first!, "yOffset")["field"]).toBe("group");
    expect(colorOf(first!, "nuts") ?? "").not.toBe(colorOf(first!, "inla"));
  });

  it("draws the parameters that were asked for, and names what is unknown", async () => {
    const chart = await plot(subjects.sampled, { parameters: ["male", "1|area"] });
    const names = pointsOf(chart).flatMap(({ values }) => values.map(({ label }) => label));
    expect(names).toEqual(["male", ...stateNames.toSorted().map((name) => `1|area[${name}]`)]);
    await expect(plot(subjects.sampled, { parameters: ["mael"] })).rejects.toThrow(ModelError);
  });
});

describe("a caterpillar", () => {
  it("has a line for each level, the largest first, beside a line at zero", async () => {
    const chart = await plot(subjects.sampled, { kind: "caterpillar" });
    const [points] = pointsOf(chart);
    const values = points!.values.map(({ value }) => Number(value));
    expect(values).toHaveLength(stateNames.length);
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    expect(domainOf(points!, "y")).toEqual(points!.values.map(({ label }) => label));
    expect(points!.values.map(({ label }) => label)).toEqual(stateNames.toReversed());
    const rule = marksOf(chart).find(
      ({ encoding }) => channelOf({ encoding } as never, "x")["datum"] === 0,
    );
    expect(rule?.type).toBe("rule");
    expect(titlesOf(chart)).toContain("1|area (log odds)");
  });
});

describe("odds ratios", () => {
  it("stand on a logarithmic axis and are coloured by whether the interval excludes 1", async () => {
    const chart = await plot(subjects.sampled, { kind: "odds_ratios" });
    const [points] = pointsOf(chart);
    const [row] = points!.values;
    expect(channelOf(points!, "x")["scale"]).toMatchObject({ type: "log" });
    const excludes = Number(row!["lower"]) > 1 || Number(row!["upper"]) < 1;
    expect(row!["group"]).toBe(excludes ? "excludes 1" : "includes 1");
    expect(colorOf(points!, String(row!["group"]))).toBe(excludes ? "#d55e00" : "#0072b2");
    const median = summary(subjects.sampled).rows.find(({ name }) => name === "male")!.median;
    expect(row!["value"]).toBeCloseTo(Math.exp(median), 3);
    expect(titlesOf(chart)).toContain("odds ratio, 95 % interval");
  });
});

describe("a ridge", () => {
  it("has a curve of the same height for each effect of a term", async () => {
    const chart = await plot(subjects.sampled, { kind: "ridge", term: "1|area" });
    const [area, labels] = marksOf(chart);
    expect(area!.type).toBe("area");
    const heights = stateNames.map((_, row) =>
      Math.max(
        ...area!.values
          .filter((value) => value["row"] === row)
          .map(({ head, foot }) => Number(head) - Number(foot)),
      ),
    );
    for (const height of heights) expect(height).toBeCloseTo(1.7, 4);
    expect(labels!.values.map(({ label }) => label)).toEqual(stateNames.toReversed());
  });
});

describe("a ridge of several fits", () => {
  it("has the curves of a parameter below each other, a colour a fit", async () => {
    const { sampled, approximated } = subjects;
    const chart = await plot({ quick: approximated, full: sampled }, { kind: "ridge" });
    const [area, labels] = marksOf(chart);
    expect(domainOf(area!, "color")).toEqual(["quick", "full"]);
    expect(labels!.values.map(({ label }) => label)).toEqual(["male", "male"]);
    expect(chart.table.rows.map((row) => row.slice(0, 2))).toEqual([
      ["male", "quick"],
      ["male", "full"],
    ]);
  });
});

describe("densities", () => {
  it("lay INLA's marginal beside the draws where two fits of one model are given", async () => {
    const { sampled, approximated } = subjects;
    const chart = await plot({ quick: approximated, full: sampled });
    expect(chart.name).toBe("density");
    const marks = marksOf(chart);
    expect(marks.map(({ type }) => type)).toEqual(["area", "area", "area"]);
    expect(domainOf(marks[0]!, "color")).toEqual(["quick (INLA marginal)", "full (NUTS draws)"]);
    // Each curve encloses an area of one.
    for (const fit of domainOf(marks[0]!, "color")) {
      const curve = marks[0]!.values.filter((row) => row["fit"] === fit);
      const step = Number(curve[1]!["x"]) - Number(curve[0]!["x"]);
      const total = curve.reduce((sum, { density }) => sum + Number(density) * step, 0);
      expect(total).toBeGreaterThan(0.98);
      expect(total).toBeLessThan(1.02);
    }
  });

  it("of scales do not reach below zero", async () => {
    const chart = await plot(subjects.sampled, { kind: "density", parameters: ["sd(1|area)"] });
    const [curve] = marksOf(chart);
    expect(Math.min(...curve!.values.map(({ x }) => Number(x)))).toBeGreaterThanOrEqual(0);
  });
});

describe("effects", () => {
  it("are counted once each, beside a normal density with the fitted sd", async () => {
    const chart = await plot(subjects.sampled, { kind: "effects" });
    const [bars, line] = marksOf(chart);
    expect(bars!.type).toBe("bar");
    expect(bars!.values.reduce((sum, { count }) => sum + Number(count), 0)).toBe(6);
    expect(line!.type).toBe("line");
    const step = Number(line!.values[1]!["x"]) - Number(line!.values[0]!["x"]);
    const binWidth = Number(bars!.values[0]!["to"]) - Number(bars!.values[0]!["from"]);
    const expected = line!.values.reduce((sum, row) => sum + Number(row["expected"]) * step, 0);
    // Within two and a half sds there is 98.8 % of a normal distribution.
    expect(expected / binWidth).toBeGreaterThan(0.98 * 6);
    expect(titlesOf(chart)).toEqual(["mean of 1|area (log odds)", "levels"]);
  });
});

describe("charts of chains", () => {
  it("trace every draw of every chain in its colour", async () => {
    const chart = await plot(subjects.sampled, { kind: "trace" });
    const marks = marksOf(chart);
    expect(marks.map(({ type }) => type)).toEqual(["line", "line", "line"]);
    expect(marks[0]!.values).toHaveLength(300);
    expect(domainOf(marks[0]!, "color")).toEqual(["chain 1", "chain 2"]);
    expect(titlesOf(chart)).toContain("draw after warm-up");
  });

  it("count every draw once among the ranks", async () => {
    const chart = await plot(subjects.sampled, { kind: "rank", parameters: ["male"] });
    const [expected, line] = marksOf(chart);
    expect(channelOf(expected!, "y")["datum"]).toBe(7.5);
    const chains = domainOf(line!, "color").map((chain) =>
      line!.values
        .filter((row) => row["chain"] === chain)
        .slice(0, -1)
        .reduce((sum, { count }) => sum + Number(count), 0),
    );
    expect(chains).toEqual([150, 150]);
  });

  it("show energies with the E-BFMI of each chain", async () => {
    const chart = await plot(subjects.sampled, { kind: "energy" });
    expect(chart.table.rows).toHaveLength(2);
    expect(subtitleOf(chart).at(-1)).toMatch(/^E-BFMI by chain: [\d.]+, [\d.]+ \(below 0\.3/u);
    expect(domainOf(marksOf(chart)[0]!, "color")).toHaveLength(2);
  });

  it("are refused for fits without chains", async () => {
    for (const kind of ["trace", "rank", "energy"] as const)
      await expect(plot(subjects.approximated, { kind })).rejects.toThrow(/INLA has no chains/u);
  });
});

describe("pairs", () => {
  it("have a histogram on the diagonal, points below it and correlations above", async () => {
    const chart = await plot(subjects.sampled, { kind: "pair" });
    const types = marksOf(chart).map(({ type }) => type);
    expect(types).toEqual([
      "bar",
      "text",
      "text",
      "circle",
      "bar",
      "text",
      "circle",
      "circle",
      "bar",
    ]);
    expect(subtitleOf(chart).at(-1)).toBe("no trajectory diverged");
  });

  it("mark every draw whose trajectory diverged", async () => {
    const { sampled } = subjects;
    const statistics = sampled.statistics.map((chain, at) => ({
      ...chain,
      divergent: chain.divergent.map((_, draw) => Number(at === 1 && draw < 3)),
    }));
    const chart = await plot({ ...sampled, statistics }, { kind: "pair" });
    const circles = marksOf(chart).filter(({ type }) => type === "circle");
    expect(circles.map(({ values }) => values.length)).toEqual([297, 3, 297, 3, 297, 3]);
    expect(circles[1]!.mark["color"]).toBe("#d55e00");
    expect(subtitleOf(chart).at(-1)).toBe("orange: draws after the 3 trajectories that diverged");
  });
});
