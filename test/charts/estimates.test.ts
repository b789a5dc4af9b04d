/** What is in the picture of poststratified estimates. */
import { beforeAll, describe, expect, it } from "vitest";
import { plot } from "../../src/index.js";
import { drawChart } from "../../src/charts/index.js";
import { collectDiagnostics } from "../../src/diagnostics/index.js";
import { chartSubjects, stateNames, type ChartSubjects } from "./chart-subjects.js";
import { colorOf, domainOf, marksOf, titlesOf } from "./read-specification.js";

let subjects: ChartSubjects;
beforeAll(async () => {
  subjects = await chartSubjects(stateNames);
});

describe("estimates by area", () => {
  it("are sorted, with their intervals, and the raw shares hollow beside them", async () => {
    const { estimates } = subjects;
    const chart = await plot(estimates);
    const points = marksOf(chart).filter(({ type }) => type === "point");
    expect(points.map(({ mark }) => mark["filled"])).toEqual([true, false]);
    const values = points[0]!.values.map(({ value }) => Number(value));
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    const at = estimates.areas.findIndex(([area]) => area === points[0]!.values[0]!["label"]);
    expect(points[0]!.values[0]!["beside"]).toBeCloseTo(estimates.raw!.share[at]!, 5);
    expect(titlesOf(chart)).toContain("population mean of the response (90 % interval)");
  });
});

describe("estimates against the truth", () => {
  it("have a panel of accuracy and one of uncertainty, coloured by whether the truth is held", async () => {
    const { estimates, truth } = subjects;
    const chart = await plot({ estimates, truth });
    expect(chart.name).toBe("accuracy");
    const scatter = marksOf(chart).find(({ encoding }) => "shape" in encoding)!;
    expect(scatter.values).toHaveLength(12);
    expect(domainOf(scatter, "color")).toEqual(["estimate", "raw share"]);
    const points = marksOf(chart).filter(({ mark }) => mark["filled"] === true);
    for (const { lower, upper, beside, group } of points[0]!.values) {
      const holds = Number(lower) <= Number(beside) && Number(beside) <= Number(upper);
      expect(group).toBe(holds ? "holds the truth" : "misses the truth");
    }
    const values = points[0]!.values.map(({ value }) => Number(value));
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    expect(colorOf(points[0]!, "holds the truth")).toBe("#0072b2");
    expect(chart.text).toContain("intervals hold the truth");
  });
});

describe("a map", () => {
  async function drawMap() {
    const sink = collectDiagnostics();
    const { estimates } = subjects;
    const chart = await drawChart({ of: "estimates", estimates: { estimates } }, "map", {
      options: {},
      sink,
      refuse: ({ message }) => {
        throw new Error(message);
      },
    });
    return { chart: chart!, sink };
  }

  it("knows states by name, abbreviation and FIPS code, and reports the others", async () => {
    const { chart, sink } = await drawMap();
    const { states, blank } = chart.specification["datasets"] as unknown as Record<
      string,
      readonly { readonly name: string; readonly estimate?: number; readonly width?: number }[]
    >;
    expect(states!.map(({ name }) => name)).toEqual([
      "California",
      "Colorado",
      "New York",
      "Ohio",
      "Texas",
    ]);
    expect(states!.length + blank!.length).toBe(51);
    expect(states!.every(({ estimate, width }) => estimate! > 0 && width! > 0)).toBe(true);
    expect(sink.diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ["area-without-partner", "no state of the map is called `Nowhere`"],
    ]);
  });

  it("has a panel of estimates and one of the intervals' widths", async () => {
    const { chart } = await drawMap();
    expect(titlesOf(chart)).toEqual(["estimate", "width of the 90 % interval"]);
    expect(marksOf(chart).map(({ type }) => type)).toEqual(Array<string>(4).fill("geoshape"));
  });
});
